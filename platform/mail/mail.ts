/**
 * Sending one letter by SMTP, and knowing how it went. The outcome is exact about the one thing that matters for a
 * second try: whether the server may have the letter already. That is so from the moment the whole text was handed over
 * until its answer arrives; a connection lost in that moment is `unknown`, lost before it is `temporary`. Refusals of
 * the recipient or the text are `permanent`; refusals of ourselves (sender, credentials) are not, since an operator
 * can mend them while the letter waits.
 */
import { createTransport } from 'nodemailer';
import type { Config } from '../config/config.ts';

export interface Letter {
  to: string;
  subject: string;
  text: string;
  /** The same at every try, so that a mailbox can tell a repeat. Without angle brackets. */
  messageId: string;
  urgent: boolean;
}

export interface Outcome {
  outcome: 'sent' | 'temporary' | 'permanent' | 'unknown';
  /** What the other end said, or what happened; one line, bounded. */
  detail: string;
}

const connectMs = 10_000;
const silenceMs = 20_000;
const detailMax = 300;

/** Hands one letter to the mail server at `smtpUrl`. Never throws. */
export async function sendMail(settings: Pick<Config, 'mailFrom'> & { smtpUrl: string }, letter: Letter): Promise<Outcome> {
  const hand = { over: false };
  const transport = createTransport({
    url: settings.smtpUrl,
    logger: watchHand(hand),
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: silenceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    const info = await transport.sendMail({
      from: settings.mailFrom,
      to: { name: '', address: letter.to },
      subject: letter.subject.replace(/[\r\n]+/g, ' '),
      text: letter.text,
      messageId: `<${letter.messageId}>`,
      priority: letter.urgent ? 'high' : 'normal',
      headers: { 'auto-submitted': 'auto-generated', 'x-auto-response-suppress': 'All' },
    });
    return { outcome: 'sent', detail: oneLine(info.response) };
  } catch (error) {
    return judge(error, hand.over);
  } finally {
    transport.close();
  }
}

/** The transport tells its log when the text has been handed over whole; nothing else tells it. */
function watchHand(hand: { over: boolean }) {
  const quiet = () => undefined;
  const info = (entry: unknown) => {
    if (typeof entry === 'object' && entry !== null && 'tnx' in entry && entry.tnx === 'message') hand.over = true;
  };
  return { level: quiet, trace: quiet, debug: quiet, info, warn: quiet, error: quiet, fatal: quiet };
}

interface SmtpError extends Error {
  code?: string;
  command?: string;
  responseCode?: number;
  response?: string;
}

function judge(thrown: unknown, handedOver: boolean): Outcome {
  const error: SmtpError = thrown instanceof Error ? thrown : new Error(String(thrown));
  const detail = oneLine(error.response ?? error.message);
  if (error.responseCode !== undefined) {
    const aboutLetter = error.command === 'RCPT TO' || error.command === 'DATA';
    return { outcome: error.responseCode >= 500 && aboutLetter ? 'permanent' : 'temporary', detail };
  }
  if (error.code === 'EENVELOPE' && error.command === 'API') return { outcome: 'permanent', detail };
  return { outcome: handedOver ? 'unknown' : 'temporary', detail };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, detailMax);
}

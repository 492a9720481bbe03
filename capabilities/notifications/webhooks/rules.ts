/**
 * What a webhook receives, and how it knows that it is from us: a JSON body and a signature over the second it was sent
 * and that body, so that a copy of it cannot be sent again later. The delivery's id is the same at every try.
 */
import { createHmac } from 'node:crypto';

export interface HookMessage {
  delivery: string;
  topic: string;
  subject: string;
  text: string;
  /** Where a person opens it; null when there is nothing to open. */
  link: string | null;
  urgent: boolean;
  at: string;
  /** An earlier try may have arrived. */
  mayBeRepeat: boolean;
}

export function signedRequest(
  message: HookMessage,
  secret: string,
  now: Temporal.Instant,
): { body: string; headers: Record<string, string> } {
  const body = JSON.stringify(message);
  const seconds = Math.floor(now.epochMilliseconds / 1_000);
  const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return {
    body,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Tandem',
      'tandem-delivery': message.delivery,
      'tandem-signature': `t=${seconds},v1=${signature}`,
    },
  };
}

/** Own and team webhooks together. */
export const webhooksMax = 20;

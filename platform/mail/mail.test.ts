/**
 * Letters against a real SMTP server on loopback, and against one that fails in every way that a server can.
 */
import { createServer, type Server, type Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { type Letter, type Outcome, sendMail } from './mail.ts';

const letter: Letter = {
  to: 'lee@northline.example',
  subject: 'HAR-1042\r\nBcc: all@example',
  text: 'Grüße.\n.\nEnd',
  messageId: 'a1@tandem',
  urgent: true,
};
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

const send = (port: number, to = letter.to): Promise<Outcome> =>
  sendMail({ smtpUrl: `smtp://127.0.0.1:${port}`, mailFrom: 'tandem@harbor.example' }, { ...letter, to });

async function serve(options: SMTPServerOptions): Promise<number> {
  const server = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS'], logger: false, ...options });
  server.on('error', () => undefined);
  closers.push(() => server.close());
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.server.address() as { port: number }).port;
}

const refuse = (code: number, text: string) => Object.assign(new Error(text), { responseCode: code });

describe('sendMail', () => {
  it('hands a letter over as it is, with no header smuggled in', async () => {
    let got = '';
    const port = await serve({
      onData: (stream, _session, done) => {
        stream.on('data', (chunk: Buffer) => {
          got += chunk.toString();
        });
        stream.on('end', () => done());
      },
    });
    expect(await send(port)).toMatchObject({ outcome: 'sent' });
    expect(got).toMatch(/^Message-ID: <a1@tandem>$/im);
    expect(got).toMatch(/^Subject: HAR-1042 Bcc: all@example$/m);
    expect(got).not.toMatch(/^Bcc:/m);
    expect(got).toMatch(/^Auto-Submitted: auto-generated$/im);
    expect(got).toMatch(/^\.\r$|=0A\.=0A/m);
  });

  it.each([
    [
      'a recipient refused for good',
      { onRcptTo: (_a, _s, done) => done(refuse(550, 'no such user')) },
      'permanent',
      /no such user/,
    ],
    ['a recipient refused for now', { onRcptTo: (_a, _s, done) => done(refuse(450, 'greylisted')) }, 'temporary', /greylisted/],
    ['ourselves refused as sender', { onMailFrom: (_a, _s, done) => done(refuse(553, 'not you')) }, 'temporary', /not you/],
    [
      'the text refused for good',
      { onData: (stream, _s, done) => stream.resume().on('end', () => done(refuse(554, 'spam'))) },
      'permanent',
      /spam/,
    ],
    [
      'the text refused for now',
      { onData: (stream, _s, done) => stream.resume().on('end', () => done(refuse(451, 'later'))) },
      'temporary',
      /later/,
    ],
  ] satisfies [string, SMTPServerOptions, string, RegExp][])('tells %s', async (_name, options, outcome, detail) => {
    expect(await send(await serve(options))).toEqual({ outcome, detail: expect.stringMatching(detail) });
  });

  it('does not try an address that is none', async () => {
    expect(await send(await serve({}), 'no address\r\n')).toMatchObject({ outcome: 'permanent' });
  });

  it('tells a server that is not there', async () => {
    expect(await send(1)).toMatchObject({ outcome: 'temporary' });
  });

  it('tells a connection lost before the text from one lost after it', async () => {
    expect(
      await send(await serveRaw((line, socket) => (line.startsWith('RCPT') ? socket.destroy() : socket.write(answer(line))))),
    ).toMatchObject({ outcome: 'temporary' });
    expect(
      await send(await serveRaw((line, socket) => (line.startsWith('DATA') ? socket.destroy() : socket.write(answer(line))))),
    ).toMatchObject({ outcome: 'temporary' });
    expect(
      await send(await serveRaw((line, socket) => (line === '.' ? socket.destroy() : socket.write(answer(line))))),
    ).toMatchObject({ outcome: 'unknown' });
  });
});

const answer = (line: string): string => {
  if (line.startsWith('EHLO')) return '250 hello\r\n';
  if (line.startsWith('DATA')) return '354 go on\r\n';
  return /^(MAIL|RCPT|QUIT|RSET|\.$)/.test(line) ? '250 ok\r\n' : '';
};

/** A server that answers line by line as told. */
async function serveRaw(onLine: (line: string, socket: Socket) => unknown): Promise<number> {
  const server: Server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write('220 test\r\n');
    let rest = '';
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString()).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLine(line, socket);
    });
  });
  closers.push(() => server.close());
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as { port: number }).port;
}

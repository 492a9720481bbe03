/**
 * Import and export against a server on loopback that speaks as the real one does, refusals and faults included.
 */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fileWith, harborPath, tandem } from './test-terminal.ts';

const harbor = readFileSync(harborPath, 'utf8');
const id = '0199aa00-0000-7000-8000-000000000001';

interface Reply {
  status: number;
  type: string;
  body: string;
  headers?: Record<string, string>;
}

let server: Server;
let env: Record<string, string>;
let reply: Reply;
/** What a request of this method gets instead. */
let replies: Record<string, Reply>;
let seen: { method?: string; url?: string; headers: IncomingMessage['headers']; body: string };

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      seen = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body };
      const { status, type, headers, body: says } = replies[request.method ?? ''] ?? reply;
      response.writeHead(status, { 'content-type': type, ...headers }).end(says);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  env = {
    TANDEM_SERVER: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    TANDEM_KEY: 'k_secret',
    TANDEM_ENGAGEMENT: id,
  };
});
afterAll(() => new Promise((done) => server.close(done)));
beforeEach(() => {
  seen = { headers: {}, body: '' };
  replies = {};
});

const problem = (status: number, body: object): Reply => ({
  status,
  type: 'application/problem+json',
  body: JSON.stringify(body),
});

describe('tandem import', () => {
  const accepted = { contentHash: 'ab', changes: [{ path: 'gaps', sentence: 'Gaps: urgent changes.' }] };

  it('sends the text as it is, with key, reason and expected hash', async () => {
    reply = { status: 200, type: 'application/json', body: JSON.stringify(accepted) };
    const ran = await tandem(['import', harborPath, '--reason', 'New year', '--expect', 'cd'], { env });
    expect(ran).toEqual({ code: 0, out: 'Imported:\n  Gaps: urgent changes.\ncontent hash ab\n', err: '' });
    expect(seen).toMatchObject({ method: 'PUT', url: `/api/engagements/${id}/file?reason=New+year`, body: harbor });
    expect(seen.headers).toMatchObject({ 'x-api-key': 'k_secret', 'content-type': 'application/yaml', 'if-match': '"cd"' });
    const machine = await tandem(['import', harborPath, '--json'], { env });
    expect(JSON.parse(machine.out)).toEqual(accepted);
  });

  it('does not send a file that is not valid', async () => {
    const bad = fileWith('bad.yaml', harbor.replace('step: 10m', 'step: soon'));
    const ran = await tandem(['import', bad], { env });
    expect(ran).toMatchObject({ code: 1, out: '', err: expect.stringContaining(':69:43:') });
    expect(seen.method).toBeUndefined();
  });

  it("gives the server's refusal in its own words", async () => {
    reply = problem(409, {
      title: 'The agreement changed meanwhile',
      detail: 'Look again.',
      code: 'file-outdated',
      field: 'expectedHash',
      requestId: 'r1',
    });
    const ran = await tandem(['import', harborPath], { env });
    expect(ran.code).toBe(1);
    expect(ran.err).toContain('answered 409. The agreement changed meanwhile: Look again. (expectedHash) [request r1]');
  });

  describe('where an agreement is in force', () => {
    const needsSignature = problem(409, {
      title: 'Both sides have to sign this',
      detail: 'An agreement is in force, and neither side changes it alone.',
      code: 'needs-signature',
    });
    const begun = { draftId: 'd1', title: 'Second shift', changes: [{ path: 'gaps', sentence: 'Gaps: urgent changes.' }] };

    it('says that both sides have to sign, and how to begin a draft', async () => {
      replies = { PUT: needsSignature };
      const ran = await tandem(['import', harborPath], { env });
      expect(ran).toMatchObject({ code: 1, out: '', err: expect.stringContaining('Both sides have to sign this') });
      expect(ran.err).toContain('With --draft the file becomes a draft');
      expect(seen.method).toBe('PUT');
    });

    it('begins a draft when asked to, and says what it changes and where it is', async () => {
      replies = { PUT: needsSignature, POST: { status: 201, type: 'application/json', body: JSON.stringify(begun) } };
      const args = ['import', harborPath, '--draft', '--title', 'Second shift', '--reason', 'March'];
      const ran = await tandem(args, { env });
      const page = `${env['TANDEM_SERVER']}/harbor/agreement/d1/matrix`;
      expect(ran).toMatchObject({ code: 0, err: '' });
      expect(ran.out).toContain('became the draft “Second shift”:\n  Gaps: urgent changes.\n');
      expect(ran.out).toContain(`sign it at ${page}\n`);
      expect(seen).toMatchObject({ method: 'POST', url: `/api/engagements/${id}/drafts/from-file` });
      expect(seen.headers).toMatchObject({ 'x-api-key': 'k_secret', 'content-type': 'application/json' });
      expect(JSON.parse(seen.body)).toEqual({ text: harbor, title: 'Second shift', reason: 'March' });
      const machine = await tandem([...args, '--json'], { env });
      expect(JSON.parse(machine.out)).toEqual({ ...begun, url: page });
    });

    it('begins none when the file was imported, when the server will not, or for another refusal', async () => {
      replies = { PUT: { status: 200, type: 'application/json', body: JSON.stringify(accepted) } };
      expect(await tandem(['import', harborPath, '--draft'], { env })).toMatchObject({ code: 0 });
      expect(seen.method).toBe('PUT');
      replies = { PUT: problem(409, { title: 'The agreement changed meanwhile', code: 'file-outdated' }) };
      expect(await tandem(['import', harborPath, '--draft'], { env })).toMatchObject({ code: 1 });
      expect(seen.method).toBe('PUT');
      replies = { PUT: needsSignature, POST: problem(403, { title: 'Not allowed', code: 'not-allowed' }) };
      const ran = await tandem(['import', harborPath, '--draft'], { env });
      expect(ran).toMatchObject({ code: 1, out: '', err: expect.stringContaining('answered 403. Not allowed') });
      expect(await tandem(['import', harborPath, '--title', 'x'], { env })).toMatchObject({ code: 2 });
    });
  });

  it('tells a fault of the server from a refusal, and never repeats the key', async () => {
    reply = { status: 502, type: 'text/html', body: '<html>\u001b[31mbad gateway' };
    const ran = await tandem(['import', harborPath], { env });
    expect(ran).toMatchObject({ code: 3, err: expect.stringContaining('502') });
    expect(ran.err).not.toContain('\u001b');
    expect(ran.err).not.toContain('k_secret');
  });

  it('does not follow a redirect with the key', async () => {
    reply = { status: 307, type: 'text/plain', body: '', headers: { location: 'http://127.0.0.1:9/elsewhere' } };
    expect(await tandem(['import', harborPath], { env })).toMatchObject({ code: 3 });
  });

  it('needs to know server, key and engagement', async () => {
    for (const missing of Object.keys(env)) {
      const { [missing]: _, ...rest } = env;
      expect(await tandem(['import', harborPath], { env: rest })).toMatchObject({
        code: 2,
        err: expect.stringContaining(missing),
      });
    }
    expect(await tandem(['import', harborPath, '--server', 'ftp://x'], { env })).toMatchObject({ code: 2 });
    expect(await tandem(['import', harborPath, '--key', 'a\nb'], { env })).toMatchObject({ code: 2 });
  });
});

describe('tandem export', () => {
  it('prints the file or writes it', async () => {
    reply = { status: 200, type: 'application/yaml', body: harbor };
    expect(await tandem(['export'], { env })).toEqual({ code: 0, out: harbor, err: '' });
    expect(seen).toMatchObject({ method: 'GET', url: `/api/engagements/${id}/file` });
    const path = fileWith('out.yaml', '');
    expect(await tandem(['export', path], { env })).toEqual({ code: 0, out: '', err: '' });
    expect(readFileSync(path, 'utf8')).toBe(harbor);
    expect(await tandem(['export', '/nowhere/out.yaml'], { env })).toMatchObject({ code: 3 });
  });

  it('does not write what is no engagement file', async () => {
    reply = { status: 200, type: 'text/html', body: '<html>sign in</html>' };
    const path = fileWith('out.yaml', 'kept');
    expect(await tandem(['export', path], { env })).toMatchObject({ code: 1 });
    expect(readFileSync(path, 'utf8')).toBe('kept');
  });

  it('says when nobody answers, and when the server refuses', async () => {
    expect(await tandem(['export', '--server', 'http://127.0.0.1:9'], { env })).toMatchObject({
      code: 3,
      err: expect.stringContaining('Cannot reach'),
    });
    reply = problem(401, { title: 'Sign in first', code: 'not-signed-in' });
    expect(await tandem(['export'], { env })).toMatchObject({ code: 1, err: expect.stringContaining('Sign in first') });
  });
});

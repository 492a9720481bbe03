/**
 * Posts to real servers on loopback, in every way they can fail, and to addresses that must not be reached.
 */
import { createServer, type RequestListener } from 'node:http';
import { createServer as createRaw } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { isPrivateAddress, judgedLookup, postOutgoing, reasonAgainstTarget } from './outgoing.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  closers.push(() => server.close());
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as { port: number }).port}/hook`;
}

const post = (url: string, allowPrivateTargets = true, timeoutMs = 300) =>
  postOutgoing(url, '{"a":1}', { headers: { 'x-test': '1' }, allowPrivateTargets, timeoutMs });

describe('postOutgoing', () => {
  it('sends the body once', async () => {
    const bodies: string[] = [];
    const url = await serve((request, response) => {
      request.on('data', (chunk: Buffer) => bodies.push(`${request.method} ${request.headers['x-test']} ${chunk}`));
      request.on('end', () => response.writeHead(204).end());
    });
    expect(await post(url)).toEqual({ outcome: 'sent', detail: 'answered 204' });
    expect(bodies).toEqual(['POST 1 {"a":1}']);
  });

  it.each([
    [500, 'temporary'],
    [429, 'temporary'],
    [404, 'permanent'],
    [302, 'permanent'],
  ])('reads %i as %s', async (status, outcome) => {
    const url = await serve((_request, response) => response.writeHead(status, { location: 'http://169.254.169.254/' }).end());
    expect(await post(url)).toMatchObject({ outcome });
  });

  it('knows when the other end may have it', async () => {
    const silent = await serve(() => undefined);
    expect(await post(silent)).toMatchObject({ outcome: 'unknown' });
    const dropping = createRaw((socket) => socket.on('error', () => undefined).on('data', () => socket.destroy()));
    closers.push(() => dropping.close());
    await new Promise<void>((done) => dropping.listen(0, '127.0.0.1', done));
    expect(await post(`http://127.0.0.1:${(dropping.address() as { port: number }).port}/`)).toMatchObject({
      outcome: 'unknown',
    });
    expect(await post('http://127.0.0.1:1/')).toMatchObject({ outcome: 'temporary' });
  });

  it('reaches nothing private, by address or by name', async () => {
    let reached = 0;
    const url = await serve((_request, response) => {
      reached += 1;
      response.end();
    });
    expect(await post(url, false)).toMatchObject({ outcome: 'permanent' });
    expect(await post(url.replace('127.0.0.1', 'localhost'), false)).toMatchObject({ outcome: 'permanent' });
    expect(reached).toBe(0);
  });

  it('judges a name by what it resolves to, at the moment of connecting', async () => {
    const code = await new Promise((done) => judgedLookup('localhost', {}, (error) => done(error?.code)));
    expect(code).toBe('EPRIVATE');
  });
});

describe('addresses', () => {
  it.each([
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f.0.0.1/',
    'http://[::1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://[64:ff9b::a00:1]/',
    'http://[fd00::1]/',
    'http://[2002:7f00:1::]/',
    'http://169.254.169.254/latest/meta-data',
    'http://0/',
    'http://LOCALHOST/',
    'http://a.localhost./',
    'ftp://example.com/',
    'http://user:secret@example.com/',
    'nothing',
  ])('%s is refused', (url) => {
    expect(reasonAgainstTarget(url, false)).not.toBe(null);
  });

  it.each(['https://hooks.example.com/x', 'http://93.184.215.14/', 'http://[2606:2800:21f:cb07::1]/'])(
    '%s may be tried',
    (url) => {
      expect(reasonAgainstTarget(url, false)).toBe(null);
    },
  );

  it('keeps to what is public', () => {
    expect(['8.8.8.8', '1.1.1.1', '2a00::1'].map(isPrivateAddress)).toEqual([false, false, false]);
    expect(['172.31.255.255', '192.168.1.1', 'fe80::1%eth0', '::', 'ff02::1'].map(isPrivateAddress)).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
    expect(['172.32.0.0', '11.0.0.0'].map(isPrivateAddress)).toEqual([false, false]);
  });
});

/**
 * Files that are too large, over real connections: what a route promises it takes, what is more is answered with 413 and a
 * code before it is read to its end, whether its length is told or not, and nothing is changed. Wrong encodings and files
 * that mean harm get a sentence.
 */
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cast, createCast } from '../../../proof/cast/cast.ts';
import { engagementsCapability } from '../../engagements/index.ts';
import { fileCharactersMost } from '../../responsibility/contract.ts';
import { responsibilityCapability } from '../../responsibility/index.ts';
import { agreementsCapability } from '../index.ts';

let cast: Cast;
let origin: URL;
let draftId: string;

beforeAll(async () => {
  cast = await createCast([engagementsCapability, responsibilityCapability, agreementsCapability]);
  draftId = (await cast.as('mo').post('~/drafts', { kind: 'amendment', title: 'The next one' })).body.id;
  origin = new URL(await cast.app.listen({ host: '127.0.0.1', port: 0 }));
});
afterAll(() => cast.end());

const harbor = readFileSync(new URL('../../../examples/harbor.yaml', import.meta.url), 'utf8');
const place = (path: string) => `/api/engagements/${cast.harborId}/${path}`;
const fromFile = () => place('drafts/from-file');
const readings = () => place(`drafts/${draftId}/matrix/readings`);
const tickets = () => place(`drafts/${draftId}/replay/tickets`);

/** Everything that an import could change: how many drafts there are, and what the first one says. */
async function state() {
  const drafts = (await cast.as('dana').get('~/drafts?limit=200')).body.items.length;
  const { revision, file } = (await cast.as('dana').get(`~/drafts/${draftId}`)).body;
  return { drafts, revision, file, inForce: (await cast.as('dana').get('~/responsibility')).body.contentHash };
}

const post = (path: string, type: string, body: string) =>
  fetch(new URL(path, origin), {
    method: 'POST',
    headers: { 'x-test-user': cast.people.dana.userId, 'content-type': type },
    body,
  });

const megabyte = 1_048_576;
const hundred = 100 * megabyte;

/** Sends a body of a hundred megabytes until the server ends the connection; gives its answer and how much it took. */
function sendHundred(path: string, type: string, chunked: boolean): Promise<{ answer: string; sentBytes: number }> {
  return new Promise((resolve) => {
    const socket = connect(Number(origin.port), origin.hostname);
    const chunk = Buffer.alloc(64 * 1_024, 'x');
    const framed = chunked ? Buffer.concat([Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n')]) : chunk;
    let [answer, sentBytes, over] = ['', 0, false];
    // One piece in each turn of the loop, so that the answer is read before the next piece meets a closed door.
    const push = () => {
      if (over || answer !== '' || sentBytes >= hundred) return;
      sentBytes += chunk.length;
      if (socket.write(framed)) setTimeout(push, 1);
    };
    const end = () => {
      over = true;
      resolve({ answer, sentBytes });
    };
    socket.on('data', (data) => {
      answer += data.toString();
    });
    socket.on('drain', push);
    socket.on('error', end);
    socket.on('close', end);
    const length = chunked ? 'transfer-encoding: chunked' : `content-length: ${hundred}`;
    const user = cast.people.dana.userId;
    socket.write(
      `POST ${path} HTTP/1.1\r\nhost: ${origin.host}\r\nx-test-user: ${user}\r\ncontent-type: ${type}\r\n${length}\r\n\r\n`,
    );
    push();
  });
}

test.each([
  ['a file', () => fromFile(), 'application/json'],
  ['a table', () => readings(), 'text/csv'],
  ['tickets', () => tickets(), 'application/json'],
  ['a draft', () => place('drafts'), 'application/json'],
])('%s of a hundred megabytes ends in 413 long before its end, told or not', async (_what, path, type) => {
  const before = await state();
  for (const chunked of [false, true]) {
    const { answer, sentBytes } = await sendHundred(path(), type, chunked);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('"code":"too-large"');
    expect(sentBytes).toBeLessThan(hundred / 2);
  }
  expect(await state()).toEqual(before);
});

test('what the contract promises is taken: two million characters, whatever the usual limit', async () => {
  const before = await state();
  const padded = `${harbor}\n# ${'x'.repeat(2_000_000 - harbor.length)}\n`;
  const taken = await post(fromFile(), 'application/json', JSON.stringify({ text: padded, title: 'Long' }));
  expect(taken.status).toBe(201);
  const longer = await post(fromFile(), 'application/json', JSON.stringify({ text: 'x'.repeat(fileCharactersMost + 1) }));
  expect([longer.status, ((await longer.json()) as { code: string }).code]).toEqual([422, 'invalid-input']);
  const csv = `at,function,priority\n${'2027-01-04T22:00,sm-edr-triage,P1\n'.repeat(40_000)}`;
  const many = await post(tickets(), 'application/json', JSON.stringify({ csv }));
  expect(many.status).not.toBe(413);
  expect(await state()).toEqual({ ...before, drafts: before.drafts + 1 });
});

const bomb = `${Array.from(
  { length: 30 },
  (_, level) =>
    `a${level}: &a${level} [${
      level === 0
        ? 'x'
        : Array(9)
            .fill(`*a${level - 1}`)
            .join(', ')
    }]`,
).join('\n')}\n`;
const circular = harbor.replace(/amends: '3'/, "amends: '4'");

test.each([
  ['an alias bomb', bomb],
  ['amendments in a circle', circular],
  ['UTF-16 read as text', Buffer.from(harbor.slice(0, 2_000), 'utf16le').toString('utf8')],
  ['Latin-1 read as text', `${harbor}\n# Zo\ufffd: \u0080\n\u0000`],
  ['NUL', harbor.replace('name: ', 'name: \u0000')],
  ['a workbook', 'PK\u0003\u0004\u0000'],
])('%s as a file gets a sentence and begins no draft', async (_what, text) => {
  const before = await state();
  const refused = await post(fromFile(), 'application/json', JSON.stringify({ text }));
  const problem = (await refused.json()) as { code: string; detail: string };
  expect([refused.status, problem.code]).toEqual([422, 'file-invalid']);
  expect(problem.detail).toMatch(/^Line \d+, column \d+: ./);
  expect(await state()).toEqual(before);
});

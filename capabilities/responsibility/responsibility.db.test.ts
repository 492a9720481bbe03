/**
 * The agreement on real PostgreSQL, through the server: what is in force, the answer with its reasons, a
 * file that nobody changes alone, and receipts that recompute.
 */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatEngagement } from '@tandem/core/responsibility/format.ts';
import type { EngagementFile } from '@tandem/core/responsibility/model.ts';
import { parseEngagement } from '@tandem/core/responsibility/parse.ts';
import { receiptsAdd } from '@tandem/platform/record/record.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cast, createCast } from '../../proof/cast/cast.ts';
import { engagementsCapability } from '../engagements/index.ts';
import { agreementEnact, decideWho, responsibilityCapability } from './index.ts';

let cast: Cast;
let harbor: EngagementFile;

beforeAll(async () => {
  cast = await createCast([engagementsCapability, responsibilityCapability]);
  const text = await readFile(join(import.meta.dirname, '..', '..', 'examples', 'harbor.yaml'), 'utf8');
  const parsed = parseEngagement(text, 'harbor.yaml');
  if (!parsed.ok) throw new Error('The example is valid.');
  harbor = parsed.file;
});
afterAll(() => cast.end());

const ransomware = {
  at: '2027-05-29T02:10:00-05:00',
  function: 'ir-server-containment',
  priority: 'P1',
  asset: 'ERP01',
  'asset-class': 'server',
  absent: [{ person: 'dana' }],
};

test('both sides get the same answer with its reasons', async () => {
  const asked = await Promise.all([cast.as('dana'), cast.as('lee')].map((caller) => caller.post('~/who', { facts: ransomware })));
  for (const { status, body } of asked) {
    expect(status).toBe(200);
    expect(body.answer).toMatchObject({ row: 'A-07', mode: 'approve-then-act', who: ['msp-soc'], approvers: ['sam', 'pat'] });
    expect(body.answer.trace.length).toBeGreaterThan(3);
  }
  expect(asked[0]?.body).toEqual(asked[1]?.body);
});

test('a question that is no question is refused with its field', async () => {
  const caller = cast.as('dana');
  expect(await caller.post('~/who', { facts: { ...ransomware, at: 'last night' } })).toMatchObject({
    status: 422,
    body: { code: 'facts-invalid', field: 'facts.at' },
  });
  expect(await caller.post('~/who', { facts: { ...ransomware, moon: 'full' } })).toMatchObject({
    status: 422,
    body: { code: 'facts-invalid' },
  });
  expect(await caller.post('~/who', { facts: { ...ransomware, site: 'mars' } })).toMatchObject({
    status: 422,
    body: { field: 'facts.site' },
  });
  expect(await caller.post('~/who', {})).toMatchObject({ status: 422, body: { code: 'invalid-input', field: 'facts' } });
});

test('an employee does not read the matrix, a stranger and a neighbour do not find it', async () => {
  expect((await cast.as('wes').get('~/matrix')).status).toBe(403);
  expect((await cast.as(null).get('~/matrix')).status).toBe(401);
  expect((await cast.as(cast.neighbour.dora).get('~/matrix')).status).toBe(404);
});

test('the matrix of a version holds the rows it amends', async () => {
  const three = await cast.as('pat').get('~/matrix?version=3');
  const four = await cast.as('pat').get('~/matrix?version=4');
  expect(three.body.rows).toHaveLength(27);
  const ids = (rows: { id: string }[]) => rows.map((row) => row.id);
  expect(ids(four.body.rows)).toContain('A-11b');
  expect(ids(four.body.rows)).not.toContain('A-11');
  expect((await cast.as('pat').get('~/matrix?version=9')).status).toBe(404);
});

test('the ribbon shows a night in which the provider has the desk, and the days are contiguous', async () => {
  const { body } = await cast.as('dana').get('~/ribbon?from=2027-03-10T00:00:00-06:00&to=2027-03-12T00:00:00-06:00');
  const desk = body.lines.find((line: { group: string }) => line.group === 'service-desk');
  expect(desk.segments.map((segment: { side: string }) => segment.side)).toEqual([
    'provider',
    'internal',
    'provider',
    'internal',
    'provider',
  ]);
  for (const { segments } of body.lines) {
    expect(segments[0].from).toContain('2027-03-10T00:00:00');
    for (let index = 1; index < segments.length; index += 1) expect(segments[index].from).toBe(segments[index - 1].to);
  }
});

test('each segment of the ribbon, asked why, names the owner it shows', async () => {
  const { body } = await cast.as('dana').get('~/ribbon?from=2027-03-10T00:00:00-06:00&to=2027-03-11T00:00:00-06:00');
  const shown = body.lines.flatMap((line: { segments: unknown[] }) => line.segments);
  expect(shown.length).toBeGreaterThan(10);
  for (const segment of shown) {
    const facts = { at: segment.from, function: segment.function, priority: 'P2', ...segment.scope };
    const { answer } = (await cast.as('dana').post('~/who', { facts })).body;
    expect([segment.function, answer.responsible, answer.who, answer.gap]).toEqual([
      segment.function,
      segment.side,
      segment.who,
      segment.gap,
    ]);
  }
});

test('the proof of the coming year names the circuit nobody at night may call about', async () => {
  const { status, body } = await cast.as('mo').get('~/proof');
  expect(status).toBe(200);
  expect(body.days).toHaveLength(366);
  const finding = body.findings.find(
    (each: { kind: string; rows: string[] }) => each.kind === 'duty-without-authority' && each.rows.includes('A-19'),
  );
  expect(finding.witness.vendor).toBe('carrier-b');
  const answer = await cast.as('mo').post('~/who', { facts: finding.witness });
  expect(answer.body.answer.blocked).not.toBeNull();
  expect((await cast.as('mo').get('~/proof?without=nobody')).status).toBe(404);
});

test('the file goes out and comes in again without loss', async () => {
  const out = await cast.as('dana').get('~/file');
  const parsed = parseEngagement(out.body, 'out.yaml');
  expect(parsed).toEqual({ ok: true, file: harbor });
});

const enacted = (file: EngagementFile, offerId: string, baseHash: string | null) =>
  cast.asSystem((ctx) => agreementEnact(ctx, { offerId, file, baseHash, reason: 'Signed' }));

test('where an agreement is in force, no import of one side changes it; the same file again is no change', async () => {
  const caller = cast.as('dana');
  const before = (await caller.get('~/responsibility')).body.contentHash;
  const same = await caller.post('~/file/import', { text: formatEngagement(harbor), reason: 'Again', expectedHash: before });
  expect(same).toMatchObject({ status: 200, body: { contentHash: before, changes: [] } });
  const next: EngagementFile = { ...harbor, absences: [{ person: 'dana', from: '2027-05-24T00:00', to: '2027-06-02T00:00' }] };
  expect((await caller.post('~/file/check', { text: formatEngagement(next) })).body.changes).toHaveLength(1);
  for (const expectedHash of [before, null]) {
    const refused = await caller.post('~/file/import', { text: formatEngagement(next), reason: 'Leave', expectedHash });
    expect(refused).toMatchObject({ status: 409, body: { code: 'needs-signature' } });
    expect(refused.body.detail).toContain('draft');
  }
  expect(
    await caller.post('~/file/import', { text: formatEngagement(next), reason: 'Leave', expectedHash: '0'.repeat(64) }),
  ).toMatchObject({
    status: 409,
    body: { code: 'file-outdated' },
  });
  expect((await caller.get('~/responsibility')).body.contentHash).toBe(before);
});

test('what both sides signed counts from then on, once, and only on the document that it was signed for', async () => {
  const before = (await cast.as('dana').get('~/responsibility')).body.contentHash;
  const next: EngagementFile = { ...harbor, absences: [{ person: 'dana', from: '2027-05-24T00:00', to: '2027-06-02T00:00' }] };
  expect(await enacted(next, randomUUID(), '0'.repeat(64))).toBeNull();
  const offerId = randomUUID();
  const hash = await enacted(next, offerId, before);
  expect((await cast.as('dana').get('~/responsibility')).body.contentHash).toBe(hash);
  expect(await enacted(harbor, randomUUID(), before)).toBeNull();
  await expect(enacted(harbor, offerId, hash)).rejects.toThrow(/responsibility_history_once/);
  const asked = await cast.as('lee').post('~/who', { facts: { ...ransomware, absent: undefined } });
  expect(asked.body.answer.approvers).toEqual(['sam', 'pat']);
});

test('a version in force is never changed, not even by a signed file; a file of another engagement is refused', async () => {
  const caller = cast.as('dana');
  const [three, four] = harbor.matrix;
  if (three === undefined || four === undefined) throw new Error('The example has two versions.');
  const changed: EngagementFile = {
    ...harbor,
    matrix: [{ ...three, rows: three.rows.map((row) => (row.id === 'A-04' ? { ...row, accountable: 'sam' } : row)) }, four],
  };
  const before = (await caller.get('~/responsibility')).body.contentHash;
  await expect(enacted(changed, randomUUID(), before)).rejects.toThrow('version 3');
  const other: EngagementFile = { ...harbor, engagement: { ...harbor.engagement, id: 'elsewhere' } };
  expect(
    await caller.post('~/file/import', { text: formatEngagement(other), reason: 'Wrong', expectedHash: null }),
  ).toMatchObject({ status: 409, body: { code: 'file-other-engagement' } });
  expect(
    await caller.post('~/file/import', { text: 'format: tandem/1\nengagment: {}\n', reason: 'Typo', expectedHash: null }),
  ).toMatchObject({ status: 422, body: { code: 'file-invalid' } });
  expect(
    (await cast.as('kim').post('~/file/import', { text: formatEngagement(harbor), reason: 'No', expectedHash: null })).status,
  ).toBe(403);
});

test('a receipt recomputes to the recorded answer after the agreement has moved on', async () => {
  const facts = { at: '2027-03-10T12:00:00-06:00', function: 'sd-tier1-support', priority: 'P3' } as const;
  const [receiptId] = await cast.asSystem(async (ctx) => {
    const { answer, contentHash } = await decideWho(ctx, facts);
    return receiptsAdd(ctx, [{ kind: 'who', contentHash, input: facts, output: answer }]);
  });
  const caller = cast.as('dana');
  const moved: EngagementFile = { ...harbor, absences: [{ person: 'dana', from: '2027-03-01T00:00' }] };
  expect(await enacted(moved, randomUUID(), (await caller.get('~/responsibility')).body.contentHash)).not.toBeNull();
  const receipt = await cast.as('lee').get(`~/receipts/${receiptId}`);
  expect(receipt.body).toMatchObject({ reproduced: true, answer: { who: ['dana'] } });
  expect((await caller.post('~/who', { facts })).body.answer.who).toEqual(['msp-desk']);
  expect((await cast.as(cast.neighbour.dora).get(`/api/engagements/${cast.neighbour.id}/receipts/${receiptId}`)).status).toBe(
    404,
  );
});

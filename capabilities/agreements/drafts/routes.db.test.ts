/**
 * Editing drafts on real PostgreSQL, through the server: two people at once, conflicts, undoing, hostile documents, and
 * what only the accountable executive may write.
 */
import { type Change, diffEngagements, invertChanges } from '@tandem/core/responsibility/diff.ts';
import type { EngagementFile } from '@tandem/core/responsibility/model.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cast, createCast } from '../../../proof/cast/cast.ts';
import { engagementsCapability } from '../../engagements/index.ts';
import { responsibilityCapability } from '../../responsibility/index.ts';
import { agreementsCapability } from '../index.ts';

let cast: Cast;

beforeAll(async () => {
  cast = await createCast([engagementsCapability, responsibilityCapability, agreementsCapability]);
});
afterAll(() => cast.end());

async function begin(): Promise<{ path: string; file: EngagementFile }> {
  const { body } = await cast.as('mo').post('~/drafts', { kind: 'amendment', title: 'Edited' });
  const path = `~/drafts/${body.id}`;
  return { path, file: (await cast.as('mo').get(path)).body.file };
}

const change = (steps: string[], before: unknown, after: unknown): Change => ({
  action: before === undefined ? 'added' : after === undefined ? 'removed' : 'changed',
  steps,
  path: steps.join('.'),
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
});
const step = (before: string, after: string) => change(['approval', 'step'], before, after);

test('two people change different things at once, and both changes stand', async () => {
  const { path, file } = await begin();
  const title = change(['people', 'sam', 'title'], file.people.find(({ id }) => id === 'sam')?.title, 'Chief operator');
  const answers = await Promise.all([
    cast.as('mo').post(`${path}/edits`, { revision: 0, file: [step('10m', '20m')] }),
    cast.as('dana').post(`${path}/edits`, { revision: 0, file: [title], terms: [change(['termMonths'], 12, 36)] }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(answers.map(({ body }) => body.revision).sort()).toEqual([1, 2]);
  const { body } = await cast.as('pat').get(path);
  expect(body).toMatchObject({ revision: 2, file: { approval: { step: '20m' } }, terms: { termMonths: 36 } });
  expect(body.editors.map((editor: { name: string }) => editor.name).sort()).toEqual(['Dana Ruiz', 'Mo Ito']);
});

test('who comes second gets both values back, and the rest of the edit is made', async () => {
  const { path } = await begin();
  await cast.as('mo').post(`${path}/edits`, { revision: 0, file: [step('10m', '20m')] });
  const late = await cast
    .as('dana')
    .post(`${path}/edits`, { revision: 0, file: [step('10m', '5m')], terms: [change(['termMonths'], 12, 24)] });
  expect(late.body).toEqual({
    revision: 2,
    conflicts: [{ in: 'file', path: 'approval.step', steps: ['approval', 'step'], yours: '5m', theirs: '20m' }],
  });
  const insisted = await cast.as('dana').post(`${path}/edits`, { revision: 2, file: [step('20m', '5m')] });
  expect(insisted.body).toEqual({ revision: 3, conflicts: [] });
});

test('an edit is undone by its inverse, and history names both', async () => {
  const { path, file } = await begin();
  const rows = file.matrix[0]?.rows ?? [];
  const without = { ...file, matrix: file.matrix.map((version) => ({ ...version, rows: rows.slice(1) })) };
  const changes = diffEngagements(file, without);
  await cast.as('dana').post(`${path}/edits`, { revision: 0, file: changes });
  await cast.as('dana').post(`${path}/edits`, { revision: 1, file: invertChanges(changes) });
  expect(diffEngagements(file, (await cast.as('mo').get(path)).body.file)).toEqual([]);
  const first = await cast.as('mo').get(`${path}/edits?limit=1`);
  expect(first.body.items).toMatchObject([{ revision: 2, name: 'Dana Ruiz', side: 'internal', more: 0 }]);
  const second = await cast.as('mo').get(`${path}/edits?limit=1&after=${first.body.next}`);
  expect(second.body).toMatchObject({ items: [{ revision: 1, sentences: [`Row ${rows[0]?.id} is removed.`] }] });
  expect((await cast.as('mo').get(`${path}/edits?after=bm8`)).status).toBe(422);
});

test('what is wanted is kept for both sides, and two who say different things do not disagree', async () => {
  const { path } = await begin();
  const say = (scope: object, revision: number) => {
    const terms = [{ action: 'added', steps: ['scope'], path: 'scope', after: scope }];
    return { revision, terms };
  };
  await cast.as('dana').post(`${path}/edits`, say({ nights: 'none' }, 0));
  const second = await cast.as('mo').post(`${path}/edits`, say({ security: true, does: { 'msp-soc': 'security' } }, 0));
  expect(second.body).toEqual({ revision: 2, conflicts: [] });
  const { body } = await cast.as('dana').get(path);
  expect(body.terms.scope).toEqual({ nights: 'none', security: true, does: { 'msp-soc': 'security' } });
  const wrong = await cast.as('mo').post(`${path}/edits`, say({ overflow: 'often' }, 2));
  expect(wrong.status).toBe(422);
});

test('an edit that changes nothing makes no revision', async () => {
  const { path } = await begin();
  const answer = await cast.as('dana').post(`${path}/edits`, { revision: 0, file: [step('10m', '10m')] });
  expect(answer.body).toEqual({ revision: 0, conflicts: [] });
});

test('only an open draft is edited; a closed one is opened again', async () => {
  const { path } = await begin();
  expect((await cast.as('dana').patch(path, { state: 'closed', title: 'Given up' })).body).toMatchObject({
    state: 'closed',
    title: 'Given up',
  });
  expect(await cast.as('dana').post(`${path}/edits`, { revision: 0, file: [step('10m', '20m')] })).toMatchObject({
    status: 409,
    body: { code: 'draft-closed' },
  });
  await cast.as('mo').patch(path, { state: 'open' });
  expect((await cast.as('dana').post(`${path}/edits`, { revision: 0, file: [step('10m', '20m')] })).status).toBe(200);
});

test('who may not edit is told why', async () => {
  const { path } = await begin();
  const edit = { revision: 0, file: [step('10m', '20m')] };
  expect((await cast.as('lee').post(`${path}/edits`, edit)).body).toMatchObject({ code: 'not-allowed' });
  expect((await cast.as('lee').patch(path, { title: 'Mine' })).body).toMatchObject({ code: 'not-allowed' });
  expect((await cast.as('wes').get(`${path}/edits`)).status).toBe(404);
});

test.each<[string, Change, 'file' | 'terms']>([
  ['an unknown key', change(['extra'], undefined, 1), 'file'],
  [
    'a person of another kind',
    change(['people', 'zed'], undefined, { id: 'zed', name: 7, side: 'internal', role: 'it' }),
    'file',
  ],
  ['an unknown side', change(['people', 'zed'], undefined, { id: 'zed', name: 'Z', side: 'vendor', role: 'it' }), 'file'],
  [
    'a second version',
    change(['matrix', '9'], undefined, { version: '9', signed: '2027-01-01', from: '2027-01-01', rows: [] }),
    'file',
  ],
  ['no people at all', change(['people'], 'x', undefined), 'file'],
  ['a NUL', change(['engagement', 'summary'], 'x', 'a\u0000b'), 'file'],
  ['an endless term', change(['termMonths'], 12, 1e9), 'terms'],
  ['unknown terms', change(['extra'], undefined, 1), 'terms'],
  ['terms with a NUL', change(['decisions', 'f#0'], undefined, { owner: 'dana', note: 'a\u0000b' }), 'terms'],
])('%s cannot be stored', async (_what, hostile, half) => {
  const { path, file } = await begin();
  const present: Record<string, unknown> = { people: file.people, engagement: file.engagement };
  const [section = '', inner] = hostile.steps;
  const before = inner === undefined ? present[section] : section === 'engagement' ? file.engagement.summary : undefined;
  const honest = half === 'file' && hostile.before !== undefined ? { ...hostile, before } : hostile;
  const fitting = honest.before === undefined ? { ...honest, action: 'added' as const } : honest;
  const refused = await cast.as('dana').post(`${path}/edits`, { revision: 0, [half]: [fitting] });
  expect(refused).toMatchObject({ status: 422, body: { code: 'invalid-input' } });
  expect((await cast.as('dana').get(path)).body).toMatchObject({ revision: 0, file });
});

test('the way to the prototype leads nowhere', async () => {
  const { path, file } = await begin();
  const hostile = change(['__proto__', 'polluted'], undefined, true);
  const answer = await cast.as('dana').post(`${path}/edits`, { revision: 0, file: [hostile], terms: [hostile] });
  expect(answer.body).toMatchObject({ conflicts: [{}, {}] });
  expect((await cast.as('dana').get(path)).body.file).toEqual(file);
});

test('too many changes at once are refused', async () => {
  const { path } = await begin();
  const many = Array.from({ length: 2_001 }, () => step('10m', '20m'));
  expect((await cast.as('dana').post(`${path}/edits`, { revision: 0, file: many })).status).toBe(422);
});

const risk = { key: 'gap#1', sentence: 'Nobody has it.', owner: 'dana', reviewOn: '2030-01-01', reason: 'We live with it.' };

test('only the accountable executive accepts a risk, in their own name; no edit does', async () => {
  const { path } = await begin();
  expect((await cast.as('pat').post(`${path}/risks`, risk)).body).toEqual({ revision: 1 });
  const { body } = await cast.as('mo').get(path);
  expect(body.terms.risks).toMatchObject({ 'gap#1': { owner: 'dana', acceptedBy: 'Pat Lowe' } });
  expect((await cast.as('dana').post(`${path}/risks`, risk)).body).toMatchObject({ code: 'not-allowed' });
  const forged = { ...body.terms.risks['gap#1'], acceptedBy: 'Somebody else' };
  for (const terms of [change(['risks', 'gap#2'], undefined, forged), change(['risks'], body.terms.risks, { 'gap#1': forged })])
    expect((await cast.as('pat').post(`${path}/edits`, { revision: 1, terms: [terms] })).body).toMatchObject({
      code: 'not-allowed',
    });
  expect((await cast.as('pat').post(`${path}/risks/withdrawals`, { key: 'gap#1' })).body).toEqual({ revision: 2 });
  expect((await cast.as('pat').post(`${path}/risks/withdrawals`, { key: 'gap#1' })).body).toMatchObject({ code: 'missing' });
});

test('a risk has an owner in the agreement and a review ahead', async () => {
  const { path } = await begin();
  expect((await cast.as('pat').post(`${path}/risks`, { ...risk, owner: 'nobody' })).body).toMatchObject({ field: 'owner' });
  expect((await cast.as('pat').post(`${path}/risks`, { ...risk, reviewOn: '2020-01-01' })).body).toMatchObject({
    field: 'reviewOn',
  });
});

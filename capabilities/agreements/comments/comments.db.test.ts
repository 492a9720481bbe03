/**
 * Comments on real PostgreSQL, through the server: each refusal beside what is allowed, what one side keeps to itself,
 * and row-level security asked directly, with the application out of the way.
 */
import { subDecisions } from '@tandem/core/responsibility/scoping.ts';
import { type Session, withSession } from '@tandem/platform/db/session.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answered, type Cast, createCast, type HarborPerson } from '../../../proof/cast/cast.ts';
import { engagementsCapability } from '../../engagements/index.ts';
import { responsibilityCapability } from '../../responsibility/index.ts';
import { agreementsCapability } from '../index.ts';
import { rowFields } from './contract.ts';

let cast: Cast;
/** The comments of a draft that everybody here works on. */
let path: string;
let draftId: string;

beforeAll(async () => {
  cast = await createCast([engagementsCapability, responsibilityCapability, agreementsCapability]);
  ({ draftId, path } = await begin('Nights to the desk'));
});
afterAll(() => cast.end());

async function begin(title: string): Promise<{ draftId: string; path: string }> {
  const { body } = await cast.as('mo').post('~/drafts', { kind: 'amendment', title });
  return { draftId: body.id, path: `~/drafts/${body.id}/comments` };
}

const cell = { on: 'cell', row: 'A-04', field: 'after-hours' };
const idOf = (person: HarborPerson) => cast.people[person].memberId;

async function write(person: HarborPerson, body: string, more: object = {}, at = path): Promise<Answered['body']> {
  const made = await cast.as(person).post(at, { place: cell, body, ...more });
  expect([made.status, made.body.detail]).toEqual([201, undefined]);
  return made.body;
}

async function read(person: HarborPerson, at = path): Promise<{ id: string; body: string; takenBack: boolean }[]> {
  return (await cast.as(person).get(`${at}?limit=200`)).body.items;
}

const refused = ({ status, body }: Answered) => [status, body.code, body.field ?? null];

describe('a thread', () => {
  test('is begun at a cell, answered, and read by both sides with names', async () => {
    const begun = await write('dana', '  Why Jo at night?  ', { mentioned: [idOf('mo')] });
    expect(begun).toMatchObject({
      parentId: null,
      place: cell,
      audience: 'shared',
      body: 'Why Jo at night?',
      author: { memberId: idOf('dana'), name: 'Dana Ruiz', side: 'internal' },
      mentioned: [{ memberId: idOf('mo'), name: 'Mo Ito' }],
      settled: null,
    });
    const answer = await cast.as('jo').post(`${path}/${begun.id}/replies`, { body: 'I am awake.' });
    expect(answer).toMatchObject({ status: 201, body: { parentId: begun.id, place: cell, audience: 'shared' } });
    for (const person of ['pat', 'lee'] as const)
      expect((await read(person)).map(({ id }) => id)).toEqual(expect.arrayContaining([begun.id, answer.body.id]));
    const deeper = await cast.as('mo').post(`${path}/${answer.body.id}/replies`, { body: 'And deeper' });
    expect(refused(deeper)).toEqual([422, 'invalid-input', 'commentId']);
  });

  test('stands on what the draft has, and stays when its row is withdrawn', async () => {
    const other = await begin('With a row less');
    const place = { on: 'row', row: 'A-04' };
    const { id } = await write('mo', 'Who needs this row?', { place }, other.path);
    const seen = (await cast.as('mo').get(`~/drafts/${other.draftId}`)).body;
    const before = seen.file.matrix[0].rows.find((row: { id: string }) => row.id === 'A-04');
    const steps = ['matrix', 'draft', 'rows', 'A-04'];
    const file = [{ action: 'removed', steps, path: steps.join('.'), before }];
    expect(
      (await cast.as('mo').post(`~/drafts/${other.draftId}/edits`, { revision: seen.revision, file })).body.conflicts,
    ).toEqual([]);
    expect(await read('dana', other.path)).toMatchObject([{ id, place }]);
    expect((await cast.as('dana').post(`${other.path}/${id}/replies`, { body: 'Nobody.' })).status).toBe(201);
    for (const nowhere of [place, { on: 'cell', row: 'Z-99', field: 'weekend' }, { on: 'question', question: 'none#7' }])
      expect(refused(await cast.as('mo').post(other.path, { place: nowhere, body: 'Here?' }))).toEqual([
        422,
        'invalid-input',
        'place',
      ]);
    const asked = subDecisions(seen.file, seen.terms).decisions.find(({ function: id }) => id !== before.function)?.key;
    for (const there of [{ on: 'draft' }, { on: 'question', question: asked }])
      expect(await cast.as('mo').post(other.path, { place: there, body: 'Here' })).toMatchObject({
        status: 201,
        body: { place: there },
      });
  });

  test('stands on each field that the row shows, in the grid or in full, and on no other', async () => {
    const other = await begin('Every field');
    for (const field of rowFields) {
      const place = { on: 'cell', row: 'A-04', field };
      const { id } = await write('mo', field, { place }, other.path);
      const answer = await cast.as('dana').post(`${other.path}/${id}/replies`, { body: 'Yes' });
      expect(answer).toMatchObject({ status: 201, body: { place } });
    }
    for (const field of ['id', 'function', 'always', 'overflow', 'handover', 'scope', ''])
      expect((await cast.as('mo').post(other.path, { place: { ...cell, field }, body: 'Here?' })).status).toBe(422);
    expect(await read('dana', other.path)).toHaveLength(rowFields.length * 2);
  });

  test.each([
    ['', 422],
    ['   ', 422],
    ['x'.repeat(4_001), 422],
    ['x'.repeat(4_000), 201],
  ])('holds one to 4,000 characters (%#)', async (body, status) => {
    expect((await cast.as('mo').post(path, { place: { on: 'draft' }, body })).status).toBe(status);
  });

  test('is settled and opened again by whoever may edit the draft, of either side', async () => {
    const { id } = await write('mo', 'Settle this');
    for (const person of ['jo', 'helen'] as const)
      expect(refused(await cast.as(person).post(`${path}/${id}/settle`))).toEqual([403, 'not-allowed', null]);
    expect(await cast.as('dana').post(`${path}/${id}/settle`)).toMatchObject({
      status: 200,
      body: { settled: { name: 'Dana Ruiz', side: 'internal' } },
    });
    expect((await cast.as('ana').post(`${path}/${id}/settle`)).body.settled.name).toBe('Dana Ruiz');
    expect((await cast.as('ana').post(`${path}/${id}/reopen`)).body.settled).toBeNull();
  });

  test('is written once under one key, and the key stands for nothing else', async () => {
    const send = (body: string) =>
      cast.app.inject({
        method: 'POST',
        url: path.replace('~', `/api/engagements/${cast.harborId}`),
        headers: { 'x-test-user': cast.people.kim.userId, 'idempotency-key': 'kim-1' },
        payload: { place: cell, body },
      });
    const [first, again] = await Promise.all([send('Once'), send('Once')]);
    expect([first.statusCode, again.statusCode, first.json().id === again.json().id]).toEqual([201, 201, true]);
    const other = await send('Something else');
    expect([other.statusCode, other.json().code]).toEqual([409, 'key-reused']);
    expect((await read('kim')).filter(({ body }) => body === 'Once')).toHaveLength(1);
  });

  test('is read in pages, each comment once', async () => {
    const { path: many } = await begin('Much to say');
    for (const body of ['1', '2', '3', '4', '5']) await write('dana', body, {}, many);
    const bodies: string[] = [];
    for (let after = ''; ; ) {
      const { body } = await cast.as('mo').get(`${many}?limit=2${after}`);
      bodies.push(...body.items.map((each: { body: string }) => each.body));
      if (body.next === null) break;
      after = `&after=${body.next}`;
    }
    expect(bodies).toEqual(['1', '2', '3', '4', '5']);
  });
});

describe('words', () => {
  test('are changed by their writer alone', async () => {
    const { id } = await write('dana', 'Frist');
    const change = (person: HarborPerson) => cast.as(person).patch(`${path}/${id}`, { body: 'First' });
    expect(await change('dana')).toMatchObject({ status: 200, body: { body: 'First', editedAt: expect.any(String) } });
    for (const person of ['pat', 'mo'] as const) expect(refused(await change(person))).toEqual([403, 'not-allowed', null]);
  });

  test('are taken back by their writer alone, and leave a mark only under answers', async () => {
    const lone = await write('dana', 'Alone');
    const answered = await write('dana', 'Answered');
    const answer = (await cast.as('mo').post(`${path}/${answered.id}/replies`, { body: 'Yes' })).body;
    expect(refused(await cast.as('mo').delete(`${path}/${lone.id}`))).toEqual([403, 'not-allowed', null]);
    for (const { id } of [lone, answered]) expect((await cast.as('dana').delete(`${path}/${id}`)).status).toBe(200);
    const left = await read('mo');
    expect(left.find(({ id }) => id === lone.id)).toBeUndefined();
    expect(left.find(({ id }) => id === answered.id)).toMatchObject({ body: '', takenBack: true });
    expect(refused(await cast.as('dana').patch(`${path}/${answered.id}`, { body: 'Again' }))).toEqual([404, 'missing', null]);
    expect(refused(await cast.as('mo').post(`${path}/${lone.id}/replies`, { body: 'Where?' }))).toEqual([404, 'missing', null]);
    expect((await cast.as('mo').delete(`${path}/${answer.id}`)).status).toBe(200);
    expect((await read('mo')).find(({ id }) => id === answered.id)).toBeUndefined();
    const { rows } = await cast.database.pools.owner.query(
      `select 1 from agreements_comment where body like 'A%ed' or body = 'Alone'`,
    );
    expect(rows).toEqual([]);
  });

  test('are not written on a draft that is closed, offered or signed, and stay readable', async () => {
    const frozen = await begin('To be closed');
    const { id } = await write('mo', 'Before', {}, frozen.path);
    for (const state of ['closed', 'offered', 'signed']) {
      await cast.database.pools.owner.query('update agreements_draft set state = $2 where id = $1', [frozen.draftId, state]);
      const mo = cast.as('mo');
      const answers = [
        await mo.post(frozen.path, { place: cell, body: 'After' }),
        await mo.post(`${frozen.path}/${id}/replies`, { body: 'After' }),
        await mo.patch(`${frozen.path}/${id}`, { body: 'After' }),
        await mo.delete(`${frozen.path}/${id}`),
        await mo.post(`${frozen.path}/${id}/settle`),
        await mo.post(`${frozen.path}/${id}/reopen`),
      ];
      expect(answers.map(refused)).toEqual(answers.map(() => [409, 'draft-closed', null]));
      expect(await read('dana', frozen.path)).toMatchObject([{ id, body: 'Before' }]);
    }
  });
});

describe('a private thread', () => {
  test('is for its side alone, in every way that the other side could look', async () => {
    const { path: here } = await begin('With asides');
    const shared = await write('dana', 'For both', {}, here);
    const before = await read('mo', here);
    const aside = await write('dana', 'They are too dear', { audience: 'internal' }, here);
    const answer = await cast.as('pat').post(`${here}/${aside.id}/replies`, { body: 'Yes', mentioned: [idOf('dana')] });
    expect(answer).toMatchObject({ status: 201, body: { audience: 'internal' } });
    expect((await read('helen', here)).map(({ id }) => id)).toEqual([shared.id, aside.id, answer.body.id]);
    expect(await read('mo', here)).toEqual(before);
    const { rows } = await cast.database.pools.owner.query(
      `select chain from record_audit where subject->>'id' = any($1) and action like 'agreements.%'`,
      [[aside.id, answer.body.id]],
    );
    expect(rows.map(({ chain }) => chain)).toEqual(['internal', 'internal']);
    const mo = cast.as('mo');
    const tried = [
      await mo.post(`${here}/${aside.id}/replies`, { body: 'I saw that' }),
      await mo.patch(`${here}/${aside.id}`, { body: 'Cheap' }),
      await mo.delete(`${here}/${aside.id}`),
      await mo.post(`${here}/${aside.id}/settle`),
    ];
    expect(tried.map(refused)).toEqual(tried.map(() => [404, 'missing', null]));
  });

  test('is never written for the other side, nor mentions somebody who cannot read it', async () => {
    const to = (audience: string, mentioned: string[] = []) =>
      cast.as('dana').post(path, { place: cell, body: 'So', audience, mentioned });
    expect(refused(await to('provider'))).toEqual([422, 'invalid-input', 'audience']);
    expect(refused(await to('internal', [idOf('mo')]))).toEqual([422, 'mention-cannot-read', 'mentioned']);
    expect(refused(await to('shared', [idOf('wes')]))).toEqual([422, 'mention-cannot-read', 'mentioned']);
    expect(refused(await to('shared', [cast.neighbour.ned.memberId]))).toEqual([422, 'invalid-input', 'mentioned']);
    expect((await to('internal', [idOf('pat')])).status).toBe(201);
  });
});

describe('whoever is not of the two IT sides', () => {
  test('finds no comment: a stranger, an employee, the neighbour', async () => {
    const { id } = await write('dana', 'Not for everybody');
    const paths = [path, `${path}/${id}`];
    expect((await cast.as(null).get(path)).status).toBe(401);
    for (const who of [cast.people.wes, cast.neighbour.dora, cast.neighbour.ned]) {
      expect((await cast.as(who).get(path)).status).toBe(404);
      expect((await cast.as(who).post(path, { place: cell, body: 'Hello' })).status).toBe(404);
      expect((await cast.as(who).delete(paths[1] ?? '')).status).toBe(404);
    }
    // Through an engagement of their own, the draft is not there either.
    const elsewhere = path.replace('~', `/engagements/${cast.neighbour.id}`);
    expect((await cast.as(cast.neighbour.dora).get(elsewhere)).status).toBe(404);
  });
});

describe('row-level security by itself', () => {
  const roles = { dana: ['internal', 'it'], wes: ['internal', 'employee'], mo: ['provider', 'admin'] } as const;
  const session = (person: keyof typeof roles, engagementId = cast.harborId): Session => ({
    engagementId,
    side: roles[person][0],
    role: roles[person][1],
    memberId: idOf(person),
    personId: cast.people[person].userId,
  });
  const run = (as: Session, statement: string): Promise<number> =>
    withSession(cast.database.pools.app, as, async (tx) => {
      const result = await sql.raw(statement).execute(tx);
      return Number(result.numAffectedRows ?? result.rows.length);
    });

  test('shows an aside to its side, and lets only its writer change words', async () => {
    const aside = await write('dana', 'An aside', { audience: 'internal' });
    const shared = await write('dana', 'For both');
    const count = (as: Session, id: string) => run(as, `select * from agreements_comment where id = '${id}'`);
    expect(await Promise.all([count(session('dana'), aside.id), count(session('mo'), aside.id)])).toEqual([1, 0]);
    expect(await Promise.all([count(session('mo'), shared.id), count(session('wes'), shared.id)])).toEqual([1, 0]);
    expect(await count(session('dana', cast.neighbour.id), shared.id)).toBe(0);
    const reword = (id: string, body = 'x') => `update agreements_comment set body = '${body}' where id = '${id}'`;
    expect(await run(session('dana'), reword(shared.id))).toBe(1);
    expect(await run(session('mo'), reword(aside.id))).toBe(0);
    await expect(run(session('mo'), reword(shared.id, 'y'))).rejects.toThrow(/whoever wrote it/);
    const settle = `update agreements_comment set settled_at = now(), settled_name = 'Mo', settled_side = 'provider' where id = '${shared.id}'`;
    expect(await run(session('mo'), settle)).toBe(1);
    await expect(run(session('dana'), `delete from agreements_comment where id = '${shared.id}'`)).rejects.toThrow(
      /permission denied/,
    );
    await expect(
      run(session('dana'), `update agreements_comment set audience = 'shared' where id = '${aside.id}'`),
    ).rejects.toThrow(/permission denied/);
  });

  test('lets nobody write in another name, for the other side, or an answer for others than its thread', async () => {
    const aside = await write('dana', 'An aside', { audience: 'internal' });
    const add = (person: keyof typeof roles, audience: string, side: string, parent = 'null') =>
      `insert into agreements_comment (engagement_id, draft_id, parent_id, audience, side, member_id, member_name, body, written_at)
       values ('${cast.harborId}', '${draftId}', ${parent}, '${audience}', '${side}', '${idOf(person)}', 'X', 'X', now())`;
    expect(await run(session('dana'), add('dana', 'shared', 'internal'))).toBe(1);
    await expect(run(session('dana'), add('mo', 'shared', 'provider'))).rejects.toThrow(/row-level security/);
    await expect(run(session('dana'), add('wes', 'shared', 'internal'))).rejects.toThrow(/row-level security/);
    await expect(run(session('dana'), add('dana', 'provider', 'internal'))).rejects.toThrow(
      /row-level security|check constraint/,
    );
    await expect(run(session('wes'), add('wes', 'shared', 'internal'))).rejects.toThrow(/row-level security/);
    await expect(run(session('dana'), add('dana', 'shared', 'internal', `'${aside.id}'`))).rejects.toThrow(/foreign key/);
    expect(await run(session('dana'), add('dana', 'internal', 'internal', `'${aside.id}'`))).toBe(1);
  });
});

/**
 * Who is told of a comment on a draft, from the writing to the inbox: whom it mentions and whoever took part in its thread,
 * once each, with a link that opens the thread. What is private is told to its side alone, in a record of its own.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answered, type Cast, createCast, type HarborPerson } from '../../../proof/cast/cast.ts';
import { agreementsCapability } from '../../agreements/index.ts';
import { engagementsCapability } from '../../engagements/index.ts';
import { responsibilityCapability } from '../../responsibility/index.ts';
import { notificationsCapability } from '../index.ts';

let cast: Cast;
let draftId: string;
let path: string;

beforeAll(async () => {
  cast = await createCast([engagementsCapability, responsibilityCapability, agreementsCapability, notificationsCapability]);
  draftId = (await cast.as('mo').post('~/drafts', { kind: 'amendment', title: 'Nights to the desk' })).body.id;
  path = `~/drafts/${draftId}/comments`;
});
afterAll(() => cast.end());

const cell = { on: 'cell', row: 'A-04', field: 'after-hours' };
const idOf = (person: HarborPerson) => cast.people[person].memberId;

async function write(person: HarborPerson, body: string, more: object = {}): Promise<Answered['body']> {
  const made = await cast.as(person).post(path, { place: cell, body, ...more });
  expect(made.status).toBe(201);
  return made.body;
}

describe('a comment on a draft', () => {
  async function inboxOf(person: HarborPerson): Promise<{ title: string; body: string; place: string }[]> {
    await cast.settle();
    return (await cast.as(person).get('~/notifications?limit=200')).body.items;
  }
  /** The chains in which the record says that somebody was told of a comment, in order. */
  async function toldChains(person: HarborPerson): Promise<string[]> {
    const { rows } = await cast.database.pools.owner.query<{ chain: string }>(
      `select chain from record_audit where action = 'notifications.told' and payload->>'topic' = 'agreements.commented'
         and payload->'told' @> $1 order by at, chain desc`,
      [JSON.stringify([{ memberId: idOf(person) }])],
    );
    return rows.map(({ chain }) => chain);
  }
  const about = async (person: HarborPerson, thread: string) =>
    (await inboxOf(person)).filter(({ place }) => place.endsWith(thread));

  test('is told once, with a link that opens the thread; never the writer, nor the other side of an aside', async () => {
    const begun = await write('dana', 'What do you say?', { mentioned: [idOf('mo'), idOf('dana')] });
    expect(await about('mo', begun.id)).toEqual([
      expect.objectContaining({
        title: expect.stringMatching(/^Dana Ruiz mentioned you on .+, A-04, after hours$/),
        body: 'What do you say?',
        place: `/agreement/${draftId}/matrix?comments=cell%2Fafter-hours%2FA-04&thread=${begun.id}`,
      }),
    ]);
    expect(await about('dana', begun.id)).toEqual([]);
    await cast.as('mo').post(`${path}/${begun.id}/replies`, { body: 'Jo it is', mentioned: [idOf('jo')] });
    expect(await about('jo', begun.id)).toMatchObject([{ title: expect.stringMatching(/^Mo Ito mentioned you on /) }]);
    expect(await about('dana', begun.id)).toMatchObject([{ title: expect.stringMatching(/^Mo Ito wrote on /) }]);
    expect(await about('kim', begun.id)).toEqual([]);
    const chains = await toldChains('dana');
    const aside = await write('pat', 'Between us', { audience: 'internal', mentioned: [idOf('dana')] });
    expect(await about('dana', aside.id)).toHaveLength(1);
    expect(await about('mo', aside.id)).toEqual([]);
    expect((await toldChains('dana')).slice(chains.length)).toEqual(['internal']);
  });

  test('is told of a change only when it mentions them anew', async () => {
    const begun = await write('dana', 'For Kim', { mentioned: [idOf('kim')] });
    await cast.as('dana').patch(`${path}/${begun.id}`, { body: 'For Kim and Lee', mentioned: [idOf('kim'), idOf('lee')] });
    expect([await about('kim', begun.id), await about('lee', begun.id)].map((all) => all.length)).toEqual([1, 1]);
    expect(await about('kim', begun.id)).toMatchObject([{ body: 'For Kim' }]);
  });
});

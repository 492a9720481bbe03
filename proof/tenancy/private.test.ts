/**
 * Non-interference: whatever one side does privately, what the other side and the employees can read stays the same to
 * the letter. Random histories mix shared work with private writing; before and after each private step everything that
 * the others may read is fetched (every collection of every contract, every item with its timeline, the exported record)
 * and compared. A counter, a gap, a bumped time or an extra entry anywhere fails.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { capabilities } from '../../apps/server/capabilities.ts';
import { type Cast, createCast, type HarborPerson } from '../cast/cast.ts';
import { contractRoutes } from '../cast/routes.ts';

const withoutSignIn = capabilities.filter((capability) => capability.name !== 'identity');
let cast: Cast;
/** A draft that both sides read. */
let draft: string;

beforeAll(async () => {
  cast = await createCast(withoutSignIn);
  draft = `~/drafts/${(await cast.as('mo').post('~/drafts', { kind: 'amendment', title: 'Nights' })).body.id}`;
});
afterAll(() => cast.end());

type Step =
  | { kind: 'open'; by: 'dana' | 'kim' | 'wes' }
  | { kind: 'note'; by: 'dana' | 'kim'; item: number; audience: 'requester' | 'shared' }
  | { kind: 'take'; item: number }
  | { kind: 'private-note' | 'private-link' | 'private-comment'; by: 'dana' | 'lee'; item: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('open' as const), by: fc.constantFrom('dana' as const, 'kim' as const, 'wes' as const) }),
  fc.record({
    kind: fc.constant('note' as const),
    by: fc.constantFrom('dana' as const, 'kim' as const),
    item: fc.nat(20),
    audience: fc.constantFrom('requester' as const, 'shared' as const),
  }),
  fc.record({ kind: fc.constant('take' as const), item: fc.nat(20) }),
  fc.record({
    kind: fc.constantFrom('private-note' as const, 'private-link' as const, 'private-comment' as const),
    by: fc.constantFrom('dana' as const, 'lee' as const),
    item: fc.nat(20),
  }),
);

test('private work of one side changes nothing that anybody else can read', { timeout: 240_000 }, async () => {
  const numbers: string[] = [];
  await doStep({ kind: 'open', by: 'wes' }, numbers);
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 8 }), async (steps) => {
      for (const next of steps) {
        const hidden = next.kind === 'private-note' || next.kind === 'private-link' || next.kind === 'private-comment';
        if (!hidden) {
          await doStep(next, numbers);
          continue;
        }
        const others: HarborPerson[] = next.by === 'dana' ? ['lee', 'mo', 'wes'] : ['dana', 'pat', 'wes'];
        const before = await Promise.all(others.map((person) => everythingFor(person, numbers)));
        await doStep(next, numbers);
        const after = await Promise.all(others.map((person) => everythingFor(person, numbers)));
        expect(after).toEqual(before);
      }
    }),
    { numRuns: 12, endOnFailure: true },
  );
});

test('the reading that is compared does see a shared note, and a shared comment', async () => {
  const numbers: string[] = [];
  await doStep({ kind: 'open', by: 'wes' }, numbers);
  const before = await everythingFor('lee', numbers);
  await doStep({ kind: 'note', by: 'dana', item: 0, audience: 'shared' }, numbers);
  const noted = await everythingFor('lee', numbers);
  expect(noted).not.toEqual(before);
  await cast.as('dana').post(`${draft}/comments`, { place: { on: 'draft' }, body: 'for others to read' });
  expect(await everythingFor('lee', numbers)).not.toEqual(noted);
});

async function doStep(next: Step, numbers: string[]): Promise<void> {
  const number = 'item' in next ? (numbers[next.item % numbers.length] ?? '') : '';
  if (next.kind === 'open') {
    const made = await cast.as(next.by).post('~/work/items', {
      kind: 'request',
      title: 'Something broke',
      ...(next.by === 'wes' ? {} : { requester: { name: 'Somebody in the hall' } }),
    });
    expect(made.status).toBe(201);
    numbers.push(made.body.number);
  } else if (next.kind === 'note') {
    expect(
      (await cast.as(next.by).post(`~/work/items/${number}/notes`, { audience: next.audience, body: 'for others to read' }))
        .status,
    ).toBe(201);
  } else if (next.kind === 'take') {
    const item = await cast.as('dana').get(`~/work/items/${number}`);
    await cast.as('dana').post(`~/work/items/${number}/take`, { version: item.body.version });
  } else {
    const audience = next.by === 'dana' ? 'internal' : 'provider';
    if (next.kind === 'private-comment') return commentInPrivate(next.by, audience);
    const wrote =
      next.kind === 'private-note'
        ? await cast.as(next.by).post(`~/work/items/${number}/notes`, { audience, body: 'nobody else may know' })
        : await cast
            .as(next.by)
            .post(`~/work/items/${number}/links`, { audience, title: 'secret', target: { url: 'https://example.org/secret' } });
    expect(wrote.status).toBe(201);
  }
  await cast.settle();
}

/** A thread of one side on a draft that both read, with an answer that mentions somebody of that side. */
async function commentInPrivate(by: 'dana' | 'lee', audience: string): Promise<void> {
  const caller = cast.as(by);
  const begun = await caller.post(`${draft}/comments`, { place: { on: 'draft' }, audience, body: 'nobody else may know' });
  const mentioned = [cast.people[by === 'dana' ? 'pat' : 'mo'].memberId];
  const answered = await caller.post(`${draft}/comments/${begun.body.id}/replies`, { body: 'look at this', mentioned });
  expect([begun.status, answered.status]).toEqual([201, 201]);
  await cast.settle();
}

const collections = contractRoutes(withoutSignIn).filter(
  (route) =>
    route.method === 'GET' &&
    route.path.replace('{engagementId}', '').indexOf('{') === -1 &&
    route.path.startsWith('/engagements/') &&
    !route.path.endsWith('/proof') &&
    !route.path.endsWith('/ribbon'),
);

/** All that one person can fetch, as text. */
async function everythingFor(person: HarborPerson, numbers: readonly string[]): Promise<Record<string, unknown>> {
  const caller = cast.as(person);
  const paths = [
    ...collections.map((route) => route.path.replace('/engagements/{engagementId}', '~')),
    '~/audit.jsonl',
    draft,
    `${draft}/comments`,
    `${draft}/edits`,
    '~/work/items?view=all&sort=updated&limit=200',
    ...numbers.flatMap((number) => [
      `~/work/items/${number}`,
      `~/work/items/${number}/timeline?limit=200`,
      `~/work/items/${number}/why`,
    ]),
  ];
  const read: Record<string, unknown> = {};
  for (const path of paths) {
    const { status, body } = await caller.get(path);
    read[path] = { status, body: withoutRequestId(body) };
  }
  return read;
}

/** A refusal carries the id of its request, which is new each time. */
function withoutRequestId(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('requestId' in body)) return body;
  const { requestId: _requestId, ...rest } = body;
  return rest;
}

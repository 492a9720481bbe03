/**
 * What a receipt cites, on real PostgreSQL: the clause of the version that counted then, as it was signed and by whom, and
 * the same text for ever after, whatever later versions say.
 */
import { type ClauseLibrary, clauseLibrary } from '@tandem/core/commercial/statement/clauses.ts';
import { agreementHash, emptyTerms, type Terms } from '@tandem/core/commercial/terms.ts';
import { verifyBundle } from '@tandem/core/commercial/verify.ts';
import { freezeWording } from '@tandem/core/commercial/wording.ts';
import { draftOf, enactDraft } from '@tandem/core/responsibility/draft.ts';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cast, createCast } from '../../../proof/cast/cast.ts';
import { engagementsCapability } from '../../engagements/index.ts';
import { agreementEnact, agreementInForce, responsibilityCapability } from '../../responsibility/index.ts';
import { agreementsCapability } from '../index.ts';

let cast: Cast;

beforeAll(async () => {
  cast = await createCast([engagementsCapability, responsibilityCapability, agreementsCapability]);
});
afterAll(() => cast.end());

const cited = async (instant: string, more = '') => cast.as('dana').get(`~/agreement/clauses?instant=${instant}&row=A-04${more}`);

const ours = (text: string): Terms['clauses'] => ({ 'scope.matrix': { section: 'scope', title: 'Who works', text } });

/** A version signed by both sides and put into force, in which another person answers for row A-04. */
async function enacted(
  version: string,
  from: string,
  accountable: string,
  clauses: Terms['clauses'],
  library?: ClauseLibrary,
): Promise<void> {
  const current = await cast.asSystem(agreementInForce);
  if (current === null) throw new Error('Harbor has an agreement.');
  const draft = draftOf(current.file, from);
  const matrix = draft.matrix.map((each) => ({
    ...each,
    rows: each.rows.map((row) => (row.id === 'A-04' ? { ...row, accountable } : row)),
  }));
  const file = enactDraft(current.file, { ...draft, matrix }, { version, signed: '2027-03-10', from });
  const plain = { file, terms: { ...emptyTerms(), clauses } };
  const frozen = library === undefined ? null : freezeWording(plain, { version, library });
  const content = frozen?.agreement ?? plain;
  const hash = agreementHash(content);
  const draftId = (await cast.as('mo').post('~/drafts', { kind: 'amendment', title: version })).body.id;
  const { mo, pat } = cast.people;
  const owner = cast.database.pools.owner;
  const { rows } = await owner.query<{ id: string }>(
    `insert into agreements_offer (engagement_id, draft_id, kind, title, reason, version, effective_from, base_hash, hash, content, statement,
       side, offered_by, offered_name, offered_at, lapses_at, state)
     select engagement_id, id, kind, title, '', title, $2, $3, $4, $5, $6, 'provider', $7, 'Mo Ito', now(), now(), 'open'
     from agreements_draft where id = $1 returning id`,
    [draftId, from, current.contentHash, hash, JSON.stringify(content), frozen && JSON.stringify(frozen.statement), mo.memberId],
  );
  const offerId = rows[0]?.id ?? '';
  for (const [side, who] of [
    ['internal', pat],
    ['provider', mo],
  ] as const)
    await owner.query(
      `insert into agreements_signature (engagement_id, offer_id, side, member_id, name, title, signed_at, hash, address, method, proved_at)
       values ($1, $2, $3, $4, $5, 'Signer', '2027-03-11T10:00:00Z', $6, '192.0.2.7', 'session, proved again', now())`,
      [cast.harborId, offerId, side, who.memberId, who.name, hash],
    );
  for (const state of ['signed', 'enacted'])
    await owner.query('update agreements_offer set state = $2, ended_at = now() where id = $1', [offerId, state]);
  await cast.asSystem((ctx) => agreementEnact(ctx, { offerId, file, baseHash: current.contentHash, reason: version }));
}

test('before anything is signed here it says so, and cites what the file says', async () => {
  const { status, body } = await cited('2027-03-10T00:00:00Z');
  expect([status, body.version, body.offer]).toEqual([200, '3', null]);
  expect(body.clause).toMatchObject({ citation: 'Schedule A, row A-04' });
  expect(body.clause.clauses.map(({ number }: { number: string }) => number)).toEqual(['1.3', '3.1']);
  expect((await cited('1999-01-01T00:00:00Z')).body).toMatchObject({ version: null, clause: null });
  expect((await cited('2027-03-10T00:00:00Z', '&version=never')).body).toMatchObject({ version: null, clause: null });
  expect((await cast.as('dana').get('~/agreement/clauses?instant=2027-03-10T00:00:00Z&row=Z-99')).body).toMatchObject({
    version: '3',
    clause: null,
  });
  expect((await cast.as('wes').get('~/agreement/clauses?instant=2027-03-10T00:00:00Z&row=A-04')).status).toBe(403);
});

test('after an amendment an old receipt cites the old text, and a new one the new text, each with its signatures', async () => {
  const row = (body: { clause: { row: { title: string; text: string }[] } }) =>
    body.clause.row.find(({ title }) => title === 'Accountable')?.text;
  const first = row((await cited('2027-03-10T00:00:00Z')).body);
  await enacted('5', '2027-10-02', 'sam', ours('{provider} works as the rows say.'));
  await enacted('6', '2027-11-02', 'helen', ours('{provider} works only as the rows say.'));
  expect(row((await cited('2027-03-10T00:00:00Z')).body)).toBe(first);
  const old = (await cited('2027-10-05T12:00:00Z')).body;
  expect(old.version).toBe('5');
  expect(old.clause.clauses.at(-1)).toEqual({
    number: '3.1',
    title: 'Who works',
    text: 'Northline MSP works as the rows say.',
    mark: 'in place of the standard clause, by Northline MSP',
  });
  expect(old.offer.signatures.map(({ name, signedAt }: { name: string; signedAt: string }) => [name, signedAt])).toEqual([
    ['Pat Lowe', '2027-03-11T10:00:00Z'],
    ['Mo Ito', '2027-03-11T10:00:00Z'],
  ]);
  const now = (await cited('2027-11-05T12:00:00Z')).body;
  expect([now.version, now.clause.clauses.at(-1).text]).toEqual(['6', 'Northline MSP works only as the rows say.']);
  expect(row(now)).not.toBe(row(old));
  // A receipt names its version, whatever counts at the instant by the clock of another site.
  expect((await cited('2027-11-05T12:00:00Z', '&version=5')).body.clause).toEqual(old.clause);
});

test('what a version changed is told of its terms too, word by word', async () => {
  const { items } = (await cast.as('pat').get('~/agreement/versions')).body;
  const version = items.find((each: { version: string }) => each.version === '6');
  expect(version.changes.find(({ path }: { path: string }) => path === 'terms.clauses.scope.matrix')).toMatchObject({
    sentence: 'The provider’s clause “Who works” (Scope) changes.',
    words: [
      { kind: 'same', text: 'Northline MSP works ' },
      { kind: 'added', text: 'only ' },
      { kind: 'same', text: 'as the rows say.' },
    ],
  });
});

test('the documents of an amendment print what it changes', async () => {
  const printed = await cast.app.inject({
    url: `/api/engagements/${cast.harborId}/agreement/versions/6/statement.docx`,
    headers: { 'x-test-user': cast.people.pat.userId },
  });
  expect(printed.statusCode).toBe(200);
  const draft = (await cast.as('mo').post('~/drafts', { kind: 'amendment', title: 'Longer' })).body;
  const term = { action: 'changed', steps: ['termMonths'], path: 'termMonths', before: 12, after: 24 };
  await cast.as('mo').post(`~/drafts/${draft.id}/edits`, { revision: 0, terms: [term] });
  const { schedules } = (await cast.as('pat').get(`~/drafts/${draft.id}/statement`)).body;
  expect(schedules.at(-1)).toMatchObject({
    letter: 'G',
    blocks: [{ kind: 'list', items: ['The term changes from 12 months to 24 months.'] }],
  });
  const { changes } = (await cast.as('pat').get(`~/drafts/${draft.id}/signing`)).body;
  expect(changes).toEqual([{ path: 'terms.termMonths', sentence: 'The term changes from 12 months to 24 months.' }]);
});

test('a version signed under another clause library prints, cites and verifies as it was signed', async () => {
  const clauses = clauseLibrary.clauses.map((clause) =>
    clause.id === 'parties.precedence'
      ? { ...clause, version: '0', text: 'The matrix of {provider} decides. Both sign {hash}.' }
      : clause,
  );
  await enacted('7', '2027-12-02', 'helen', {}, { ...clauseLibrary, edition: '2020-01', clauses });
  const { clause, offer } = (await cited('2027-12-05T12:00:00Z')).body;
  const says = `The matrix of Northline MSP decides. Both sign ${offer.hash}.`;
  expect(clause.clauses[0]).toEqual({ number: '1.3', title: 'What counts', text: says, mark: '' });
  const printed = await cast.app.inject({
    url: `/api/engagements/${cast.harborId}/agreement/versions/7/statement.docx`,
    headers: { 'x-test-user': cast.people.pat.userId },
  });
  expect(strFromU8(unzipSync(printed.rawPayload)['word/document.xml'] as Uint8Array)).toContain(says);
  const bundle = (await cast.as('mo').get('~/agreement/versions/7/bundle.json')).body;
  expect(verifyBundle(bundle)).toMatchObject({ isValid: true, problems: [] });
  // The next draft is worded by today's library, and says so, word by word.
  const { id } = (await cast.as('mo').post('~/drafts', { kind: 'amendment', title: 'Next' })).body;
  expect((await cast.as('mo').get(`~/drafts/${id}`)).body.terms).not.toHaveProperty('wording');
  const { changes } = (await cast.as('pat').get(`~/drafts/${id}/signing`)).body;
  const told = changes.filter(({ path }: { path: string }) => path.startsWith('terms.wording'));
  expect(told.map(({ path }: { path: string }) => path)).toEqual(['terms.wording', 'terms.wording.parties.precedence']);
  const signed = told[1].words.filter(({ kind }: { kind: string }) => kind !== 'added');
  expect(signed.map(({ text }: { text: string }) => text).join('')).toBe(
    'The matrix of Northline MSP decides. Both sign the content hash.',
  );
  // What was signed before documents were frozen still prints, and its bundle has none.
  const before = (await cast.as('mo').get('~/agreement/versions/6/bundle.json')).body;
  expect([before.statement, verifyBundle(before).isValid]).toEqual([null, true]);
});

/**
 * Offers as tests of signing need them, made through the server by the people of the example: a draft that nothing stands
 * against, offered by the provider, to be signed by Pat and Mo; and what was published for whoever tells people.
 */
import { exampleRateCard } from '@tandem/core/commercial/rate-card.ts';
import { clauseLibrary } from '@tandem/core/commercial/statement/clauses.ts';
import { emptyTerms } from '@tandem/core/commercial/terms.ts';
import { draftOf } from '@tandem/core/responsibility/draft.ts';
import { registerSubscribers } from '@tandem/platform/record/outbox.ts';
import { expect } from 'vitest';
import { findingsOf } from '../../capabilities/agreements/findings/index.ts';
import { agreementInForce } from '../../capabilities/responsibility/index.ts';
import type { Cast } from './cast.ts';

interface Told {
  title: string;
  to: { side: string; memberIds: string[]; roles: string[] }[];
}

/** What is published from now on for whoever tells people. */
export function hearOffers(): Told[] {
  const told: Told[] = [];
  registerSubscribers([
    {
      name: 'test.told',
      topics: ['signed', 'reminder', 'lapsing', 'emergency'].map((happened) => `agreements.${happened}`),
      handle: async (_ctx, events) => void told.push(...events.map(({ payload }) => payload as unknown as Told)),
    },
  ]);
  return told;
}

/** Every blank of the statement, filled or struck. */
const settledBlanks = Object.fromEntries(
  clauseLibrary.blanks.map(({ id }, index) => [
    id,
    index % 2 === 0 ? { struck: true as const } : { text: 'As agreed by letter' },
  ]),
);

const riskOf = ({ message }: { message: string }) => ({
  sentence: message,
  owner: 'pat',
  reviewOn: '2027-12-01',
  reason: 'Known',
  acceptedBy: 'Pat Lowe',
  acceptedAt: '2027-03-10T16:00:00Z',
});

/** The ways of the provider and its customer with one cast; versions begin one day after the other. */
export function offering(cast: Cast) {
  /** A draft whose errors are accepted, whose signers are Pat and Mo, and whose statement (but in an emergency) is whole. */
  async function readyDraft(kind: 'amendment' | 'emergency', change = ''): Promise<{ id: string; revision: number }> {
    const draft = (await cast.as('mo').post('~/drafts', { kind, title: 'Nights to the desk', reason: 'Dana is tired' })).body;
    const risks = await cast.asSystem(async (ctx) => {
      const current = await agreementInForce(ctx);
      if (current === null) throw new Error('Harbor has an agreement.');
      const findings = await findingsOf({ file: draftOf(current.file, '2027-10-01'), terms: emptyTerms() }, '2027-10-01');
      return Object.fromEntries(findings.filter(({ severity }) => severity === 'error').map((each) => [each.key, riskOf(each)]));
    });
    const signer = (person: 'pat' | 'mo', title: string) => ({
      memberId: cast.people[person].memberId,
      name: cast.people[person].name,
      title,
    });
    const signers = { internal: signer('pat', 'Finance'), provider: signer('mo', 'Service manager') };
    const statement = { card: { name: 'Example', rates: exampleRateCard }, blanks: settledBlanks };
    await cast.database.pools.owner.query(
      `update agreements_draft set terms = terms || $2::jsonb,
         file = jsonb_set(file, '{parties,internal}', file #> '{parties,internal}' || $3::jsonb) where id = $1`,
      [
        draft.id,
        JSON.stringify({ risks, signers, ...(kind === 'emergency' ? {} : statement) }),
        JSON.stringify(kind === 'emergency' ? {} : { users: 75, workstations: 80, servers: 6 }),
      ],
    );
    if (change !== '') await moveRow(draft.id, change);
    const { revision } = (await cast.as('mo').get(`~/drafts/${draft.id}`)).body;
    return { id: draft.id, revision };
  }

  async function moveRow(draftId: string, accountable: string) {
    const { file, revision } = (await cast.as('dana').get(`~/drafts/${draftId}`)).body;
    const before = file.matrix[0].rows.find((row: { id: string }) => row.id === 'A-04').accountable;
    const steps = ['matrix', 'draft', 'rows', 'A-04', 'accountable'];
    const edit = { revision, file: [{ action: 'changed', steps, path: steps.join('.'), before, after: accountable }] };
    const { status, body } = await cast.as('dana').post(`~/drafts/${draftId}/edits`, edit);
    expect([status, body.conflicts]).toEqual([200, []]);
  }

  let nextDay = 1;
  /** Versions begin one after the other. */
  const dates = () => {
    const from = Temporal.PlainDate.from('2027-10-01').add({ days: nextDay }).toString();
    nextDay += 1;
    return { version: `v${nextDay}`, from };
  };

  async function offered(change = 'sam', more: object = {}) {
    const draft = await readyDraft('amendment', change);
    const made = await cast.as('mo').post(`~/drafts/${draft.id}/offers`, { revision: draft.revision, ...dates(), ...more });
    expect(made).toMatchObject({ status: 201, body: { state: 'open' } });
    return made.body;
  }

  async function withdraw(offer: { id: string }) {
    expect((await cast.as('mo').post(`~/offers/${offer.id}/withdraw`, { reason: 'Done with it' })).status).toBe(200);
  }

  const sign = (offer: { id: string; hash: string }) => ({
    by: (person: 'pat' | 'mo' | 'dana' | 'kim', minutesAgo = 0) =>
      cast.proved(person, minutesAgo).post(`~/offers/${offer.id}/sign`, { hash: offer.hash }),
  });

  return { readyDraft, moveRow, dates, offered, withdraw, sign };
}

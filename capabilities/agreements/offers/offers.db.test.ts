import { clauseLibrary } from '@tandem/core/commercial/statement/clauses.ts';
import { agreementHash } from '@tandem/core/commercial/terms.ts';
import { verifyBundle } from '@tandem/core/commercial/verify.ts';
import { outboxJob } from '@tandem/platform/record/outbox.ts';
import { strFromU8, unzipSync } from 'fflate';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cast, createCast } from '../../../proof/cast/cast.ts';
import { hearOffers, offering } from '../../../proof/cast/offering.ts';
import { engagementsCapability } from '../../engagements/index.ts';
import { responsibilityCapability } from '../../responsibility/index.ts';
import { agreementsCapability } from '../index.ts';
import { enactSubscriber } from './jobs.ts';

let cast: Cast;
let offers: ReturnType<typeof offering>;
const told = hearOffers();

beforeAll(async () => {
  cast = await createCast([engagementsCapability, responsibilityCapability, agreementsCapability]);
  offers = offering(cast);
});
afterAll(() => cast.end());

describe('offering', () => {
  test('a draft with an open error, without signers or with a broken row is not offered, and the screen says why', async () => {
    const { id } = (await cast.as('mo').post('~/drafts', { kind: 'amendment', title: 'Too early' })).body;
    const { body } = await cast.as('dana').get(`~/drafts/${id}/signing`);
    const places = body.blockers.map((blocker: { place: string }) => blocker.place);
    expect(places).toContain('proof');
    expect(places.filter((place: string) => place === 'sign')).toHaveLength(2);
    expect(places).toContain('statement');
    expect(places.filter((place: string) => place === 'price')).toHaveLength(2);
    expect(await cast.as('mo').post(`~/drafts/${id}/offers`, { revision: 0, ...offers.dates() })).toMatchObject({
      status: 409,
      body: { code: 'not-ready' },
    });
    await offers.moveRow(id, 'nobody');
    const broken = await cast.as('mo').post(`~/drafts/${id}/offers`, { revision: 1, ...offers.dates() });
    expect(broken).toMatchObject({ status: 409, body: { code: 'not-ready' } });
    expect(broken.body.detail).toContain('nobody');
  });

  test('an open blank stands in the way until it is filled or struck', async () => {
    const draft = await offers.readyDraft('amendment', 'sam');
    const blankOf = async (value: object | undefined) => {
      const { terms, revision } = (await cast.as('dana').get(`~/drafts/${draft.id}`)).body;
      const steps = ['blanks', 'liability.cap'];
      const before = terms.blanks['liability.cap'];
      const change =
        value === undefined ? { action: 'removed', before } : { action: 'added', after: value, ...(before && { before }) };
      const edit = { revision, file: [], terms: [{ ...change, steps, path: steps.join('.') }] };
      const { status, body } = await cast.as('dana').post(`~/drafts/${draft.id}/edits`, edit);
      expect([status, body.conflicts]).toEqual([200, []]);
      return revision + 1;
    };
    const opened = await blankOf(undefined);
    const { blockers } = (await cast.as('dana').get(`~/drafts/${draft.id}/signing`)).body;
    expect(blockers).toEqual([
      { place: 'statement', sentence: expect.stringContaining('not filled in. Fill it in, or strike it.') },
    ]);
    const refused = await cast.as('mo').post(`~/drafts/${draft.id}/offers`, { revision: opened, ...offers.dates() });
    expect(refused).toMatchObject({ status: 409, body: { code: 'not-ready', detail: blockers[0].sentence } });
    const struck = await blankOf({ struck: true });
    expect((await cast.as('dana').get(`~/drafts/${draft.id}/signing`)).body.blockers).toEqual([]);
    const made = await cast.as('mo').post(`~/drafts/${draft.id}/offers`, { revision: struck, ...offers.dates() });
    expect(made).toMatchObject({ status: 201, body: { state: 'open' } });
    await offers.withdraw(made.body);
  });

  test('dates and names that have no place are refused, with their field', async () => {
    const draft = await offers.readyDraft('amendment', 'sam');
    const offer = (more: object) =>
      cast.as('mo').post(`~/drafts/${draft.id}/offers`, { revision: draft.revision, version: 'x', from: '2027-12-01', ...more });
    expect(await offer({ from: '2027-03-09' })).toMatchObject({ status: 422, body: { code: 'offer-dates', field: 'from' } });
    expect(await offer({ from: '2027-04-01' })).toMatchObject({ status: 422, body: { code: 'offer-dates' } });
    expect(await offer({ version: '4' })).toMatchObject({ status: 422, body: { code: 'offer-dates' } });
    expect(await offer({ to: '2027-12-03' })).toMatchObject({ body: { field: 'to' } });
    expect(await offer({ lapsesOn: '2027-12-02' })).toMatchObject({ body: { field: 'lapsesOn' } });
    expect(await offer({ revision: draft.revision + 1 })).toMatchObject({ status: 409, body: { code: 'draft-outdated' } });
    expect(
      await cast.as('kim').post(`~/drafts/${draft.id}/offers`, { revision: draft.revision, ...offers.dates() }),
    ).toMatchObject({
      status: 403,
    });
  });

  test('what is offered never changes, neither through the product nor in SQL', async () => {
    const offer = await offers.offered();
    const steps = ['engagement', 'summary'];
    const edit = { revision: 9, file: [{ action: 'added', steps, path: 'engagement.summary', after: 'Changed' }] };
    expect(await cast.as('mo').post(`~/drafts/${offer.draftId}/edits`, edit)).toMatchObject({
      status: 409,
      body: { code: 'draft-closed' },
    });
    const owner = cast.database.pools.owner;
    for (const statement of [
      `update agreements_offer set content = '{}' where id = '${offer.id}'`,
      `update agreements_offer set statement = jsonb_set(statement, '{title}', '"Another"') where id = '${offer.id}'`,
      `update agreements_offer set hash = repeat('a', 64) where id = '${offer.id}'`,
      `update agreements_offer set effective_from = '2030-01-01' where id = '${offer.id}'`,
      `update agreements_offer set state = 'enacted' where id = '${offer.id}'`,
      `update agreements_offer set state = 'signed' where id = '${offer.id}'`,
      `delete from agreements_offer where id = '${offer.id}'`,
      `update agreements_draft set file = '{}' where id = '${offer.draftId}'`,
      `update agreements_draft set state = 'open' where id = '${offer.draftId}'`,
    ])
      await expect(owner.query(statement), statement).rejects.toThrow(/never|signed|not opened/);
    await offers.withdraw(offer);
    await expect(owner.query(`update agreements_offer set state = 'open' where id = '${offer.id}'`)).rejects.toThrow(
      'stays as it ended',
    );
  });
});

test('both sides see the document as it was frozen, and a draft that begins from it is worded anew', async () => {
  const offer = await offers.offered();
  const [ours, theirs] = [
    (await cast.as('dana').get(`~/drafts/${offer.draftId}/statement`)).body,
    (await cast.as('mo').get(`~/drafts/${offer.draftId}/statement`)).body,
  ];
  expect(ours).toEqual(theirs);
  expect(ours).toMatchObject({ hash: offer.hash, edition: clauseLibrary.edition, signatures: [] });
  expect(JSON.stringify(ours)).not.toContain('{hash}');
  await offers.withdraw(offer);
  const { draftId } = (await cast.as('mo').post(`~/offers/${offer.id}/drafts`, {})).body;
  expect((await cast.as('mo').get(`~/drafts/${draftId}`)).body.terms).not.toHaveProperty('wording');
});

test('what was only wished is not offered, and stands again in a draft that goes on from it', async () => {
  const draft = await offers.readyDraft('amendment', 'sam');
  const wish = { action: 'added', steps: ['scope'], path: 'scope', after: { untouchable: ['ERP01'] } };
  const edit = { revision: draft.revision, file: [], terms: [wish] };
  const { revision } = (await cast.as('dana').post(`~/drafts/${draft.id}/edits`, edit)).body;
  const offer = (await cast.as('mo').post(`~/drafts/${draft.id}/offers`, { revision, ...offers.dates() })).body;
  const { rows } = await cast.database.pools.owner.query(
    `select content -> 'terms' ? 'scope' as wished from agreements_offer where id = $1`,
    [offer.id],
  );
  expect(rows).toEqual([{ wished: false }]);
  await offers.withdraw(offer);
  const { draftId } = (await cast.as('mo').post(`~/offers/${offer.id}/drafts`, {})).body;
  expect((await cast.as('mo').get(`~/drafts/${draftId}`)).body.terms.scope).toEqual({ untouchable: ['ERP01'] });
});

describe('signing', () => {
  test('only the named person of each side signs, freshly proved, and only what they looked at', async () => {
    const offer = await offers.offered();
    expect(await cast.as('pat').post(`~/offers/${offer.id}/sign`, { hash: offer.hash })).toMatchObject({
      status: 403,
      body: { code: 'step-up-needed' },
    });
    expect(await offers.sign(offer).by('pat', 11)).toMatchObject({ status: 403, body: { code: 'step-up-needed' } });
    expect(await offers.sign(offer).by('dana')).toMatchObject({ status: 403, body: { code: 'not-signer' } });
    expect(await offers.sign(offer).by('kim')).toMatchObject({ status: 403, body: { code: 'not-signer' } });
    expect(await offers.sign({ ...offer, hash: '0'.repeat(64) }).by('pat')).toMatchObject({
      status: 409,
      body: { code: 'offer-other-content' },
    });
    const once = await offers.sign(offer).by('pat', 9);
    expect(once).toMatchObject({ status: 200, body: { state: 'open' } });
    expect(once.body.signatures).toMatchObject([
      { side: 'internal', name: 'Pat Lowe', title: 'Finance', hash: offer.hash, address: '127.0.0.1' },
    ]);
    expect(await offers.sign(offer).by('pat')).toMatchObject({ status: 409, body: { code: 'signed-already' } });
    await offers.withdraw(offer);
    expect(await offers.sign(offer).by('mo')).toMatchObject({ status: 409, body: { code: 'offer-closed' } });
  });

  test('nobody writes a signature of somebody else, changes one, or signs another hash, in SQL either', async () => {
    const offer = await offers.offered();
    await offers.sign(offer).by('mo');
    const owner = cast.database.pools.owner;
    await expect(owner.query(`update agreements_signature set name = 'Lee' where offer_id = '${offer.id}'`)).rejects.toThrow(
      'never changes',
    );
    await expect(owner.query(`delete from agreements_signature where offer_id = '${offer.id}'`)).rejects.toThrow('never');
    const forged = (hash: string) =>
      owner.query(
        `insert into agreements_signature select engagement_id, offer_id, 'internal', member_id, 'Pat', '', signed_at, '${hash}', '', '', signed_at
         from agreements_signature where offer_id = '${offer.id}'`,
      );
    await expect(forged('b'.repeat(64))).rejects.toThrow('over the hash');
    // The product itself signs for nobody.
    await expect(
      cast.asSystem((ctx) =>
        sql`insert into agreements_signature select engagement_id, offer_id, 'internal', member_id, 'Pat', '', signed_at, hash, '', '', signed_at
          from agreements_signature where offer_id = ${offer.id}`.execute(ctx.tx),
      ),
    ).rejects.toThrow('row-level security');
    await offers.withdraw(offer);
  });

  test('two signatures put the version into force, exactly once however often the handler dies', async () => {
    const offer = await offers.offered('helen');
    const before = (await cast.as('dana').get('~/responsibility')).body.contentHash;
    await offers.sign(offer).by('pat');
    expect((await offers.sign(offer).by('mo')).body).toMatchObject({ state: 'signed', signatures: [{}, {}] });
    expect((await cast.as('dana').get('~/responsibility')).body.contentHash).toBe(before);
    const handle = enactSubscriber.handle;
    let deaths = 0;
    enactSubscriber.handle = async (...given) => {
      await handle(...given);
      deaths += 1;
      if (deaths < 3) throw new Error('killed after the work, before the commit');
    };
    for (let tries = 0; tries < 4; tries += 1) {
      await outboxJob.run(cast.services, { subscriber: enactSubscriber.name, engagementId: cast.harborId });
      cast.clock.set(cast.clock.now().add({ minutes: 2 }));
    }
    enactSubscriber.handle = handle;
    expect(deaths).toBe(3);
    const seen = (await cast.as('dana').get(`~/offers/${offer.id}`)).body;
    expect(seen).toMatchObject({ state: 'enacted' });
    const { rows } = await cast.database.pools.owner.query(`select * from responsibility_history where offer_id = '${offer.id}'`);
    expect(rows).toHaveLength(1);
    expect((await cast.as('dana').get('~/responsibility')).body.contentHash).toBe(rows[0].hash);
    expect((await cast.as('dana').get(`~/drafts/${offer.draftId}`)).body.state).toBe('signed');
    await cast.asSystem((ctx) =>
      enactSubscriber.handle(ctx, [{ topic: 'agreements.signed', payload: { offerId: offer.id }, at: ctx.now }], cast.services),
    );
    expect(
      (await cast.database.pools.owner.query('select 1 from responsibility_history where offer_id is not null')).rowCount,
    ).toBe(1);
    await cast.settle();
    expect(told.find(({ title }) => title.startsWith('Signed by both sides'))?.to).toMatchObject([
      { memberIds: [cast.people.pat.memberId] },
      { memberIds: [cast.people.mo.memberId] },
    ]);
  });

  test('the statement of a signed version prints with the certificate of both signatures; of another version it does not', async () => {
    const { items } = (await cast.as('helen').get('~/agreement/versions')).body;
    const { version, offer } = items.find((each: { offer: unknown }) => each.offer !== null);
    const download = (path: string, person: 'jo' | 'wes' = 'jo') =>
      cast.app.inject({
        url: `/api/engagements/${cast.harborId}/${path}`,
        headers: { 'x-test-user': cast.people[person].userId },
      });
    const printed = await download(`agreement/versions/${version}/statement.docx`);
    expect(printed.headers['content-disposition']).toBe(`attachment; filename="harbor-statement-of-work-${version}.docx"`);
    const ofDraft = await download(`drafts/${offer.draftId}/statement.docx`);
    for (const document of [printed, ofDraft]) {
      const text = strFromU8(unzipSync(document.rawPayload)['word/document.xml'] as Uint8Array);
      for (const says of ['Signing certificate', 'Pat Lowe', 'Mo Ito', offer.hash, 'it is the hash of this document'])
        expect(text).toContain(says);
    }
    const pdf = await download(`agreement/versions/${version}/statement.pdf`);
    expect([pdf.statusCode, pdf.rawPayload.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
    expect((await download('agreement/versions/4/statement.pdf')).json()).toMatchObject({ code: 'not-signed-here' });
    expect((await download('agreement/versions/99/statement.pdf')).statusCode).toBe(404);
    expect((await download(`agreement/versions/${version}/statement.pdf`, 'wes')).statusCode).toBe(403);
  });

  test('who owns the row changes on the first day, and the timeline and the bundle show who signed it', async () => {
    const { items } = (await cast.as('helen').get('~/agreement/versions')).body;
    const version = items.find((each: { offer: unknown }) => each.offer !== null);
    expect(version).toMatchObject({ state: 'ahead', amends: '4', changedRows: ['A-04'], offer: { signatures: [{}, {}] } });
    const at = async (instant: string) =>
      (await cast.as('jo').get(`~/agreement/at?instant=${encodeURIComponent(instant)}&row=A-04`)).body;
    const dayBefore = Temporal.PlainDate.from(version.from).subtract({ days: 1 }).toString();
    expect(await at(`${dayBefore}T23:59:00-05:00`)).toMatchObject({ version: '4', offer: null });
    expect(await at(`${version.from}T00:00:00-05:00`)).toMatchObject({
      version: version.version,
      row: { accountable: 'helen' },
      changedIn: version.version,
    });
    expect(await at('2020-01-01T00:00:00Z')).toMatchObject({ version: null, row: null });
    const bundle = (await cast.as('jo').get(`~/agreement/versions/${version.version}/bundle.json`)).body;
    expect(bundle).toMatchObject({ format: 'tandem-signed/1', hash: version.offer.hash });
    expect(agreementHash(bundle.agreement)).toBe(bundle.hash);
    expect(bundle).toEqual((await cast.as('mo').get(`~/agreement/versions/${version.version}/bundle.json`)).body);
    expect(verifyBundle(bundle)).toMatchObject({ isValid: true, problems: [] });
    expect(bundle.agreement.terms.wording.edition).toBe(clauseLibrary.edition);
    expect(bundle.statement.schedules.at(-1)).toMatchObject({
      letter: 'G',
      blocks: [
        { items: expect.arrayContaining([expect.stringMatching(/^Row A-04: who answers for it changes from .+ to Helen/)]) },
      ],
    });
    const touched = structuredClone(bundle);
    touched.statement.sections[0].blocks[0].text += ' Or not.';
    expect(verifyBundle(touched)).toMatchObject({ isValid: false });
    bundle.agreement.file.people[0].name = 'Somebody else';
    expect(agreementHash(bundle.agreement)).not.toBe(bundle.hash);
    expect(await cast.as('jo').get('~/agreement/versions/4/bundle.json')).toMatchObject({ body: { code: 'not-signed-here' } });
    expect((await cast.as('jo').get('~/agreement/versions/99/bundle.json')).status).toBe(404);
  });

  test('an amendment follows the version that begins last, an emergency the one of today', async () => {
    const jo = cast.as('jo');
    const ahead = (await jo.get('~/agreement/versions')).body.items.find(({ offer }: { offer: unknown }) => offer !== null);
    const [now, after, meanwhile] = await Promise.all(
      ['', '?before=amendment', '?before=emergency'].map(async (query) => (await jo.get(`~/in-force${query}`)).body),
    );
    expect(now).toMatchObject({ version: '3' });
    expect(after).toMatchObject({ version: ahead.version, from: ahead.from });
    expect(after.file.matrix[0].rows.find(({ id }: { id: string }) => id === 'A-04').accountable).toBe('helen');
    expect(meanwhile).toEqual(now);
    expect((await jo.get('~/in-force?before=tomorrow')).status).toBe(422);
  });

  test('on a stale base nothing is offered or signed; a rebase brings the draft up to date and tells of what met', async () => {
    const stale = await offers.readyDraft('amendment', 'dana');
    const open = await offers.offered('sam');
    const first = await offers.offered('pat');
    await offers.sign(first).by('pat');
    await offers.sign(first).by('mo');
    await cast.settle();
    expect(await offers.sign(open).by('pat')).toMatchObject({ status: 409, body: { code: 'draft-outdated' } });
    await offers.withdraw(open);
    const offer = { revision: stale.revision, ...offers.dates() };
    expect(await cast.as('mo').post(`~/drafts/${stale.id}/offers`, offer)).toMatchObject({
      status: 409,
      body: { code: 'draft-outdated' },
    });
    const rebase = (keep?: string) =>
      cast.as('mo').post(`~/drafts/${stale.id}/rebase`, { revision: stale.revision, ...(keep && { keep }) });
    const told = await rebase();
    expect(told.body).toMatchObject({ written: expect.any(Boolean) });
    const kept = told.body.written ? told : await rebase('draft');
    expect(kept.body).toMatchObject({ written: true, revision: stale.revision + 1 });
    const { file, baseHash } = (await cast.as('dana').get(`~/drafts/${stale.id}`)).body;
    expect(file.matrix[0].rows.find((row: { id: string }) => row.id === 'A-04').accountable).toBe('dana');
    expect(baseHash).toBe((await cast.as('dana').get('~/responsibility')).body.contentHash);
    expect(await cast.as('mo').post(`~/drafts/${stale.id}/offers`, { ...offer, revision: stale.revision + 1 })).toMatchObject({
      status: 201,
    });
  });
});

describe('other endings', () => {
  test('declined with a reason, and a counter-offer that says the same; not by the side that made it', async () => {
    const offer = await offers.offered('dana');
    expect(await cast.as('mo').post(`~/offers/${offer.id}/decline`, { reason: 'No' })).toMatchObject({
      status: 409,
      body: { code: 'own-offer' },
    });
    expect((await cast.as('dana').post(`~/offers/${offer.id}/withdraw`, { reason: 'No' })).status).toBe(403);
    const declined = await cast.as('dana').post(`~/offers/${offer.id}/decline`, { reason: 'Too dear', counter: true });
    expect(declined.body.offer).toMatchObject({ state: 'declined', ended: { by: 'Dana Ruiz', reason: 'Too dear' } });
    const counter = (await cast.as('mo').get(`~/drafts/${declined.body.draftId}`)).body;
    expect(counter).toMatchObject({ state: 'open', terms: { signers: { internal: { name: 'Pat Lowe' } } } });
    expect(counter.file.matrix[0].rows.find((row: { id: string }) => row.id === 'A-04').accountable).toBe('dana');
    expect((await cast.as('mo').post(`~/offers/${offer.id}/drafts`)).status).toBe(201);
    expect((await cast.as('mo').get('~/offers?limit=1')).body.next).not.toBeNull();
  });
});

describe('nothing changes', () => {
  const begin = async (kind: string) => (await cast.as('mo').post('~/drafts', { kind, title: 'As before' })).body.id;
  const offer = (id: string, more: object) => cast.as('mo').post(`~/drafts/${id}/offers`, { revision: 0, ...more });

  test('an amendment is a renewal, which whoever offers it says; both sides read that nothing changes', async () => {
    const signed = await offers.offered('dana');
    await offers.sign(signed).by('pat');
    await offers.sign(signed).by('mo');
    await cast.settle();
    const id = await begin('amendment');
    expect((await cast.as('mo').get(`~/drafts/${id}/signing`)).body).toMatchObject({ changes: [], blockers: [] });
    const dates = offers.dates();
    expect(await offer(id, dates)).toMatchObject({ status: 409, body: { code: 'changes-nothing', field: 'renewal' } });
    const made = await offer(id, { ...dates, renewal: true });
    expect(made).toMatchObject({ status: 201, body: { state: 'open', changes: [] } });
    expect((await cast.as('pat').get(`~/offers/${made.body.id}`)).body.changes).toEqual([]);
    await offers.withdraw(made.body);
  });

  test('an emergency is not offered, renewal or not', async () => {
    const id = await begin('emergency');
    const { blockers, suggestion } = (await cast.as('mo').get(`~/drafts/${id}/signing`)).body;
    expect(blockers).toEqual([{ place: 'matrix', sentence: expect.stringContaining('changes nothing') }]);
    const refused = await offer(id, { ...suggestion, renewal: true });
    expect(refused).toMatchObject({ status: 409, body: { code: 'not-ready', detail: blockers[0].sentence } });
  });
});

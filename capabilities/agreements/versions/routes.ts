/**
 * What was agreed, and since when: read from the file that counts, with the offers and signatures that made its versions.
 */
import { implement } from '@orpc/server';
import { statementOf } from '@tandem/core/commercial/statement.ts';
import { emptyTerms } from '@tandem/core/commercial/terms.ts';
import { foldRows, versionOn } from '@tandem/core/responsibility/draft.ts';
import type { EngagementFile, Version } from '@tandem/core/responsibility/model.ts';
import { authorise } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import type { FastifyRequestLike } from '@tandem/platform/http/capability.ts';
import type { Edge } from '@tandem/platform/http/edge.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { uuidOr404 } from '@tandem/platform/http/server.ts';
import type { FastifyInstance } from 'fastify';
import { agreementInForce, dateIn, functionName, showRow, zoneOf } from '../../responsibility/index.ts';
import { agreementsAccess } from '../access.ts';
import { changesOfOffer, statementOfOffer, todayOf } from '../offers/index.ts';
import { writeOffer, writtenSignatures } from '../offers/rules.ts';
import { type Offer, offerStatement, offersEnacted, offersOpen, type Signature, signaturesOf } from '../offers/store.ts';
import { sendStatement, statementForms } from '../statement/index.ts';
import { versionsContract } from './contract.ts';
import { clauseCited, stateOf, withdrawnOf } from './rules.ts';

const os = implement(versionsContract).$context<Edge>();

export const versionsRoutes = os.router({
  timeline: os.timeline.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      authorise(ctx, agreementsAccess, 'versions.read');
      const current = await agreementInForce(ctx);
      const enacted = await offersEnacted(ctx);
      const open = await offersOpen(ctx);
      const signatures = await signaturesOf(
        ctx,
        [...enacted, ...open].map(({ id }) => id),
      );
      const items = [];
      for (const version of current?.file.matrix ?? [])
        if (current !== null) items.push(await showVersion(ctx, current.file, version, enacted, signatures));
      return {
        items: items.sort((a, b) => (a.from < b.from ? 1 : -1)),
        waiting: open.map((offer) => writeOffer(offer, signatures)),
      };
    }),
  ),
  at: os.at.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      authorise(ctx, agreementsAccess, 'versions.read');
      const current = await agreementInForce(ctx);
      const at = Temporal.Instant.from(input.instant);
      const version = current === null ? null : versionOn(current.file, dateIn(zoneOf(current.file), at));
      if (current === null || version === null)
        return { instant: input.instant, version: null, from: null, to: null, row: null, changedIn: null, offer: null };
      const folded = foldRows(current.file, version.version).find(({ row }) => row.id === input.row);
      const offer = (await offersEnacted(ctx)).find((each) => each.version === version.version);
      return {
        instant: input.instant,
        version: version.version,
        from: version.from,
        to: version.to ?? null,
        row: folded === undefined ? null : { ...showRow(current.file, folded) },
        changedIn: folded?.changedIn ?? null,
        offer: offer === undefined ? null : writeOffer(offer, await signaturesOf(ctx, [offer.id])),
      };
    }),
  ),
  clauses: os.clauses.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      authorise(ctx, agreementsAccess, 'versions.read');
      const { instant, row } = input;
      const current = await agreementInForce(ctx);
      const version = current === null ? null : versionOf(current.file, input);
      if (current === null || version === null) return { instant, version: null, from: null, offer: null, clause: null };
      const offer = (await offersEnacted(ctx)).find((each) => each.version === version.version) ?? null;
      const signatures = offer === null ? [] : await signaturesOf(ctx, [offer.id]);
      const statement =
        offer === null
          ? statementOf({ file: current.file, terms: emptyTerms() }, { version: version.version })
          : await statementOfOffer(ctx, offer, signatures);
      return {
        instant,
        version: version.version,
        from: version.from,
        offer: offer === null ? null : writeOffer(offer, signatures),
        clause: clauseCited(statement, row),
      };
    }),
  ),
  bundle: os.bundle.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      authorise(ctx, agreementsAccess, 'versions.read');
      const { offer, signatures } = await signedVersion(ctx, input.version);
      return {
        format: 'tandem-signed/1' as const,
        agreement: { file: { ...offer.content.file }, terms: { ...offer.content.terms } },
        hash: offer.hash,
        version: offer.version,
        from: offer.from,
        signatures: writtenSignatures(signatures),
        statement: await writtenStatement(ctx, offer.id),
      };
    }),
  ),
});

/** The version that a receipt names, or else the one that counted at the instant; null: none did. */
function versionOf(file: EngagementFile, asked: { instant: string; version?: string | undefined }): Version | null {
  if (asked.version !== undefined) return file.matrix.find(({ version }) => version === asked.version) ?? null;
  return versionOn(file, dateIn(zoneOf(file), Temporal.Instant.from(asked.instant)));
}

async function writtenStatement(ctx: Ctx, offerId: string): Promise<Record<string, unknown> | null> {
  const statement = await offerStatement(ctx, offerId);
  return statement === null ? null : { ...statement };
}

interface VersionParams {
  engagementId: string;
  version: string;
}

/** `GET …/agreement/versions/VERSION/statement.docx` and `.pdf`: what was signed, with its certificate. */
export function versionsPlugin(app: FastifyInstance, edgeOf: (request: FastifyRequestLike) => Edge): void {
  for (const form of statementForms) {
    app.get<{ Params: VersionParams }>(
      `/api/engagements/:engagementId/agreement/versions/:version/statement.${form}`,
      async (request, reply) => {
        const { engagementId, version } = request.params;
        const { slug, statement } = await edgeOf(request).enter(uuidOr404(engagementId), async (ctx) => {
          authorise(ctx, agreementsAccess, 'versions.read');
          const { offer, signatures } = await signedVersion(ctx, version);
          return { slug: offer.content.file.engagement.id, statement: await statementOfOffer(ctx, offer, signatures) };
        });
        return sendStatement(reply, form, `${slug}-statement-of-work-${version}`, statement);
      },
    );
  }
}

/** The offer that both sides signed as this version. Refuses a version that was not signed here. */
async function signedVersion(ctx: Ctx, version: string) {
  const offer = (await offersEnacted(ctx)).find((each) => each.version === version);
  if (offer === undefined) throw await unsigned(ctx, version);
  return { offer, signatures: await signaturesOf(ctx, [offer.id]) };
}

async function showVersion(
  ctx: Ctx,
  file: EngagementFile,
  version: Version,
  enacted: readonly Offer[],
  signatures: readonly Signature[],
) {
  const offer = enacted.find((each) => each.version === version.version);
  return {
    version: version.version,
    signed: version.signed,
    from: version.from,
    to: version.to ?? null,
    amends: version.amends ?? null,
    state: stateOf(file, version, todayOf(ctx, file)),
    rows: foldRows(file, version.version).length,
    changedRows: version.amends === undefined ? [] : version.rows.map(({ id }) => id),
    withdrawn: withdrawnOf(file, version, (id) => functionName(file, id)),
    offer: offer === undefined ? null : writeOffer(offer, signatures),
    changes: offer === undefined ? [] : await changesOfOffer(ctx, offer),
  };
}

/** Why a version has neither a bundle nor a signed statement. */
async function unsigned(ctx: Ctx, name: string): Promise<Refusal> {
  const known = (await agreementInForce(ctx))?.file.matrix.some(({ version }) => version === name) ?? false;
  return known
    ? new Refusal('not-signed-here', 'This version came with the first file; it was not signed here.', 'version')
    : new Refusal('missing', 'There is no such version here.', 'version');
}

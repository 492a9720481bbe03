/**
 * Quotes of a draft: the card it is priced with, and the quotes that were kept. A card is copied whole into the terms
 * by the provider; from then on both sides read the rates, because they are part of what is agreed.
 */
import { implement } from '@orpc/server';
import { exampleRateCard } from '@tandem/core/commercial/rate-card.ts';
import { agreementHash, quoteScopeOf } from '@tandem/core/commercial/terms.ts';
import { diffDocuments } from '@tandem/core/responsibility/diff.ts';
import { authorise, load } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import { cursorOf, cursorParts } from '@tandem/platform/http/cursor.ts';
import type { Edge } from '@tandem/platform/http/edge.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { agreementsAccess } from '../access.ts';
import { draftEdit } from '../drafts/routes.ts';
import { type Draft, draftThing } from '../drafts/store.ts';
import { recordQuoteKept } from '../events.ts';
import { rateThing } from '../rates/store.ts';
import { quotesContract } from './contract.ts';
import { priceDraft, reasonAgainstCard } from './rules.ts';
import { type QuoteRow, quoteInsert, quotesSelect } from './store.ts';

const os = implement(quotesContract).$context<Edge>();

export const exampleCardName = 'Example card (calibrated, not surveyed)';

export const quotesRoutes = os.router({
  list: os.list.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { proof } = await load(ctx, agreementsAccess, draftThing, input.draftId, 'draft.read');
      const after = input.after === undefined ? null : (cursorParts(input.after, 1)[0] ?? null);
      const rows = await quotesSelect(ctx, proof, after, input.limit + 1);
      const shown = rows.slice(0, input.limit);
      const last = shown.at(-1);
      return { items: shown.map(writeLine), next: rows.length > input.limit && last ? cursorOf([last.id]) : null };
    }),
  ),
  keep: os.keep.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { row, proof } = await load(ctx, agreementsAccess, draftThing, input.draftId, 'quote.keep');
      if (row.revision !== input.revision)
        throw new Refusal('draft-outdated', 'The draft changed meanwhile. Look at the quote again.', 'revision');
      const { revision, file, terms } = row;
      const priced = priceDraft({ file, terms });
      if (!priced.ok) throw new Refusal('not-priced', priced.problem, null);
      const hash = agreementHash({ file, terms });
      const { quote, cardName } = priced;
      const kept = await quoteInsert(ctx, proof, { revision, hash, cardName, scope: quoteScopeOf({ file, terms }), quote });
      await recordQuoteKept(ctx, row, {
        id: kept.id,
        hash,
        feeMonthlyMinor: quote.coManagedMonthlyMinor,
        currency: quote.currency,
      });
      return writeLine(kept);
    }),
  ),
  useCard: os.useCard.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { row } = await load(ctx, agreementsAccess, draftThing, input.draftId, 'rate.use');
      const card = await cardFor(ctx, row, input.rateId);
      const edit = { file: [], terms: diffDocuments(row.terms, { ...row.terms, card }) };
      const { revision, conflicts } = await draftEdit(ctx, row.id, edit, 'rate.use');
      if (conflicts.length > 0)
        throw new Refusal('draft-outdated', 'Somebody changed the card just now. Look at it again.', null);
      return { revision };
    }),
  ),
});

async function cardFor(ctx: Ctx, draft: Draft, rateId: string | null) {
  if (rateId === null) return { name: exampleCardName, rates: exampleRateCard };
  authorise(ctx, agreementsAccess, 'rate.read');
  const rate = await rateThing.select(ctx, rateId);
  if (rate === undefined) throw new Refusal('missing', 'There is no such rate card here.', 'rateId');
  const reason = reasonAgainstCard(rate.effectiveFrom, draft.file.matrix[0]?.from ?? '', ctx.now);
  if (reason !== null) throw new Refusal('not-priced', reason, 'rateId');
  return { name: `${rate.name}, version ${rate.version}`, rates: rate.rates };
}

function writeLine({ id, revision, hash, cardName, scope, quote, memberName, side, createdAt }: QuoteRow) {
  const { currency, coManagedMonthlyMinor, modules, band } = quote;
  return {
    id,
    revision,
    hash,
    cardName,
    currency,
    feeMonthlyMinor: coManagedMonthlyMinor,
    modules,
    users: scope.users,
    band,
    createdBy: memberName,
    side,
    createdAt: createdAt.toString(),
  };
}

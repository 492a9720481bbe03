/**
 * Rate cards: read and added by the provider. For the other side there are none, so that not even their number tells
 * anything.
 */
import { implement } from '@orpc/server';
import { readRateCard } from '@tandem/core/commercial/card-check.ts';
import { authorise, load } from '@tandem/platform/access/access.ts';
import { cursorOf, cursorParts } from '@tandem/platform/http/cursor.ts';
import type { Edge } from '@tandem/platform/http/edge.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { agreementsAccess } from '../access.ts';
import { recordRateAdded } from '../events.ts';
import { ratesContract } from './contract.ts';
import { type RateRow, rateInsert, ratesSelect, rateThing, versionSelect } from './store.ts';

const os = implement(ratesContract).$context<Edge>();

export const ratesRoutes = os.router({
  list: os.list.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      authorise(ctx, agreementsAccess, 'rate.read');
      const after = input.after === undefined ? null : (cursorParts(input.after, 1)[0] ?? null);
      const rows = await ratesSelect(ctx, after, input.limit + 1);
      const shown = rows.slice(0, input.limit);
      const last = shown.at(-1);
      return { items: shown.map(writeLine), next: rows.length > input.limit && last ? cursorOf([last.id]) : null };
    }),
  ),
  create: os.create.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const proof = authorise(ctx, agreementsAccess, 'rate.change');
      const { card, name, effectiveFrom } = input;
      const read = readRateCard(input.rates);
      if (!read.ok) {
        const { field = '', message = 'These are no rates.' } = read.problems[0] ?? {};
        throw new Refusal('invalid-input', message, field === '' ? 'rates' : `rates.${field}`);
      }
      const before = card === null ? 0 : await versionSelect(ctx, card);
      if (card !== null && before === 0) throw new Refusal('missing', 'There is no such rate card here.', 'card');
      const row = await rateInsert(ctx, proof, { card, version: before + 1, name, effectiveFrom, rates: read.card });
      if (row === undefined) throw new Refusal('rate-outdated', 'Somebody added a version just now. Look at it first.', null);
      await recordRateAdded(ctx, row);
      return writeLine(row);
    }),
  ),
  see: os.see.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { row } = await load(ctx, agreementsAccess, rateThing, input.rateId, 'rate.read');
      return { ...writeLine(row), rates: { ...row.rates } };
    }),
  ),
});

function writeLine({ id, card, version, name, effectiveFrom, rates, memberName, createdAt }: RateRow) {
  const { currency } = rates;
  return { id, card, version, name, effectiveFrom, currency, createdBy: memberName, createdAt: createdAt.toString() };
}

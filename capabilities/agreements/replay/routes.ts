/**
 * Replays a draft against what really happened: items and alerts of the last days, or a list of tickets that somebody
 * brings. Everything is decided anew from recorded facts; nothing is kept, and asking twice gives the same.
 */
import { implement } from '@orpc/server';
import { contentHash } from '@tandem/core/responsibility/canonical.ts';
import { compile } from '@tandem/core/responsibility/compile.ts';
import type { EngagementFile } from '@tandem/core/responsibility/model.ts';
import { parseEngagementJson } from '@tandem/core/responsibility/parse.ts';
import {
  type Compared,
  heldAllAlong,
  type MonthlyFee,
  type Replay,
  type ReplayEvent,
  replay,
  replayHash,
  replayJson,
} from '@tandem/core/responsibility/replay.ts';
import { load } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import type { Edge } from '@tandem/platform/http/edge.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { alertsHappened } from '../../alerts/index.ts';
import { agreementInForce, dateIn, zoneOf } from '../../responsibility/index.ts';
import { itemsHappened } from '../../work/index.ts';
import { agreementsAccess } from '../access.ts';
import { draftThing } from '../drafts/store.ts';
import { offersEnacted } from '../offers/store.ts';
import { eventsMost, replayContract } from './contract.ts';
import { feeInForce, feeOf, type RefusedLine, replayCsv, ticketsOf } from './rules.ts';

const os = implement(replayContract).$context<Edge>();

interface Outcome {
  result: Replay;
  cut: boolean;
  refused: RefusedLine[];
}

export const replayRoutes = os.router({
  happened: os.happened.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => writeOutcome(await replayHappened(ctx, input.draftId, input.days))),
  ),
  file: os.file.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => writeFile(await replayHappened(ctx, input.draftId, input.days), input.as)),
  ),
  tickets: os.tickets.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => writeOutcome(await replayTickets(ctx, input.draftId, input.csv))),
  ),
  ticketsFile: os.ticketsFile.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => writeFile(await replayTickets(ctx, input.draftId, input.csv), input.as)),
  ),
});

async function replayHappened(ctx: Ctx, draftId: string, days: number): Promise<Outcome> {
  const { before, after } = await comparedOf(ctx, draftId);
  const { events, cut } = await eventsHappened(ctx, ctx.now.subtract({ hours: 24 * days }));
  return { result: replay(events, before, after), cut, refused: [] };
}

async function replayTickets(ctx: Ctx, draftId: string, csv: string): Promise<Outcome> {
  const { before, after } = await comparedOf(ctx, draftId);
  const tickets = ticketsOf(csv, before.engagement);
  if ('problem' in tickets) throw new Refusal('invalid-input', tickets.problem, 'csv');
  return { result: replay(tickets.events, before, after), cut: false, refused: tickets.refused };
}

/** The agreement that counts, and the draft as if it had held all along. Refuses a draft that is not finished. */
async function comparedOf(ctx: Ctx, draftId: string): Promise<{ before: Compared; after: Compared }> {
  const { row } = await load(ctx, agreementsAccess, draftThing, draftId, 'draft.read');
  const parsed = parseEngagementJson(row.file);
  if (!parsed.ok) {
    const first = parsed.problems[0]?.message ?? '';
    throw new Refusal('draft-unfinished', `The draft cannot decide anything until it is mended. ${first}`, null);
  }
  const fee = feeOf({ file: row.file, terms: row.terms });
  const after = { engagement: compile(heldAllAlong(parsed.file)), hash: contentHash(parsed.file), fee };
  return { before: await comparedNow(ctx, parsed.file), after };
}

/** What counts now; before the first agreement the same parties with nothing agreed: nobody owns or holds anything. */
async function comparedNow(ctx: Ctx, draft: EngagementFile): Promise<Compared> {
  const current = await agreementInForce(ctx);
  if (current !== null)
    return { engagement: current.engagement, hash: current.contentHash, fee: await feeNow(ctx, current.file) };
  const { gaps: _notAgreed, ...parties } = draft;
  const nothing = { ...parties, matrix: [] };
  const fee = { known: false as const, reason: 'Nothing is in force yet, so it costs nothing that is known here.' };
  return { engagement: compile(nothing), hash: contentHash(nothing), fee };
}

/** What the version in force today costs. */
async function feeNow(ctx: Ctx, file: EngagementFile): Promise<MonthlyFee> {
  return feeInForce(file, dateIn(zoneOf(file), ctx.now), await offersEnacted(ctx));
}

/** Items since then, and the alerts that became none, the newest first up to the limit. */
async function eventsHappened(ctx: Ctx, since: Temporal.Instant): Promise<{ events: ReplayEvent[]; cut: boolean }> {
  const items = await itemsHappened(ctx, since, eventsMost + 1);
  const alerts = await alertsHappened(ctx, since, eventsMost + 1);
  const asItems = new Set(items.map(({ alertId }) => alertId));
  const happened: ReplayEvent[] = [
    ...items.map(({ key, title, facts, answer, firstResponseAt, resolvedAt }) => ({
      ...{ id: key, title, facts, recorded: answer },
      firstResponseAt: firstResponseAt?.toString() ?? null,
      resolvedAt: resolvedAt?.toString() ?? null,
    })),
    ...alerts
      .filter(({ id }) => !asItems.has(id))
      .map(({ id, title, facts, answer, resolvedAt }) => ({
        ...{ id, title, facts, recorded: answer, firstResponseAt: null },
        resolvedAt: resolvedAt?.toString() ?? null,
      })),
  ];
  const instant = ({ facts }: ReplayEvent) => Temporal.Instant.from(facts.at).epochMilliseconds;
  const events = happened.sort((a, b) => instant(b) - instant(a)).slice(0, eventsMost);
  return { events, cut: happened.length > eventsMost };
}

const changesShown = 200;
const refusedShown = 100;

function writeOutcome({ result, cut, refused }: Outcome) {
  const { agreements, totals, price, changed, reproduced, events } = result;
  const changes = events.filter((event) => event.changed).slice(0, changesShown);
  return {
    ...{ hash: replayHash(result), agreements, totals, price, changed, reproduced, cut },
    count: events.length,
    changes: changes.map(({ changed: _, reproduced: __, ...event }) => event),
    refused: refused.slice(0, refusedShown),
    refusedCount: refused.length,
  };
}

function writeFile({ result }: Outcome, as: 'json' | 'csv') {
  return as === 'json'
    ? { name: 'replay.json', type: 'application/json', text: replayJson(result) }
    : { name: 'replay.csv', type: 'text/csv', text: replayCsv(result) };
}

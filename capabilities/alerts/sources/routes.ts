/**
 * Routes of alert sources. A source is changed by the side that set it up; both sides see it. A token stands in the
 * answer that made it and is never shown again.
 */
import { implement } from '@orpc/server';
import { authorise, load, type Proof, reasonAgainst } from '@tandem/platform/access/access.ts';
import type { Ctx, MemberActor } from '@tandem/platform/access/actor.ts';
import type { Edge } from '@tandem/platform/http/edge.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { alertsAccess } from '../access.ts';
import { alertsContract } from '../contract.ts';
import { recordEvents, sourceKept, tokenGiven, tokenRevoked } from '../events.ts';
import { mappingProblem } from '../mapping/index.ts';
import { reasonAgainstSide, type SourceSettings, settingsProblem, sourcesMax } from './rules.ts';
import {
  countSources,
  insertSource,
  insertToken,
  type SourceRow,
  selectSources,
  sourceThing,
  updateSource,
  updateSourceRetired,
  updateTokenRevoked,
  updateTokensExpiring,
} from './store.ts';

const on = implement(alertsContract.sources).$context<Edge>();

type MemberCtx = Ctx & { actor: MemberActor };

export const sourceRoutes = {
  list: on.list.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      authorise(ctx, alertsAccess, 'source.read');
      const rows = await selectSources(ctx, input.retired === 'yes');
      return {
        items: rows.map((row) => showSource(ctx.actor, row)),
        mayCreate: reasonAgainst(ctx.actor, alertsAccess, 'source.change') ?? (true as const),
      };
    }),
  ),
  read: on.read.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { row } = await load(ctx, alertsAccess, sourceThing, input.sourceId, 'source.read');
      return showSource(ctx.actor, row);
    }),
  ),
  create: on.create.handler(async ({ input, context }) => {
    const { engagementId, ...settings } = input;
    return context.enter(engagementId, async (ctx) => {
      await checkSettings(settings);
      const made = await sourceAdd(ctx, settings, ctx.actor.side);
      return { ...(await reread(ctx, made.sourceId)), token: made.token, address: addressOf(context, made.token) };
    });
  }),
  change: on.change.handler(async ({ input, context }) => {
    const { engagementId, sourceId, revision, ...settings } = input;
    return context.enter(engagementId, async (ctx) => {
      const { row, proof } = await loadOwn(ctx, sourceId, 'source.change');
      await checkSettings(settings);
      await updateSource(ctx, proof, settings, revision);
      await recordEvents(ctx, [sourceKept({ id: row.id, name: settings.name }, 'changed', told(settings))]);
      return (await reread(ctx, row.id)).source;
    });
  }),
  rotate: on.rotate.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { row, proof } = await loadOwn(ctx, input.sourceId, 'source.token');
      await updateTokensExpiring(ctx, proof, ctx.now.add({ minutes: input.overlapMinutes }));
      const made = await insertToken(ctx, proof, row.id);
      await recordEvents(ctx, [tokenGiven(row, made.id, input.overlapMinutes)]);
      return { ...(await reread(ctx, row.id)), token: made.token, address: addressOf(context, made.token) };
    }),
  ),
  revoke: on.revoke.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { row, proof } = await loadOwn(ctx, input.sourceId, 'source.token');
      const isRevoked = await updateTokenRevoked(ctx, proof, input.tokenId);
      if (!isRevoked) throw new Refusal('missing', 'This source has no such token that is still good.', null);
      await recordEvents(ctx, [tokenRevoked(row, input.tokenId)]);
      return (await reread(ctx, row.id)).source;
    }),
  ),
  retire: on.retire.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { row, proof } = await loadOwn(ctx, input.sourceId, 'source.change');
      await updateSourceRetired(ctx, proof);
      await recordEvents(ctx, [sourceKept(row, 'retired', {})]);
      return (await reread(ctx, row.id)).source;
    }),
  ),
};

/** Adds a source of that side with its first token. Refuses `not-allowed`, `too-many-sources` and `source-name-taken`. */
export async function sourceAdd(
  ctx: Ctx,
  settings: SourceSettings,
  side: SourceRow['side'],
): Promise<{ sourceId: string; token: string }> {
  const proof = authorise(ctx, alertsAccess, 'source.change');
  if ((await countSources(ctx)) >= sourcesMax)
    throw new Refusal('too-many-sources', `An engagement has at most ${sourcesMax} alert sources. Retire one first.`, null);
  const sourceId = await insertSource(ctx, proof, settings, side);
  const made = await insertToken(ctx, proof, sourceId);
  const named = { id: sourceId, name: settings.name };
  await recordEvents(ctx, [sourceKept(named, 'created', told(settings)), tokenGiven(named, made.id, null)]);
  return { sourceId, token: made.token };
}

/** Refuses `missing`, `not-allowed` (role, or the other side's source) and `source-retired`. */
async function loadOwn<Action extends 'source.change' | 'source.token'>(
  ctx: MemberCtx,
  sourceId: string,
  action: Action,
): Promise<{ row: SourceRow; proof: Proof<Action> }> {
  const found = await load(ctx, alertsAccess, sourceThing, sourceId, action);
  const reason = reasonAgainstSide(ctx.actor.side, found.row.side);
  if (reason !== null) throw new Refusal('not-allowed', reason, null);
  if (found.row.retiredAt !== null) throw new Refusal('source-retired', 'This source is retired. Set up a new one.', null);
  return found as { row: SourceRow; proof: Proof<Action> };
}

/** Refuses `source-invalid` with the field. */
async function checkSettings(settings: SourceSettings): Promise<void> {
  const problem = settingsProblem(settings);
  if (problem !== null) throw new Refusal('source-invalid', problem.message, problem.field);
  if (settings.format !== 'mapping' || settings.mapping === null) return;
  const message = await mappingProblem(settings.mapping);
  if (message !== null) throw new Refusal('source-invalid', `The mapping cannot be read: ${message}`, 'mapping');
}

async function reread(ctx: MemberCtx, id: string) {
  const row = await sourceThing.select(ctx, id);
  if (row === undefined) throw new Error('A source that was just written cannot be read.');
  return { source: showSource(ctx.actor, row) };
}

function showSource(actor: MemberActor, row: SourceRow) {
  const { heardAt, deliveries, alerts, refused, expectedBy, silentSince, tokens, createdAt, changedAt, retiredAt, ...source } =
    row;
  return {
    ...source,
    createdAt: createdAt.toString(),
    changedAt: changedAt.toString(),
    retiredAt: retiredAt?.toString() ?? null,
    tokens: tokens.map((token) => ({
      id: token.id,
      hint: token.hint,
      createdAt: isoOf(token.createdAt),
      expiresAt: token.expiresAt === null ? null : isoOf(token.expiresAt),
      revokedAt: token.revokedAt === null ? null : isoOf(token.revokedAt),
    })),
    pulse: {
      heardAt: heardAt?.toString() ?? null,
      deliveries,
      alerts,
      refused,
      expectedBy: expectedBy?.toString() ?? null,
      silentSince: silentSince?.toString() ?? null,
    },
    may:
      reasonAgainst(actor, alertsAccess, 'source.change') ??
      reasonAgainstSide(actor.side, row.side) ??
      retiredReason(row) ??
      (true as const),
  };
}

function retiredReason(row: SourceRow): string | null {
  return row.retiredAt === null ? null : 'This source is retired.';
}

/** PostgreSQL writes `+00:00` in JSON; everything else on the wire says Z. */
function isoOf(text: string): string {
  return Temporal.Instant.from(text).toString();
}

/** The record tells that a mapping or rules changed, not what they say: they may be long. */
function told(settings: SourceSettings): Record<string, unknown> {
  const { mapping, rules, priorities: _priorities, ...rest } = settings;
  return { ...rest, mapping: mapping !== null, rules: rules.map((rule) => rule.name) };
}

function addressOf(context: Edge, token: string): string {
  const base = context.config.publicUrl ?? `http://${context.headers.get('host') ?? 'localhost'}`;
  return `${base.replace(/\/$/, '')}/in/alerts/${token}`;
}

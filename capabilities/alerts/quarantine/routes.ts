/**
 * Routes of the quarantine: what came, why it could not be read, and taking it in after all. A replay reads the body as
 * its source does now, or through another format or mapping, and commits it as the intake would; who asked for it stands
 * in the record. Replaying a body whose alerts are known already changes nothing but their count.
 */
import { implement } from '@orpc/server';
import { authorise, load, reasonAgainst } from '@tandem/platform/access/access.ts';
import type { Ctx, MemberActor } from '@tandem/platform/access/actor.ts';
import { cursorOf, cursorParts } from '@tandem/platform/http/cursor.ts';
import type { Edge } from '@tandem/platform/http/edge.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { z } from 'zod';
import { alertsAccess } from '../access.ts';
import { alertsContract } from '../contract.ts';
import { bodySettled, eventsOfChange, recordEvents } from '../events.ts';
import { readText } from '../formats/index.ts';
import { takeSignals } from '../intake/index.ts';
import { lockIntake, selectSourceInForce } from '../intake/store.ts';
import { compileRouting, draftRoute } from '../routing/rules.ts';
import { bodyBytesKept, type EntryRow, entryThing, selectEntries, updateEntrySettled } from './store.ts';

const on = implement(alertsContract.quarantine).$context<Edge>();

export const quarantineRoutes = {
  list: on.list.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      authorise(ctx, alertsAccess, 'quarantine.read');
      const after = input.after === undefined ? null : cursorPlace(cursorParts(input.after, 2));
      const filter = { sourceId: input.sourceId ?? null, settled: input.state === 'settled', after, limit: input.limit + 1 };
      const rows = await selectEntries(ctx, filter);
      const shown = rows.slice(0, input.limit);
      const last = shown.at(-1);
      return {
        items: shown.map(showEntry),
        next: rows.length > input.limit && last ? cursorOf([last.lastAt.toString(), last.id]) : null,
      };
    }),
  ),
  read: on.read.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { row } = await load(ctx, alertsAccess, entryThing, input.entryId, 'quarantine.read');
      const may =
        reasonAgainst(ctx.actor, alertsAccess, 'quarantine.settle') ?? reasonAgainstReplay(row)?.message ?? (true as const);
      return { ...showEntry(row), body: row.body.toString('utf8'), may };
    }),
  ),
  replay: on.replay.handler(async ({ input, context }) => {
    const { row, by } = await context.enter(input.engagementId, async (ctx) => {
      const found = await load(ctx, alertsAccess, entryThing, input.entryId, 'quarantine.settle');
      const reason = reasonAgainstReplay(found.row);
      if (reason !== null) throw reason;
      return { row: found.row, by: ctx.actor };
    });
    return context.asSystem(input.engagementId, 'alert intake', (ctx) => replay(ctx, row, by, input));
  }),
  dismiss: on.dismiss.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { row, proof } = await load(ctx, alertsAccess, entryThing, input.entryId, 'quarantine.settle');
      if (!(await updateEntrySettled(ctx, proof, 'dismissed', row.id, ctx.actor.memberId))) throw settled();
      await recordEvents(ctx, [bodySettled(row.id, 'dismissed', named(ctx.actor), [])]);
      return showEntry({ ...row, state: 'dismissed' });
    }),
  ),
};

const place = z.tuple([z.iso.datetime({ offset: true }), z.uuid()]);

/** A cursor is a stranger's text like any other: what is no place in the list is refused before a statement sees it. */
function cursorPlace(parts: readonly string[]): readonly string[] {
  const found = place.safeParse(parts);
  if (!found.success)
    throw new Refusal('invalid-input', 'This page of the list is not known. Start from its first page.', 'after');
  return found.data;
}

/** Commits what the body says. Refuses with the reader's own code when it still cannot be read. */
async function replay(
  ctx: Ctx,
  entry: EntryRow,
  by: MemberActor,
  asked: { format?: 'auto' | 'alertmanager' | 'grafana' | 'plain' | 'mapping' | undefined; mapping?: string | null | undefined },
) {
  const proof = authorise(ctx, alertsAccess, 'alert.take-in');
  const source = await selectSourceInForce(ctx, entry.sourceId);
  if (source === undefined) throw new Refusal('source-retired', 'The source of this body is retired.', null);
  const settings = {
    format: asked.format ?? (asked.mapping == null ? source.format : ('mapping' as const)),
    mapping: asked.mapping ?? source.mapping,
  };
  const reading = await readText(settings, entry.body.toString('utf8'), ctx.now);
  const [wrong] = reading.rejected;
  if (wrong !== undefined) throw new Refusal(wrong.code, wrong.message, wrong.field);
  await lockIntake(ctx, proof, []);
  if (!(await updateEntrySettled(ctx, proof, 'replayed', entry.id, by.memberId))) throw settled();
  const routing = compileRouting(source.rules, source.priorities);
  const incoming = reading.signals.map((signal) => ({ source, signal, draft: draftRoute(routing, signal.labels) }));
  const changes = await takeSignals(ctx, proof, incoming);
  const alertIds = changes.map((change) => change.alert.id);
  await recordEvents(ctx, [bodySettled(entry.id, 'replayed', named(by), alertIds), ...changes.flatMap(eventsOfChange)]);
  return { alerts: changes.map((change) => ({ id: change.alert.id, outcome: change.kind })) };
}

function reasonAgainstReplay(row: EntryRow): Refusal | null {
  if (row.state !== 'waiting') return settled();
  if (row.bytes > row.body.length)
    return new Refusal(
      'quarantine-cut',
      'Only the beginning of this body was kept, so it cannot be taken in. Ask its sender to send it in smaller parts.',
      null,
    );
  return null;
}

function settled(): Refusal {
  return new Refusal('quarantine-settled', 'Somebody dealt with this body already.', null);
}

function named(actor: MemberActor): { memberId: string; name: string } {
  return { memberId: actor.memberId, name: actor.name };
}

function showEntry(row: Omit<EntryRow, 'body'>) {
  const { id, sourceId, sourceName, state, code, field, message, bytes, contentType, count } = row;
  const cut = bytes > bodyBytesKept;
  return {
    id,
    sourceId,
    sourceName,
    state,
    code,
    field,
    message,
    bytes,
    cut,
    contentType,
    firstAt: row.firstAt.toString(),
    lastAt: row.lastAt.toString(),
    count,
  };
}

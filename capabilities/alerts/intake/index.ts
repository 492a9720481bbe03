/**
 * The intake's transaction: everything that a batch of deliveries does is committed together or not at all (alerts,
 * their history, decisions with receipts, quarantine, pulse, audit, outbox), in a dozen statements however large the
 * batch. A delivery is answered only after the commit, so a 2xx means that it is kept.
 *
 * Tokens are checked here, inside the transaction: a token that was revoked, or a source that was changed, since the
 * delivery was read is noticed in every process at once, whatever any process remembers.
 */
import type { Engagement } from '@tandem/core/responsibility/compile.ts';
import { checkFacts, validateFacts } from '@tandem/core/responsibility/facts.ts';
import type { Facts } from '@tandem/core/responsibility/model.ts';
import { authorise, type Proof } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import { type Entry, receiptsAdd } from '@tandem/platform/record/record.ts';
import { registerByNames } from '../../engagements/index.ts';
import { liveDecider } from '../../responsibility/index.ts';
import { alertsAccess } from '../access.ts';
import { bodyQuarantined, eventsOfChange, recordEvents } from '../events.ts';
import type { Signal } from '../formats/rules.ts';
import { silenceDraft, silenceSignal } from '../heartbeats/rules.ts';
import { makeRoom, type Refused, upsertEntries } from '../quarantine/store.ts';
import {
  compileRouting,
  type Draft,
  draftRoute,
  namesAsked,
  type Register,
  type Route,
  type Routing,
  resolveRoute,
  withoutScope,
} from '../routing/rules.ts';
import { expectedBy, type SourceSettings } from '../sources/rules.ts';
import { type Change, type Decision, planArrivals } from './rules.ts';
import {
  addToPulses,
  insertAlerts,
  insertEvents,
  lockIntake,
  type PulseAdd,
  type SourceInForce,
  selectNewest,
  updateAlerts,
} from './store.ts';

/** One body that a sender posted, read. */
export interface Delivery {
  tokenId: string;
  source: SourceInForce;
  routing: Routing;
  signals: readonly Signal[];
  refused: readonly Refused[];
}

export type Outcome =
  /** The token is no longer good. */
  | { kind: 'gone' }
  /** The source was changed after the delivery was read; read it again. */
  | { kind: 'outdated' }
  /** `lost`: the quarantine had no room for what could not be read. */
  | { kind: 'kept'; changes: Change[]; lost: boolean };

/** A word about an alert, with what its source's rules make of it. */
export interface Incoming {
  source: SourceInForce;
  signal: Signal;
  draft: Draft;
}

/** Commits a batch of one engagement with the caller's transaction; one outcome for each delivery, in order. */
export async function takeDeliveries(ctx: Ctx, deliveries: readonly Delivery[]): Promise<Outcome[]> {
  const proof = authorise(ctx, alertsAccess, 'alert.take-in');
  const tokens = await lockIntake(ctx, proof, [...new Set(deliveries.map((delivery) => delivery.tokenId))]);
  const standingOf = ({ tokenId, source }: Delivery) => {
    const token = tokens.get(tokenId);
    return token === undefined ? 'gone' : token.revision === source.revision ? 'good' : 'outdated';
  };
  const good = deliveries.filter((delivery) => standingOf(delivery) === 'good');
  const broken = new Set(
    good
      .filter((delivery) => tokens.get(delivery.tokenId)?.silentSince != null && isRead(delivery))
      .map((delivery) => delivery.source),
  );
  const ends = [...new Map([...broken].map((source) => [source.id, source])).values()].map(endOfSilence);
  const changes = await takeSignals(ctx, proof, [...ends, ...good.flatMap(incomingOf)]);
  const kept = await keepRefused(ctx, proof, good);
  await addToPulses(ctx, proof, pulsesOf(good, ctx.now));
  await recordEvents(ctx, [...changes.flatMap(eventsOfChange), ...kept.entries]);
  let taken = ends.length;
  return deliveries.map((delivery) => {
    const standing = standingOf(delivery);
    if (standing !== 'good') return { kind: standing };
    const own = changes.slice(taken, taken + delivery.signals.length);
    taken += delivery.signals.length;
    return { kind: 'kept', changes: own, lost: delivery.refused.some(() => kept.full.has(delivery.source.id)) };
  });
}

function incomingOf({ source, routing, signals }: Delivery): Incoming[] {
  return signals.map((signal) => ({ source, signal, draft: draftRoute(routing, signal.labels) }));
}

/** A body without an alert is read all the same when it is a beat, or a mapping that says "nothing here". */
function isRead(delivery: Delivery): boolean {
  return delivery.signals.length > 0 || delivery.refused.length === 0;
}

/** The word that ends a source's silence. */
export function endOfSilence(source: SourceInForce): Incoming {
  return { source, signal: silenceSignal(source, 'resolved', source.heartbeat), draft: silenceDraft(source.heartbeat) };
}

/**
 * Applies words about alerts, under the intake's lock: alerts, history, decisions and receipts are written; the events
 * are the caller's to record, with what else the transaction does.
 */
export async function takeSignals(ctx: Ctx, proof: Proof<'alert.take-in'>, incoming: readonly Incoming[]): Promise<Change[]> {
  if (incoming.length === 0) return [];
  const register = await loadRegister(
    ctx,
    incoming.map(({ draft }) => draft),
  );
  const decider = await loadDecider(ctx);
  const identities = new Map(
    incoming.map(({ source, signal }) => [
      `${source.id} ${signal.fingerprint}`,
      { sourceId: source.id, fingerprint: signal.fingerprint },
    ]),
  );
  const held = await selectNewest(ctx, [...identities.values()]);
  const arrivals = incoming.map(({ source, signal, draft }) => {
    const route = resolveRoute(draft, register, ctx.now);
    return { source, signal, route: { ...route, facts: decider.askable(route.facts) } };
  });
  const plan = planArrivals(arrivals, held, decider.decide, ctx.now);
  await keepReceipts(ctx, plan.changes);
  await updateAlerts(ctx, proof, plan.updates);
  await insertAlerts(ctx, proof, plan.inserts);
  await insertEvents(ctx, proof, plan.changes.filter((change) => change.isTold).map(eventOf));
  return plan.changes;
}

/** What the intake would make of these signals at `at`; writes nothing. One for each signal, in order. */
export async function previewSignals(
  ctx: Ctx,
  settings: Pick<SourceSettings, 'rules' | 'priorities'>,
  signals: readonly Signal[],
  at: Temporal.Instant,
): Promise<{ route: Route; decision: Decision }[]> {
  const routing = compileRouting(settings.rules, settings.priorities);
  const drafts = signals.map((signal) => draftRoute(routing, signal.labels));
  const register = await loadRegister(ctx, drafts);
  const decider = await loadDecider(ctx);
  return drafts.map((draft) => {
    const route = resolveRoute(draft, register, at);
    return { route, decision: decider.decide(decider.askable(route.facts)) };
  });
}

async function loadRegister(ctx: Ctx, drafts: readonly Draft[]): Promise<Register> {
  const names = namesAsked(drafts);
  const { assets, apps } = await registerByNames(ctx, names);
  return {
    assets: new Map(assets.map((asset) => [asset.name.toLowerCase(), asset])),
    apps: new Map(apps.map((app) => [app.name.toLowerCase(), app])),
  };
}

interface Decider {
  /** The same question without what the agreement cannot be asked about: a site that it does not have. */
  askable(facts: Facts): Facts;
  decide(facts: Facts): Decision;
}

/** Questions are answered from the agreement that counts in this transaction. */
async function loadDecider(ctx: Ctx): Promise<Decider> {
  const decider = await liveDecider(ctx);
  if (decider === null) return { askable: (facts) => facts, decide: (facts) => ({ facts, answer: null, contentHash: null }) };
  return { askable: (facts) => askableFacts(decider.engagement, facts), decide: decider.decide };
}

function askableFacts(engagement: Engagement, facts: Facts): Facts {
  const { site: _site, ...anywhere } = facts;
  const placed = checkFacts(engagement, facts).length === 0 ? facts : anywhere;
  return validateFacts(placed).ok ? placed : withoutScope(facts);
}

async function keepReceipts(ctx: Ctx, changes: readonly Change[]): Promise<void> {
  const decided = changes.flatMap((change) => {
    const { decision } = change;
    if (decision === null || decision.answer === null || decision.contentHash === null) return [];
    return [
      {
        change,
        receipt: { kind: 'who' as const, contentHash: decision.contentHash, input: decision.facts, output: decision.answer },
      },
    ];
  });
  const ids = await receiptsAdd(
    ctx,
    decided.map(({ receipt }) => receipt),
  );
  for (const [index, { change }] of decided.entries()) {
    change.receiptId = ids[index] ?? null;
    change.alert.receiptId = change.receiptId;
  }
}

function eventOf({ alert, kind, count, priority, receiptId }: Change) {
  return { alertId: alert.id, kind, count, priority, receiptId };
}

/** Keeps what could not be read, where there is room. `full`: sources that have none left. */
async function keepRefused(
  ctx: Ctx,
  proof: Proof<'alert.take-in'>,
  deliveries: readonly Delivery[],
): Promise<{ entries: Entry[]; full: Set<string> }> {
  const all = new Map(
    deliveries
      .flatMap((delivery) => delivery.refused)
      .map((refused) => [`${refused.sourceId} ${refused.bodyHash} ${refused.code}`, refused]),
  );
  if (all.size === 0) return { entries: [], full: new Set() };
  const room = await makeRoom(ctx, proof, [...new Set([...all.values()].map((refused) => refused.sourceId))]);
  const full = new Set([...room].filter(([, left]) => left <= 0).map(([id]) => id));
  const fitting = [...all.values()].filter((refused) => !full.has(refused.sourceId));
  const kept = await upsertEntries(ctx, proof, fitting);
  return { entries: kept.filter((entry) => entry.isNew).map(bodyQuarantined), full };
}

function pulsesOf(deliveries: readonly Delivery[], now: Temporal.Instant): PulseAdd[] {
  const bySource = new Map<string, PulseAdd>();
  for (const delivery of deliveries) {
    const { source } = delivery;
    const nothing = { sourceId: source.id, deliveries: 0, alerts: 0, refused: 0, expectedBy: expectedBy(source.heartbeat, now) };
    const add = bySource.get(source.id) ?? nothing;
    bySource.set(source.id, {
      ...add,
      deliveries: add.deliveries + (isRead(delivery) ? 1 : 0),
      alerts: add.alerts + delivery.signals.length,
      refused: add.refused + delivery.refused.length,
    });
  }
  return [...bySource.values()];
}

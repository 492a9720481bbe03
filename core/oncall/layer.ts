/**
 * One layer of a rota: an ordered list of turns on a grid of hand-offs, kept to certain hours.
 *
 * A restriction does not consume turns: a step of the grid in which the layer is not on duty passes without anybody's
 * turn passing, so a weekday rota never loses a person's day to a weekend. Turns have effective dates and the list is
 * walked from the anchor, always to the next turn that is in effect, so adding or removing a person changes nothing
 * before that date. A turn in progress is finished by whoever holds it.
 */

import type { EpochMs, Span } from '../calendar/model.ts';
import type { Duty } from './duty.ts';
import { allowedSpans, type Restriction } from './restriction.ts';
import { handoff, type Rotation, stepsOver } from './rotation.ts';

export interface Turn {
  id: string;
  /** Primary first; two people on one turn are primary and secondary. */
  people: string[];
  /** In effect for hand-offs in [from, to); a missing end is open. */
  from?: EpochMs;
  to?: EpochMs;
}

export interface Layer {
  rotation: Rotation;
  turns: Turn[];
  restrictions: Restriction[];
  /** Nobody is on duty before it; the anchor when missing. */
  startsAt?: EpochMs;
}

/** The stretches inside [from, to) in which the layer has somebody on duty, in order. */
export function layerDuties(layer: Layer, from: EpochMs, to: EpochMs): Duty[] {
  const { rotation, restrictions } = layer;
  const start = Math.max(layer.startsAt ?? Number.NEGATIVE_INFINITY, handoff(rotation, 0));
  if (to <= start || layer.turns.length === 0) return [];
  const allowed = allowedSpans(rotation.zone, restrictions, start, to);
  // Days, weeks and months are counted one by one, so that a turn of two days is two days on which the layer is on duty.
  const counted = rotation.unit !== 'hour';
  const stepsPerTurn = counted ? rotation.length : 1;
  const walk = walkTurns(layer.turns, stepsPerTurn);
  const duties: Duty[] = [];
  let next = 0;
  for (const step of stepsOver(counted ? { ...rotation, length: 1 } : rotation, start, to)) {
    while (next < allowed.length && allowed[next]!.to <= step.from) next++;
    const hours = overlaps(allowed, next, step);
    const turn = hours.length > 0 ? walk(step.from) : null;
    if (turn) duties.push(...hours.map((span): Duty => ({ ...span, people: turn.people })));
  }
  return duties
    .map((duty) => ({ ...duty, from: Math.max(duty.from, from), to: Math.min(duty.to, to) }))
    .filter((duty) => duty.from < duty.to);
}

/** Whose turn it is at each step in order: the same for `stepsPerTurn` steps, then the next one that is in effect. */
function walkTurns(turns: readonly Turn[], stepsPerTurn: number): (at: EpochMs) => Turn | null {
  let position = -1;
  let held = stepsPerTurn;
  return (at) => {
    const inEffect = (turn: Turn | undefined) => turn !== undefined && (turn.from ?? at) <= at && (turn.to ?? at + 1) > at;
    if (held < stepsPerTurn && inEffect(turns[position])) {
      held++;
      return turns[position]!;
    }
    for (let ahead = 1; ahead <= turns.length; ahead++) {
      const candidate = (position + ahead) % turns.length;
      if (!inEffect(turns[candidate])) continue;
      position = candidate;
      held = 1;
      return turns[candidate]!;
    }
    return null;
  };
}

/** The parts of `span` that the sorted `allowed` spans cover, starting to look at `first`. */
function overlaps(allowed: readonly Span[], first: number, span: Span): Span[] {
  const parts: Span[] = [];
  for (let i = first; i < allowed.length && allowed[i]!.from < span.to; i++) {
    const [from, to] = [Math.max(allowed[i]!.from, span.from), Math.min(allowed[i]!.to, span.to)];
    if (from < to) parts.push({ from, to });
  }
  return parts;
}

/**
 * An escalation as a plan: who is paged how long after the start, if nobody answers. A step with nobody on call costs
 * no time: the next one is paged at once, and the empty step is reported, because somebody believes it is covered.
 *
 * Whether a page starts at all is decided once, when the alert arrives: maintenance keeps a new alert from paging, and
 * leaves a page that has begun, with its steps and each person's own contact rules, to run to its end.
 */

import { minuteMs } from '../calendar/civil.ts';
import type { EpochMs, Span } from '../calendar/model.ts';

export interface EscalationStep {
  /** Resolved when the page starts; empty when nobody is on call. */
  people: string[];
  /** How long this step has before the next one is paged. */
  delayMinutes: number;
}

export interface PlannedPage {
  /** Index of the step in the policy. */
  step: number;
  afterMinutes: number;
  people: string[];
}

export interface EscalationPlan {
  pages: PlannedPage[];
  /** Indexes of steps with nobody on call: coverage findings. */
  emptySteps: number[];
  /** When the last step's time is over and nobody is left to page; 0 when there was nobody at all. */
  endsAfterMinutes: number;
}

export function escalationPlan(steps: readonly EscalationStep[]): EscalationPlan {
  const plan: EscalationPlan = { pages: [], emptySteps: [], endsAfterMinutes: 0 };
  for (const [step, { people, delayMinutes }] of steps.entries()) {
    if (people.length === 0) {
      plan.emptySteps.push(step);
      continue;
    }
    plan.pages.push({ step, afterMinutes: plan.endsAfterMinutes, people });
    plan.endsAfterMinutes += delayMinutes;
  }
  return plan;
}

/** One attempt to reach one person. */
export interface PlannedContact {
  at: EpochMs;
  person: string;
}

/**
 * Every attempt that an alert leads to if nobody answers, in order; none when it arrives inside maintenance.
 * `delaysOf` gives a person's own contact rules as minutes after they are paged.
 */
export function plannedContacts(
  arrivedAt: EpochMs,
  steps: readonly EscalationStep[],
  delaysOf: (person: string) => readonly number[],
  maintenance: readonly Span[],
): PlannedContact[] {
  if (maintenance.some((span) => span.from <= arrivedAt && arrivedAt < span.to)) return [];
  const contacts = escalationPlan(steps).pages.flatMap(({ afterMinutes, people }) =>
    people.flatMap((person) => delaysOf(person).map((delay) => ({ at: arrivedAt + (afterMinutes + delay) * minuteMs, person }))),
  );
  return contacts.sort((a, b) => a.at - b.at);
}

/**
 * Topics about escalation. Two expectations are sentences; the runner plays the scene that each describes and says the
 * sentence only if the scene came out that way.
 */

import { minuteMs } from '@tandem/core/calendar/civil.ts';
import { type EscalationStep, escalationPlan, plannedContacts } from '@tandem/core/oncall/escalation.ts';
import type { Topic } from './topic.ts';

interface StepText {
  step: number;
  person?: string;
  who?: string;
  delay_min?: number;
}

function readSteps(policy: StepText[]): EscalationStep[] {
  return policy.map(({ person, who, delay_min = 0 }) => {
    const holder = person ?? who;
    return { people: holder === undefined || holder === 'nobody on call' ? [] : [holder], delayMinutes: delay_min };
  });
}

type TimingRow = { t_min: number } | { maintenance: string };

function timing({ policy }: { policy: StepText[] }, rows: TimingRow[]): unknown {
  const steps = readSteps(policy);
  const { pages } = escalationPlan(steps);
  return rows.map((row) => {
    if (!('t_min' in row)) return { maintenance: maintenanceScene(steps) };
    const page = pages.find(({ afterMinutes }) => afterMinutes === row.t_min);
    return { t_min: row.t_min, paged: page?.people.join(' ') ?? null };
  });
}

/** The first person is contacted at once and again after five minutes; maintenance is set one minute after the page. */
function maintenanceScene(steps: EscalationStep[]): string {
  const maintenance = [{ from: minuteMs, to: 60 * minuteMs }];
  const contacts = (arrivedAt: number) => plannedContacts(arrivedAt, steps, () => [0, 5], maintenance);
  const first = steps[0]?.people[0];
  const fires = contacts(0).some(({ at, person }) => at === 5 * minuteMs && person === first);
  return fires && contacts(2 * minuteMs).length === 0
    ? 'set after first page: the personal 5-minute rule still fires; a NEW alert during maintenance pages nobody'
    : 'a page that has begun is cut short, or a new alert pages somebody';
}

function emptyStep({ policy }: { policy: StepText[] }, expect: Record<string, unknown>): unknown {
  const { pages, emptySteps } = escalationPlan(readSteps(policy));
  const answers = Object.keys(expect).map((key): [string, unknown] => {
    const person = /^(.+)_paged_at_min$/.exec(key)?.[1];
    if (person !== undefined) return [key, pages.find(({ people }) => people.includes(person))?.afterMinutes ?? null];
    return [key, emptySteps.length > 0 ? 'recorded as a coverage finding' : 'not recorded'];
  });
  return Object.fromEntries(answers);
}

export const escalationTopics: Record<string, Topic> = { 'escalation-timing': timing, 'empty-step': emptyStep };

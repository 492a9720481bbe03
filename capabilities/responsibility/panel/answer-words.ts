/**
 * An answer of the decision core in one sentence, and its authority in a few lines. Pure. Nothing is said that the
 * answer does not hold: no owner is implied where there is a gap, and blocked work still names its owner.
 */

import type { Names } from '@tandem/platform/ui/names.ts';
import type { SentencePart } from '@tandem/platform/ui/sentence.tsx';
import { type EpochMs, formatWall, instantMs, minuteMs } from '@tandem/platform/ui/time-words.ts';
import type { Answer } from './agreement.ts';

/** `Security operations has it, and asks Sam Ortiz first.` */
export function answerSentence(answer: Answer, names: Names, zone: string): SentencePart[] {
  if (answer.gap) return gapSentence(answer, names);
  const who = nameList(answer.who, names);
  switch (answer.mode) {
    case 'queue':
      return [
        'It waits for ',
        ...who,
        answer.workStartsAt ? ` until ${formatWall(instantMs(answer.workStartsAt), zone, 'moment')}.` : '.',
      ];
    case 'page':
      return [...who, ' is woken now.'];
    case 'approve-then-act':
      return answer.approvers.length > 0
        ? [
            ...who,
            ' has it, and asks ',
            ...nameList(answer.approvers.slice(0, answer.approve === 'all' ? undefined : 1), names),
            ' first.',
          ]
        : [...who, ' has it, and nobody can be asked.'];
    case 'vendor-case':
      return [...who, ' has it, and opens a case with the vendor.'];
    case 'advise':
      return [...who, ' supports; the other side owns it.'];
    default:
      return [...who, answer.blocked ? ' has it, and may not act yet.' : ' has it, and starts at once.'];
  }
}

function gapSentence(answer: Answer, names: Names): SentencePart[] {
  const nobody: SentencePart[] = [{ side: 'gap', text: 'Nobody' }, ' owns this.'];
  if (!answer.holder) return nobody;
  return [...nobody, ' Until the agreement says who does, ', namePart(answer.holder, names), ' holds it.'];
}

function namePart(id: string, names: Names): SentencePart {
  const side = names.sideOf(id);
  return side ? { side, text: names.of(id) } : names.of(id);
}

function nameList(ids: readonly string[], names: Names): SentencePart[] {
  if (ids.length === 0) return ['Nobody'];
  return ids.flatMap((id, index) => {
    const joint = index === 0 ? [] : [index === ids.length - 1 ? ' and ' : ', '];
    return [...joint, namePart(id, names)];
  });
}

export interface ApprovalStep {
  who: string;
  at: EpochMs;
}

/**
 * When each approver of a chain is asked: the first at `at`, each next one a step later; with `approve: all`, or without
 * a step, everybody at once. `exhaustedAt` is when the last one's time is over and the fail-safe may apply.
 */
export function approvalSteps(
  answer: Answer,
  at: EpochMs,
  stepMinutes: number | null,
): { steps: ApprovalStep[]; exhaustedAt: EpochMs | null } {
  const pause = answer.approve === 'all' || stepMinutes === null ? 0 : stepMinutes * minuteMs;
  const steps = answer.approvers.map((who, index) => ({ who, at: at + index * pause }));
  const last = steps.at(-1);
  return { steps, exhaustedAt: stepMinutes === null || !last ? null : last.at + stepMinutes * minuteMs };
}

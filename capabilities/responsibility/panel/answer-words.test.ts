import type { Names } from '@tandem/platform/ui/names.ts';
import { describe, expect, it } from 'vitest';
import type { Answer } from './agreement.ts';
import { answerSentence, approvalSteps } from './answer-words.ts';

const names: Names = {
  read: (text) => text,
  readAbout: (text) => text,
  of: (id) =>
    ({ dana: 'Dana Ruiz', soc: 'Security operations', noc: 'Operations centre', sam: 'Sam Ortiz', pat: 'Pat Lowe' })[id] ?? id,
  short: (id) => id,
  sideOf: (id) => (id === 'soc' || id === 'noc' ? 'provider' : 'internal'),
  functionOf: (id) => id,
  groupOf: () => '',
};

const base: Answer = {
  window: 'weekend',
  version: '3',
  row: 'A-07',
  function: 'ir-server-containment',
  priority: 'P1',
  mode: 'act',
  responsible: 'provider',
  who: ['soc'],
  accountable: 'pat',
  approvers: [],
  approve: 'any',
  allowedNow: [],
  mustNot: [],
  failSafe: null,
  inform: [],
  blocked: null,
  gap: false,
  holder: null,
  conflict: [],
  responseDueAt: null,
  workStartsAt: null,
  trace: [],
};

const say = (change: Partial<Answer>): string =>
  answerSentence({ ...base, ...change }, names, 'America/Chicago')
    .map((part) => (typeof part === 'string' ? part : part.text))
    .join('');

describe('answerSentence', () => {
  it.each<[Partial<Answer>, string]>([
    [{}, 'Security operations has it, and starts at once.'],
    [{ blocked: { because: 'x', page: [] } }, 'Security operations has it, and may not act yet.'],
    [{ mode: 'approve-then-act', approvers: ['sam', 'pat'] }, 'Security operations has it, and asks Sam Ortiz first.'],
    [
      { mode: 'approve-then-act', approvers: ['sam', 'pat'], approve: 'all' },
      'Security operations has it, and asks Sam Ortiz and Pat Lowe first.',
    ],
    [{ mode: 'approve-then-act' }, 'Security operations has it, and nobody can be asked.'],
    [
      { mode: 'queue', who: ['dana'], workStartsAt: '2027-06-01T08:00:00-05:00' },
      'It waits for Dana Ruiz until Tue 1 Jun, 08:00.',
    ],
    [{ mode: 'page', who: ['dana'] }, 'Dana Ruiz is woken now.'],
    [
      { mode: 'gap', gap: true, responsible: null, who: [], holder: 'noc' },
      'Nobody owns this. Until the agreement says who does, Operations centre holds it.',
    ],
    [{ mode: 'gap', gap: true, responsible: null, who: [] }, 'Nobody owns this.'],
  ])('%j', (change, sentence) => {
    expect(say(change)).toBe(sentence);
  });

  it('colours each name by its side', () => {
    expect(answerSentence({ ...base, mode: 'approve-then-act', approvers: ['sam'] }, names, 'UTC')).toContainEqual({
      side: 'internal',
      text: 'Sam Ortiz',
    });
  });
});

describe('approvalSteps', () => {
  const chain = { ...base, mode: 'approve-then-act' as const, approvers: ['sam', 'pat'] };

  it('asks one after the other and says when the chain is exhausted', () => {
    expect(approvalSteps(chain, 0, 10)).toEqual({
      steps: [
        { who: 'sam', at: 0 },
        { who: 'pat', at: 600_000 },
      ],
      exhaustedAt: 1_200_000,
    });
  });

  it('asks everybody at once when all must agree', () => {
    expect(approvalSteps({ ...chain, approve: 'all' }, 0, 10).steps.map((step) => step.at)).toEqual([0, 0]);
  });

  it('knows no end without a step or without anybody to ask', () => {
    expect(approvalSteps(chain, 0, null).exhaustedAt).toBeNull();
    expect(approvalSteps(base, 0, 10)).toEqual({ steps: [], exhaustedAt: null });
  });
});

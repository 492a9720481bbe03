/**
 * The proof against `who`, on small worlds in which everything meets: what it finds is so, what it does not find is
 * not so, at any instant, for any scope, with anybody missing.
 */
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { parseTime } from '../calendar/zone.ts';
import type { Engagement } from './compile.ts';
import { compile } from './compile.ts';
import type { Answer, EngagementFile, Facts, Finding, FindingKind } from './model.ts';
import { priorities } from './model.ts';
import type { ProofResult } from './prove.ts';
import { prove } from './prove.ts';
import { anyFacts, firstDay, lastDay, smallWorld } from './small-world.test.ts';
import { who } from './who.ts';

// Random runs are long on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const span = { from: firstDay, to: lastDay };
const withoutAnybody = ({ absent: _, ...facts }: Facts): Facts => facts;

/** What asking at the witness must show. Kinds that are about the file and not about an answer are not asked. */
function confirm(engagement: Engagement, finding: Finding): void {
  const facts = finding.witness!;
  const answer = who(engagement, facts);
  const ask = (changes: Partial<Facts>) => who(engagement, { ...facts, ...changes });
  const isOneOf = (row: string | null) => row !== null && finding.rows.includes(row);
  const checks: Record<FindingKind, () => boolean> = {
    gap: () => answer.gap && answer.row === null,
    conflict: () => finding.rows.every((row) => answer.conflict.includes(row)),
    unstaffed: () => isOneOf(answer.row) && (answer.gap || answer.who.length > 0),
    unreachable: () => answer.who.length + answer.approvers.length > 0,
    'duty-without-authority': () =>
      answer.blocked !== null ||
      (answer.mode === 'approve-then-act' && answer.approvers.length === 0) ||
      (answer.mode === 'act' && ['approve-then-act', 'gap'].includes(ask({ touched: true }).mode)),
    'no-fail-safe': () => answer.mode === 'approve-then-act' && answer.failSafe === null && facts.priority === 'P1',
    'self-cover': () => answer.gap && isOneOf(answer.row) && !who(engagement, withoutAnybody(facts)).gap,
    'single-holder': () => answer.gap && isOneOf(answer.row) && !who(engagement, withoutAnybody(facts)).gap,
    'dead-row': () => false,
    'out-of-hours-duty': () => answer.window !== 'business-hours' && !answer.gap && answer.mode !== 'queue',
    'not-monotone': () => priorities.some((priority) => isTreatedLater(ask({ priority }), answer)),
    'escalation-ends': () => answer.mode === 'page',
    expired: () => answer.version === null,
    stale: () => true,
  };
  expect([finding.kind, checks[finding.kind]()]).toEqual([finding.kind, true]);
}

const delays: Record<Answer['mode'], number> = {
  act: 0,
  page: 0,
  'vendor-case': 0,
  'approve-then-act': 1,
  queue: 2,
  advise: 3,
  gap: 3,
};

/** Whether the first, of a higher priority, begins or is due later than the second. */
function isTreatedLater(higher: Answer, lower: Answer): boolean {
  if (higher.priority >= lower.priority) return false;
  const due = (answer: Answer) => (answer.responseDueAt === null ? null : Date.parse(answer.responseDueAt));
  const [high, low] = [due(higher), due(lower)];
  return delays[lower.mode] < delays[higher.mode] || (low !== null && high !== null && low < high);
}

describe('every finding', () => {
  test('is confirmed by asking at its witness, inside the time it names', () => {
    fc.assert(
      fc.property(smallWorld, (file) => {
        const engagement = compile(file);
        const { findings, spans } = prove(engagement, span);
        for (const [index, finding] of findings.entries()) {
          if (finding.kind === 'dead-row' || finding.witness === null) continue;
          confirm(engagement, finding);
          const at = Date.parse(finding.witness.at);
          expect(spans[index]!.some(({ from, to }) => at >= from && at < to)).toBe(true);
          expect(finding.minutesPerYear).toBeGreaterThan(0);
          expect(finding.witness.absent?.map(({ person }) => person) ?? []).toEqual(
            finding.without === null ? [] : [finding.without],
          );
        }
      }),
      { numRuns: 100, seed: 21 },
    );
  });
});

/** Whether some finding of these kinds speaks for the facts: for its function, its absence and its instant. */
function isFound({ findings, spans }: ProofResult, facts: Facts, kinds: FindingKind[], row: string | null): boolean {
  const at = Date.parse(facts.at);
  const [absent] = facts.absent ?? [];
  return findings.some((finding, index) => {
    if (!kinds.includes(finding.kind) || finding.severity === 'info') return false;
    if (finding.function !== null && finding.function !== facts.function) return false;
    if (finding.without !== null && finding.without !== absent?.person) return false;
    if (row !== null && finding.rows.length > 0 && !finding.rows.includes(row)) return false;
    return spans[index]!.some(({ from, to }) => at >= from && at < to);
  });
}

describe('everything wrong', () => {
  test('at any instant and scope, with anybody missing, is found', () => {
    fc.assert(
      fc.property(smallWorld, fc.array(anyFacts, { minLength: 10, maxLength: 40 }), (file, questions) => {
        const engagement = compile(file);
        const proof = prove(engagement, { ...span, functions: ['fix', 'other'] });
        const from = Date.parse(`${firstDay}T00:00-06:00`);
        for (const { vendor: _, amount: _amount, requester: _requester, absent, overflow, ...asked } of questions) {
          const [first] = absent ?? [];
          const facts: Facts = { ...asked, ...(first ? { absent: [{ person: first.person }] } : {}) };
          const at = Date.parse(facts.at);
          if (facts.function === 'neither' || at < from || at >= Date.parse(`${lastDay}T00:00-05:00`)) continue;
          const answer = who(engagement, { ...facts, overflow: { 'was-active': false, untouched: overflow?.untouched ?? 0 } });
          const about = JSON.stringify(facts);
          if (answer.version === null) expect([about, isFound(proof, facts, ['expired'], null)]).toEqual([about, true]);
          else if (answer.row === null) expect([about, isFound(proof, facts, ['gap'], null)]).toEqual([about, true]);
          else if (answer.gap) {
            expect([about, isFound(proof, facts, ['unstaffed', 'single-holder', 'self-cover'], answer.row)]).toEqual([
              about,
              true,
            ]);
          } else {
            checkFound(proof, facts, answer);
            if (answer.who.includes('noc')) checkTeam(file, proof, facts, answer);
          }
        }
      }),
      { numRuns: 100, seed: 22 },
    );
  });
});

function checkFound(proof: ProofResult, facts: Facts, answer: Answer): void {
  const about = JSON.stringify({ facts, answer });
  const expectFound = (kinds: FindingKind[]) => expect([about, isFound(proof, facts, kinds, answer.row)]).toEqual([about, true]);
  if (answer.conflict.length > 1) {
    const pair = proof.findings.some(
      ({ kind, rows }) => kind === 'conflict' && rows.every((row) => answer.conflict.includes(row)),
    );
    expect([about, pair]).toEqual([about, true]);
  }
  if (answer.mode === 'approve-then-act' && answer.approvers.length === 0) expectFound(['duty-without-authority']);
  if (answer.mode === 'approve-then-act' && answer.priority === 'P1' && answer.failSafe === null) expectFound(['no-fail-safe']);
}

/** Whether somebody stands behind team `noc`, whose rota is `night`, worked out from the file without the index. */
function isBehindTeam(file: EngagementFile, at: number, absent: Facts['absent']): boolean {
  const [rota] = file.rotas!;
  const time = (text: string, zone: string) => parseTime(zone, text)!;
  const isAway = (person: string) =>
    absent?.some((absence) => absence.person === person) === true ||
    file.absences!.some(({ person: id, from, to }) => {
      const chicago = 'America/Chicago';
      return id === person && at >= time(from, chicago) && (to === undefined || at < time(to, chicago));
    });
  const shifts = rota!.shifts!.filter(({ from, to }) => at >= time(from, rota!.timezone) && at < time(to, rota!.timezone));
  const present = shifts.flatMap(({ people }) => people).filter((person) => !isAway(person));
  return present.length > 0 || (rota!.fallback === 'cat' && !isAway('cat'));
}

function checkTeam(file: EngagementFile, proof: ProofResult, facts: Facts, answer: Answer): void {
  const takenUpAt = Date.parse(answer.workStartsAt ?? facts.at);
  if (isBehindTeam(file, takenUpAt, facts.absent)) return;
  expect([JSON.stringify(facts), isFound(proof, facts, ['unstaffed'], answer.row)]).toEqual([JSON.stringify(facts), true]);
}

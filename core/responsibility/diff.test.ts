/**
 * Differences are found by id, applied back exactly, and told in sentences.
 */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyEngagement } from './arbitrary.test.ts';
import { contentHash } from './canonical.ts';
import { applyDiff, describeChange, diffEngagements } from './diff.ts';
import type { EngagementFile } from './model.ts';
import { parseEngagement } from './parse.ts';

const text = readFileSync(new URL('../../examples/harbor.yaml', import.meta.url), 'utf8');

function harbor(edit: (text: string) => string = (same) => same): EngagementFile {
  const result = parseEngagement(edit(text), 'harbor.yaml');
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.file;
}

const base = harbor();
const sentences = (edit: (text: string) => string) => diffEngagements(base, harbor(edit)).map(describeChange);

describe('diffEngagements and applyDiff', () => {
  it('lead from any engagement to any other', () => {
    fc.assert(
      fc.property(anyEngagement, anyEngagement, (a, b) => {
        const changes = diffEngagements(a, b);
        expect(contentHash(applyDiff(a, changes))).toBe(contentHash(b));
        expect(changes.length === 0).toBe(contentHash(a) === contentHash(b));
        for (const change of changes) expect(describeChange(change)).toMatch(/^[A-Z].*[.…]$/s);
      }),
      { numRuns: 60, seed: 5 },
    );
  }, 30_000);

  it('find nothing between two orders of the same things', () => {
    const shuffled: EngagementFile = { ...base, people: base.people.toReversed(), matrix: base.matrix.toReversed() };
    expect(diffEngagements(base, shuffled)).toEqual([]);
    expect(diffEngagements(base, base)).toEqual([]);
  });

  it('leave the given engagement as it was', () => {
    const before = JSON.stringify(base);
    applyDiff(
      base,
      diffEngagements(
        base,
        harbor((t) => t.replace('step: 10m', 'step: 20m')),
      ),
    );
    expect(JSON.stringify(base)).toBe(before);
  });

  it('refuse a change that does not fit', () => {
    const changes = diffEngagements(
      base,
      harbor((t) => t.replace('step: 10m', 'step: 20m')),
    );
    const other = harbor((t) => t.replace('step: 10m', 'step: 30m'));
    expect(() => applyDiff(other, changes)).toThrow(RangeError);
    const added = {
      action: 'added' as const,
      steps: ['people', 'dana'],
      path: 'people.dana',
      after: { ...base.people[0], name: 'D' },
    };
    expect(() => applyDiff(base, [added])).toThrow(RangeError);
    expect(() => applyDiff(base, [{ ...added, action: 'removed', before: 1 }])).toThrow(RangeError);
    expect(() => applyDiff(base, [{ ...added, steps: ['people', 'dana', '__proto__'] }])).toThrow(RangeError);
    expect(() => applyDiff(base, [{ ...added, action: 'first', steps: ['sites'], after: 'nowhere' }])).toThrow(RangeError);
  });
});

describe('describeChange', () => {
  it('speaks of rows by version and field', () => {
    const changed = (t: string) =>
      t.replace('after-hours: {who: [msp-desk], mode: act}', 'after-hours: {who: [msp-noc], mode: page}');
    expect(sentences(changed)).toEqual([
      'Version 3, row A-03: after-hours mode changes from act to page.',
      'Version 3, row A-03: after-hours who changes from msp-desk to msp-noc.',
    ]);
    const withdrawn = (t: string) => t.replace(/ {2}- id: A-27\n( {4}.*\n)+/, '');
    expect(sentences(withdrawn)).toEqual(['Version 3, row A-27 is removed.']);
    const [sentence] = diffEngagements(harbor(withdrawn), base).map(describeChange);
    expect(sentence).toBe(
      'Version 3, row A-27 is added: st-expertise, business-hours msp-engineering (act), after-hours msp-engineering (queue), accountable dana.',
    );
  });

  it('speaks of a whole version', () => {
    const without = harbor((t) => t.slice(0, t.indexOf("- version: '4'")));
    expect(diffEngagements(without, base).map(describeChange)).toEqual([
      'Version 4 is added, signed 2027-06-14, in force from 2027-07-01: it amends version 3, withdraws A-11, gives A-11b (pt-schedule-approval).',
    ]);
  });

  it('speaks of people, targets, calendars, chains and absences', () => {
    expect(sentences((t) => t.replace('title: COO', 'title: CEO'))).toEqual(['Person sam: title changes from COO to CEO.']);
    expect(sentences((t) => t.replace('respond: 15m', 'respond: 30m'))).toEqual(['Targets: P1 respond changes from 15m to 30m.']);
    expect(sentences((t) => t.replace("  - '2026-01-19'\n", ''))).toEqual(['The holiday 2026-01-19 is removed.']);
    expect(sentences((t) => t.replace('mon: 08:00', 'mon: 07:00'))).toEqual([
      'Hours: mon changes from 08:00-17:00 to 07:00-17:00.',
    ]);
    expect(sentences((t) => t.replace('[dana, sam, pat]', '[dana, pat]'))).toEqual([
      'Approval: chain changes from dana, sam, pat to dana, pat.',
    ]);
    const away = (t: string) => t.replace('approval:', 'absences:\n- {person: dana, from: 2027-05-24}\napproval:');
    expect(sentences(away)).toEqual(['The section absences is added: person dana, from 2027-05-24.']);
    const more = (t: string) => away(t).replace('approval:', '- {person: sam, from: 2027-05-24, to: 2027-06-01}\napproval:');
    expect(diffEngagements(harbor(away), harbor(more)).map(describeChange)).toEqual([
      'The absence of sam from 2027-05-24 to 2027-06-01 is added.',
    ]);
  });

  it('names whoever comes once, by the id that the sentence begins with', () => {
    const more = (t: string) => t.replace('people:\n', 'people:\n- {id: kim, name: Kim Vale, side: internal, role: it}\n');
    expect(sentences(more)).toEqual(['Person kim is added: name Kim Vale, side internal, role it.']);
  });

  it('says which site becomes the default', () => {
    const two = (order: string[]) => (t: string) =>
      t.replace('- {id: main, timezone: America/Chicago}', order.map((id) => `- {id: ${id}, timezone: UTC}`).join('\n'));
    const changes = diffEngagements(harbor(two(['main', 'mill'])), harbor(two(['mill', 'main'])));
    expect(changes.map(describeChange)).toEqual(['Site mill becomes the default site, in place of main.']);
  });
});

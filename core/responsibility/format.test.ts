/**
 * The house style keeps everything, is stable, and is the style of the example.
 */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyEngagement, anyText } from './arbitrary.test.ts';
import { contentHash } from './canonical.ts';
import { formatEngagement } from './format.ts';
import type { EngagementFile } from './model.ts';
import { parseEngagement } from './parse.ts';

const harbor = readFileSync(new URL('../../examples/harbor.yaml', import.meta.url), 'utf8');

function parsed(text: string): EngagementFile {
  const result = parseEngagement(text, 'test.yaml');
  if (!result.ok) throw new Error(`${JSON.stringify(result.problems)}\n${text}`);
  return result.file;
}

describe('formatEngagement', () => {
  it('prints the example byte for byte', () => {
    expect(formatEngagement(parsed(harbor))).toBe(harbor);
  });

  it('gives back every engagement, and prints its own text again', () => {
    fc.assert(
      fc.property(anyEngagement, (file) => {
        const text = formatEngagement(file);
        const again = parsed(text);
        expect(again).toEqual(file);
        expect(formatEngagement(again)).toBe(text);
        expect(contentHash(again)).toBe(contentHash(file));
      }),
      { numRuns: 40, seed: 7 },
    );
  }, 30_000);

  it('gives back every text wherever a text may stand', () => {
    const base: EngagementFile = { ...parsed(harbor), matrix: [] };
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 20, maxLength: 20 }), (texts) => {
        const file: EngagementFile = {
          ...base,
          engagement: { ...base.engagement, summary: texts[0]! },
          people: base.people.map((person, index) => ({
            ...person,
            name: texts[index]!,
            title: texts[index + 4]!,
            skills: texts,
          })),
        };
        expect(parsed(formatEngagement(file))).toEqual(file);
      }),
      { numRuns: 40, seed: 11 },
    );
  }, 30_000);

  it('prints the same text whatever the order of keys', () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, member]) => [key, reversed(member)]),
      );
    };
    expect(formatEngagement(reversed(parsed(harbor)) as EngagementFile)).toBe(harbor);
  });

  it('quotes what another reader could take for a number, a date or a truth value', () => {
    const file = parsed(harbor);
    file.people[0]!.skills = ['yes', '2026-01-01', '007', '1e3', '12:30', 'desk'];
    expect(formatEngagement(file)).toContain(`skills: ['yes', '2026-01-01', '007', '1e3', '12:30', desk]`);
  });

  it('writes several lines as a literal block', () => {
    const file = parsed(harbor);
    file.engagement.summary = 'First.\n\nThird: with # signs.';
    expect(formatEngagement(file)).toContain('  summary: |-\n    First.\n\n    Third: with # signs.\n');
    expect(parsed(formatEngagement(file)).engagement.summary).toBe(file.engagement.summary);
  });

  it('refuses what a file cannot hold', () => {
    const file = { ...parsed(harbor), hours: { mon: Number.NaN } } as unknown as EngagementFile;
    expect(() => formatEngagement(file)).toThrow(TypeError);
  });
});

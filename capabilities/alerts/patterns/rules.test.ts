/**
 * Patterns say what RegExp says, whole text, on everything they understand; they refuse the rest, and never hang.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern } from './rules.ts';

function matches(pattern: string, text: string): boolean {
  const compiled = compilePattern(pattern);
  if (!compiled.ok) throw new Error(compiled.message);
  return compiled.matches(text);
}

function refusal(pattern: string): string {
  const compiled = compilePattern(pattern);
  return compiled.ok ? 'accepted' : compiled.message;
}

/** Patterns over a small alphabet, so that they meet their texts often. */
const patterns = fc.letrec<{ pattern: string; atom: string }>((tie) => ({
  atom: fc.oneof(
    fc.constantFrom('a', 'b', 'c', '.', '[ab]', '[^a]', '[a-c]', '\\d', '\\w', '\\W', '\\.', '1', '-', '[a-]'),
    tie('pattern').map((inner) => `(${inner})`),
    tie('pattern').map((inner) => `(?:${inner})`),
  ),
  pattern: fc
    .array(fc.tuple(tie('atom'), fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,2}', '{0,}', '*?')), { maxLength: 4 })
    .chain((parts) => {
      const text = parts.map(([atom, quantifier]) => atom + quantifier).join('');
      return fc.constantFrom(text, text, `${text}|b`, `^${text}`, `${text}$`, `a|${text}`);
    }),
})).pattern;

describe('compilePattern', () => {
  it.each([
    ['warning|critical', 'critical', true],
    ['warning|critical', 'criticality', false],
    ['erp.*', 'erp01.harbor.local:9100', true],
    ['erp.*', 'ERP01', false],
    ['(?i)erp.*', 'ERP01', true],
    ['(?i)[a-f]+', 'BEEF', true],
    ['fs0[1-3](:\\d+)?', 'fs02:9100', true],
    ['fs0[1-3](:\\d+)?', 'fs04:9100', false],
    ['[]a]+', 'a]', true],
    ['', '', true],
    ['', 'x', false],
    ['a{2,3}', 'aaa', true],
    ['a{2,3}', 'aaaa', false],
    ['.', '\n', false],
    ['.', '𝄞', true],
  ])('%s on %j: %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  it.each([
    ['(a', 'The pattern has a "(" without its ")".'],
    ['a)', 'The pattern has a ")" without its "(".'],
    ['[a', 'The pattern has a "[" without its "]".'],
    ['*a', 'There is nothing before "*" that it could repeat.'],
    ['a**', 'A repetition cannot be repeated without a group around it.'],
    ['a{3,2}', 'A repetition ends before it begins.'],
    ['a{101}', 'A repetition counts to 100 at most.'],
    ['[z-a]', 'The range z-a ends before it begins.'],
    ['(a)\\1', '"\\1" is not understood in a pattern.'],
    ['a\\', 'The pattern ends with a backslash.'],
    ['(?=a)', 'Of the groups that begin with "(?", only "(?:" is understood, and "(?i)" at the start.'],
    ['(?<name>a)', 'Of the groups that begin with "(?", only "(?:" is understood, and "(?i)" at the start.'],
    ['(((a{100}){100}){100})', 'The pattern repeats too much: it would need too many states.'],
    ['a'.repeat(301), 'A pattern has at most 300 characters.'],
    [`${'('.repeat(22)}a${')'.repeat(22)}`, 'Groups are nested at most 20 deep.'],
  ])('refuses %s', (pattern, message) => {
    expect(refusal(pattern)).toBe(message);
  });

  it('agrees with RegExp on the whole text', () => {
    fc.assert(
      fc.property(patterns, fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', '.', '-'), maxLength: 8 }), (pattern, text) => {
        fc.pre(pattern.length <= 300);
        expect(matches(pattern, text)).toBe(new RegExp(`^(?:${pattern})$`).test(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it('takes a hostile pattern on a long text in its stride', () => {
    const started = performance.now();
    expect(matches('(a*)*(a*)*(a|aa)+(.*.*.*.*)*b', 'a'.repeat(1_000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.string({ maxLength: 40 }), (pattern, text) => {
        const compiled = compilePattern(pattern);
        if (compiled.ok) compiled.matches(text);
      }),
      { numRuns: 1_000 },
    );
  });
});

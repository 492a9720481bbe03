/**
 * What a stranger may write instead of an engagement: YAML's own traps, broken and mutated text, bottomless nesting.
 * Never a crash, never a silent acceptance, never a problem without line and column, and never more than a moment.
 */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyEngagement } from './arbitrary.test.ts';
import { formatEngagement } from './format.ts';
import { parseEngagement, parseEngagementJson } from './parse.ts';

const harbor = readFileSync(new URL('../../examples/harbor.yaml', import.meta.url), 'utf8');

/** Codes with line and column; every problem is checked to point into the text. */
function report(text: string): string[] {
  const result = parseEngagement(text, 'hostile.yaml');
  if (result.ok) return [];
  expect(result.problems.length).toBeGreaterThan(0);
  const lines = text.split('\n').length;
  for (const problem of result.problems) {
    expect(problem.line).toBeGreaterThanOrEqual(1);
    expect(problem.line).toBeLessThanOrEqual(lines);
    expect(problem.column).toBeGreaterThanOrEqual(1);
    expect(problem.message).toMatch(/\S/);
  }
  return result.problems.map(({ code, line, column }) => `${code} ${line}:${column}`);
}

describe('YAML that an engagement file must not contain', () => {
  it('refuses keys written twice, naming the second', () => {
    expect(report(harbor.replace('gaps:', 'approval: {chain: [dana], step: 1m}\ngaps:'))).toEqual(['duplicate-key 70:1']);
    expect(report(harbor.replace('{who: [dana], mode: act}', '{who: [dana], mode: act, mode: page}'))).toEqual([
      'duplicate-key 96:46',
    ]);
  });

  it('refuses tags, directives and further documents', () => {
    expect(report(harbor.replace('name: Dana Ruiz', 'name: !!str Dana'))).toEqual(['tag 51:9']);
    expect(report(harbor.replace('name: Dana Ruiz', 'name: !!js/function "x"'))).toEqual(['tag 51:9']);
    expect(report(`%YAML 1.1\n---\n${harbor}`)).toEqual(['directive 1:1']);
    expect(report(`${harbor}---\nformat: tandem/1\n`)).toEqual([`multiple-documents ${harbor.split('\n').length}:1`]);
    expect(report(`---\n${harbor}...\n`)).toEqual([]);
  });

  it('does not read tags or directives into quoted text', () => {
    const text = harbor.replace('name: Dana Ruiz', 'name: "!!str %YAML --- &a *b"');
    expect(report(text)).toEqual([]);
  });

  it('expands honest aliases and names dishonest ones', () => {
    const shared = harbor
      .replace('{who: [msp-soc], mode: act}', '&soc {who: [msp-soc], mode: act}')
      .replace(/(ir-containment\n {4}always: ).*/, '$1*soc');
    expect(report(shared)).toEqual([]);
    expect(parseEngagement(shared, 'a')).toEqual(parseEngagement(harbor, 'a'));
    expect(report(harbor.replace('{who: [msp-soc], mode: act}', '*soc'))).toContain('alias 117:13');
    expect(report(harbor.replace('chain: [dana, sam, pat]', 'chain: &c [dana, *c]'))[0]).toMatch(/^too-deep 69:/);
  });

  it('stops an alias bomb', () => {
    const levels = Array.from({ length: 12 }, (_, i) => `l${i + 1}: &l${i + 1} [${Array(12).fill(`*l${i}`).join(', ')}]`);
    expect(report(`l0: &l0 x\n${levels.join('\n')}\n`)).toEqual([expect.stringMatching(/^too-large /)]);
  });

  it('keeps keys that name the prototype harmless', () => {
    expect(report(harbor.replace('gaps:', '__proto__: {polluted: 1}\ngaps:'))).toEqual(['bad-key 70:1']);
    expect(report(harbor.replace('gaps:', 'constructor: {prototype: {polluted: 1}}\ngaps:'))).toEqual(['unknown-key 70:1']);
    expect(report(harbor.replace('inform: {dana: 30m}', 'inform: {toString: 30m}'))).toEqual(['unknown-id 124:14']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('refuses what a reader cannot see, raw or escaped', () => {
    for (const character of ['\u0000', '\u0007', '\u001b', '\u007f', '\u202e', '\u2066', '\ufeff', '\ud800', '\r']) {
      expect(report(harbor.replace('Dana Ruiz', `Dana${character} Ruiz`))).toEqual(['unprintable 51:13']);
    }
    expect(report(harbor.replace('Dana Ruiz', '"Dana\\0 Ruiz"'))).toEqual(['unprintable 51:9']);
    expect(report(harbor.replace('Dana Ruiz', '"Dana\\u202e Ruiz"'))).toEqual(['unprintable 51:9']);
    expect(report(harbor.replace('Dana Ruiz', 'Zoë Ōtani 👩‍🔧'))).toEqual([]);
  });

  it('reads Windows line ends and a byte order mark, and counts as an editor does', () => {
    const text = `\ufeff${harbor.replaceAll('\n', '\r\n')}`;
    expect(parseEngagement(text, 'a')).toEqual(parseEngagement(harbor, 'a'));
    expect(report(text.replace('step: 10m', 'step: ten'))).toEqual(['bad-value 69:43']);
  });

  it('refuses keys that are no text', () => {
    for (const key of ['1', 'true', 'null', '[a]', '{a: b}', '? a\n', '<<', '~']) expect(report(`${key}: x\n`)).not.toEqual([]);
    expect(report('<<: {a: 1}\n')).toContain('bad-key 1:1');
  });

  it('says so when there is nothing', () => {
    for (const text of ['', '\n', '# only a comment\n', '---\n', 'null'])
      expect(report(text)).toEqual([expect.stringMatching(/^empty /)]);
    for (const text of ['x', '[]', '3', '- a\n- b\n']) expect(report(text)).toEqual(['wrong-type 1:1']);
  });

  it('refuses more than 2 MiB', () => {
    expect(report(`#${'é'.repeat(1024 * 1024)}\n`)).toEqual(['too-large 1:1']);
    expect(report(`#${'é'.repeat(1024 * 1024 - 1)}\n`)).toEqual(['empty 1:1']);
  });
});

describe('text made to hurt', () => {
  const size = 40_000;
  const repeated = [
    '[',
    '{',
    '- ',
    '? ',
    ': ',
    '{a: ',
    '[{a: ',
    '- - ',
    '!a ',
    '&a ',
    '*a ',
    ',',
    ']',
    '}',
    "'",
    '"',
    '|\n',
    '\n',
    '---\n',
    '{}',
    'a: b\n',
    '#\n',
    'a\n',
    '%\n',
  ];

  it.each(repeated)(
    '%j over and over',
    (part) => {
      report(part.repeat(Math.floor(size / part.length)));
      report(`${harbor}${part.repeat(Math.floor(size / part.length))}`);
    },
    30_000,
  );

  it('ever deeper blocks', () => {
    const text = Array.from({ length: 500 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('');
    expect(report(text)).toEqual([expect.stringMatching(/^too-deep 6\d:/)]);
    expect(parseEngagementJson(JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`)).ok).toBe(false);
  });

  it('a rota nested without end is refused, in the end for its depth', () => {
    const nested = (depth: number) => `rotas:\n- {id: r, timezone: UTC, layers: [${'['.repeat(depth)}${']'.repeat(depth)}]}\n`;
    expect(report(harbor.replace('approval:', `${nested(40)}approval:`))).toEqual(['wrong-type 70:35']);
    expect(report(harbor.replace('approval:', `${nested(100)}approval:`))).toEqual([expect.stringMatching(/^too-deep 70:/)]);
  });
});

describe('random text', () => {
  it('any string is read or refused with a position', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => void report(text)),
      { numRuns: 300, seed: 1 },
    );
  }, 30_000);

  it('any heap of YAML marks is read or refused with a position', () => {
    const marks = [
      'a',
      'b: ',
      ': ',
      '- ',
      '? ',
      '[',
      ']',
      '{',
      '}',
      ', ',
      '\n',
      '\n  ',
      '"',
      "'",
      '|',
      '>',
      '&x ',
      '*x ',
      '!t ',
      '#',
      '---\n',
      '...\n',
      '%Y',
      '~',
      '1',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...marks), { maxLength: 60 }), (parts) => void report(parts.join(''))),
      { numRuns: 500, seed: 2 },
    );
  }, 30_000);

  it('the example with a few characters changed is read or refused with a position', () => {
    const edit = fc.tuple(
      fc.nat({ max: harbor.length - 1 }),
      fc.nat({ max: 6 }),
      fc.constantFrom('', ':', ' ', '-', '"', '{', ']', '\n', '&', '*', '!', 'x', '\u0000', ': ', '9'),
    );
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
        let text = harbor;
        for (const [at, cut, insert] of edits) text = text.slice(0, at) + insert + text.slice(at + cut);
        const result = parseEngagement(text, 'hostile.yaml');
        // What is still accepted must survive as what it says.
        if (result.ok) expect(parseEngagement(formatEngagement(result.file), 'again')).toEqual(result);
        else report(text);
      }),
      { numRuns: 100, seed: 3 },
    );
  }, 60_000);

  it('any value in place of any part of an engagement is accepted or refused in words', () => {
    fc.assert(
      fc.property(anyEngagement, fc.jsonValue(), fc.nat(), (file, value, pick) => {
        const places = placesOf(file);
        const [holder, key] = places[pick % places.length]!;
        holder[key] = value;
        const result = parseEngagementJson(file);
        if (result.ok) expect(result.file).toEqual(file);
        else expect(result.problems.every(({ message }) => message.length > 0)).toBe(true);
      }),
      { numRuns: 200, seed: 4 },
    );
  }, 60_000);
});

/** Every place in the data where a value stands: its holder and its key. */
function placesOf(value: unknown): [Record<string, unknown>, string][] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.entries(holder).flatMap(([key, member]) => [
    [holder, key] as [Record<string, unknown>, string],
    ...placesOf(member),
  ]);
}

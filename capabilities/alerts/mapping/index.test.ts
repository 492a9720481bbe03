/**
 * Mappings give what they say, cannot run what is in a body, and are stopped when they do not end.
 */
import { describe, expect, it } from 'vitest';
import { mappingProblem, runMapping } from './index.ts';

const now = Temporal.Instant.from('2027-05-29T07:10:00Z');
const run = (expression: string, input: unknown) => runMapping(expression, JSON.stringify(input), now);

describe('runMapping', () => {
  it('maps a foreign body to the plain shape', async () => {
    const zabbix = { event: { name: 'Disk full', severity: 4 }, host: 'FS01', recovered: false };
    const mapping =
      '{"title": event.name, "asset": host, "severity": event.severity > 3 ? "critical" : "info", "state": recovered ? "resolved" : "firing"}';
    expect(await run(mapping, zabbix)).toEqual({
      ok: true,
      value: { title: 'Disk full', asset: 'FS01', severity: 'critical', state: 'firing' },
    });
  });

  it('gives null when nothing matches, and the present of the product', async () => {
    expect(await run('nothing.here', {})).toEqual({ ok: true, value: null });
    expect(await run('$now()', {})).toEqual({ ok: true, value: '2027-05-29T07:10:00.000Z' });
  });

  it('does not run a text of the body', async () => {
    for (const expression of ['$eval(code)', '($f := $eval; $f(code))', '$map([code], $eval)']) {
      const result = await run(expression, { code: '1+1' });
      expect(result, expression).not.toEqual({ ok: true, value: 2 });
      expect(result.ok && result.value === 2, expression).toBe(false);
    }
  });

  it('reaches nothing of the machine', async () => {
    const expressions = [
      '$.constructor',
      'constructor.constructor("return process")()',
      '$string($constructor)',
      '__proto__',
      '$lookup($, "constructor")',
    ];
    for (const expression of expressions) {
      const result = await run(expression, { a: 1 });
      expect(result.ok ? result.value : null, expression).toBeNull();
    }
  });

  it('says what is wrong and where', async () => {
    const result = await run('{"title": ', {});
    expect(result).toMatchObject({ ok: false, reason: 'wrong' });
    expect(await mappingProblem('{"title": name}')).toBeNull();
    expect(await mappingProblem('{"title": ')).toMatch(/character \d+/);
  });

  it.each([
    ['a loop', '($f := function($n){ $f($n + 1) }; $f(0))', {}],
    ['a list without end', '[1..9999999].([1..9999999])', {}],
    ['an exploding regular expression', '$match(text, /^(a+)+$/)', { text: `${'a'.repeat(40)}!` }],
    ['a text that doubles', '($f := function($s, $n){ $n = 0 ? $s : $f($s & $s, $n - 1) }; $f("aaaaaaaa", 60))', {}],
  ])('stops %s, and works afterwards', async (_name, expression, input) => {
    const started = performance.now();
    const result = await run(expression, input);
    expect(result.ok).toBe(false);
    expect(performance.now() - started).toBeLessThan(8_000);
    expect(await run('1 + 1', {})).toEqual({ ok: true, value: 2 });
  });

  it('lets a mapping rest that is stopped again and again', async () => {
    const explode = '$match(text, /^(a+)+#$/)';
    const input = { text: `${'a'.repeat(40)}!` };
    for (let attempt = 0; attempt < 3; attempt += 1) expect(await run(explode, input)).toMatchObject({ reason: 'stopped' });
    const started = performance.now();
    expect(await run(explode, input)).toMatchObject({ ok: false, reason: 'stopped', message: /rests for a minute/ });
    expect(performance.now() - started).toBeLessThan(50);
  });
});

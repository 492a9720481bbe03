/**
 * RFC 8785's own examples, and what the hash of an engagement does and does not see.
 */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, contentHash, sha256Hex } from './canonical.ts';
import type { EngagementFile } from './model.ts';

describe('canonicalJson', () => {
  it('prints the example of RFC 8785, section 3.2.3', () => {
    const input = JSON.parse(String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`);
    expect(canonicalJson(input)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it('sorts keys by UTF-16 code units', () => {
    const keys = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, ö: 7 };
    expect(Object.keys(JSON.parse(canonicalJson(keys)))).toEqual(['1', '\r', '\u0080', 'ö', '\u20ac', '\u{1f600}', '\ufb33']);
    expect(canonicalJson({ b: 1, a: undefined, '': -0 })).toBe('{"":0,"b":1}');
  });

  it('refuses what JSON cannot say', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, undefined, [undefined], '\ud800', { '\udc00': 1 }, () => 1, 1n]) {
      expect(() => canonicalJson(value)).toThrow(TypeError);
    }
    let deep: unknown = 1;
    for (let depth = 0; depth < 600; depth += 1) deep = [deep];
    expect(() => canonicalJson(deep)).toThrow(/nested/);
  });

  it('is valid JSON of the same value, and equal for equal values', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'grapheme', depthSize: 'small' }), (value) => {
        const plain = JSON.parse(JSON.stringify(value));
        if (!JSON.stringify(plain).isWellFormed()) return;
        const text = canonicalJson(plain);
        expect(JSON.parse(text)).toEqual(plain);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
      { numRuns: 200 },
    );
  });
});

describe('contentHash', () => {
  const always = (who: string[]) => ({ who, mode: 'act' as const });
  const file: EngagementFile = {
    format: 'tandem/1',
    engagement: { id: 'e', name: 'E' },
    parties: { internal: { name: 'I' }, provider: { name: 'P' } },
    sites: ['a', 'b', 'c'].map((id) => ({ id, timezone: 'UTC' })),
    people: ['x', 'y', 'z'].map((id) => ({ id, name: id, side: 'internal', role: 'it' })),
    absences: ['y', 'x'].map((person) => ({ person, from: '2027-01-01T00:00' })),
    holidays: { dates: ['2027-02-01', '2027-01-01'] },
    approval: { chain: ['x', 'y'], step: '10m' },
    matrix: [
      {
        version: '1',
        signed: '2027-01-01',
        from: '2027-01-01',
        rows: ['R1', 'R2'].map((id) => ({ id, function: 'f', always: always(['x', 'y']), accountable: 'x' })),
      },
    ],
  };
  const hash = contentHash(file);

  it('is the SHA-256 of UTF-8', () => {
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('does not see the order of keys, rows, people, later sites, absences and dates', () => {
    const [first, ...others] = file.sites;
    const shuffled: EngagementFile = {
      ...(Object.fromEntries(Object.entries(file).reverse()) as unknown as EngagementFile),
      sites: [first!, ...others.reverse()],
      people: file.people.toReversed(),
      absences: file.absences!.toReversed(),
      holidays: { dates: file.holidays!.dates!.toReversed() },
      matrix: file.matrix.map((version) => ({ ...version, rows: version.rows.toReversed() })),
    };
    expect(contentHash(shuffled)).toBe(hash);
  });

  it('sees the default site, the order of a chain and of who, and every value', () => {
    expect(contentHash({ ...file, sites: file.sites.toReversed() })).not.toBe(hash);
    expect(contentHash({ ...file, approval: { chain: ['y', 'x'], step: '10m' } })).not.toBe(hash);
    const rows = file.matrix[0]!.rows.map((row) => ({ ...row, always: always(['y', 'x']) }));
    expect(contentHash({ ...file, matrix: [{ ...file.matrix[0]!, rows }] })).not.toBe(hash);
    expect(contentHash({ ...file, engagement: { id: 'e', name: 'F' } })).not.toBe(hash);
  });
});

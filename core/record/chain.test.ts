/**
 * The chain accepts what the platform writes, and names the line of every kind of tampering.
 */
import { describe, expect, it } from 'vitest';
import { type ChainEntry, chainHash, chainStart, verifyChain } from './chain.ts';

function chainOf(chain: string, length: number): ChainEntry[] {
  const entries: ChainEntry[] = [];
  for (let seq = 1; seq <= length; seq += 1) {
    const open = {
      chain,
      seq,
      at: `2027-05-29T02:${String(seq).padStart(2, '0')}:00Z`,
      actor: { person: 'dana' },
      action: 'override.create',
      subject: `shift-${seq}`,
      payload: { minutes: seq * 1.5, note: 'é' },
      prevHash: entries.at(-1)?.hash ?? chainStart,
    };
    entries.push({ ...open, hash: chainHash(open) });
  }
  return entries;
}

const lines = (entries: ChainEntry[]) => entries.map((entry) => JSON.stringify(entry));
const codes = (report: ReturnType<typeof verifyChain>) => report.problems.map(({ code, line }) => `${code}@${line}`);

describe('verifyChain', () => {
  const [first, second, third] = chainOf('harbor', 3) as [ChainEntry, ChainEntry, ChainEntry];

  it('accepts a whole chain and reports its head', () => {
    const report = verifyChain(lines([first, second, third]));
    expect(report).toEqual({ ok: true, chains: [{ chain: 'harbor', entries: 3, head: third.hash }], problems: [] });
  });

  it('accepts interleaved chains, reordered keys and empty lines', () => {
    const other = chainOf('mill', 2);
    const reordered = JSON.stringify(Object.fromEntries(Object.entries(second).reverse()));
    const mixed = [lines([first])[0]!, lines(other)[0]!, '', reordered, lines(other)[1]!];
    expect(verifyChain(mixed).ok).toBe(true);
  });

  it('hashes independently of key order but not of content', () => {
    const { hash: _, ...open } = first;
    expect(chainHash(Object.fromEntries(Object.entries(open).reverse()) as typeof open)).toBe(first.hash);
    expect(chainHash({ ...open, action: 'override.remove' })).not.toBe(first.hash);
    expect(first.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('names a changed entry', () => {
    expect(codes(verifyChain(lines([first, { ...second, action: 'nothing' }, third])))).toEqual(['wrong-hash@2']);
  });

  it('names a re-hashed entry by the link after it', () => {
    const { hash: _, ...open } = { ...second, action: 'nothing' };
    expect(codes(verifyChain(lines([first, { ...open, hash: chainHash(open) }, third])))).toEqual(['broken-link@3']);
  });

  it('names a removed, a repeated and a reordered entry', () => {
    expect(codes(verifyChain(lines([first, third])))).toEqual(['sequence@2', 'broken-link@2']);
    expect(codes(verifyChain(lines([first, first])))).toEqual(['sequence@2', 'broken-link@2']);
    expect(verifyChain(lines([second, first, third])).ok).toBe(false);
  });

  it('sees a chain cut at its end only against a noted head', () => {
    expect(verifyChain(lines([first, second])).ok).toBe(true);
    expect(codes(verifyChain(lines([first, second]), new Map([['harbor', third.hash]])))).toEqual(['wrong-head@null']);
    expect(verifyChain(lines([first, second, third]), new Map([['harbor', third.hash]])).ok).toBe(true);
    expect(codes(verifyChain([], new Map([['harbor', third.hash]])))).toEqual(['missing-chain@null']);
  });

  it('turns hostile lines into problems', () => {
    const deep = JSON.stringify(first).replace('"shift-1"', `${'['.repeat(5000)}${']'.repeat(5000)}`);
    const hostile = ['{', '[]', 'null', '{"chain":1}', JSON.stringify({ ...first, extra: 1 }), deep];
    const report = verifyChain(hostile);
    expect(report.ok).toBe(false);
    expect(report.problems.map(({ code }) => code)).toEqual([...Array(5).fill('unreadable'), 'shape']);
    expect(verifyChain([JSON.stringify({ ...first, seq: 1.5 })]).ok).toBe(false);
    expect(verifyChain(Array(1000).fill('x')).problems).toHaveLength(100);
  });
});

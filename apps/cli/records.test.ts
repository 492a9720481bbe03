/**
 * Receipts, audit exports and signed agreements, checked without the server that wrote them.
 */
import { readFileSync } from 'node:fs';
import { agreementHash, emptyTerms } from '@tandem/core/commercial/terms.ts';
import { freezeWording } from '@tandem/core/commercial/wording.ts';
import { type ChainEntry, chainHash, chainStart } from '@tandem/core/record/chain.ts';
import { contentHash } from '@tandem/core/responsibility/canonical.ts';
import { compile } from '@tandem/core/responsibility/compile.ts';
import type { Facts } from '@tandem/core/responsibility/model.ts';
import { parseEngagement } from '@tandem/core/responsibility/parse.ts';
import { who } from '@tandem/core/responsibility/who.ts';
import { describe, expect, it } from 'vitest';
import { fileWith, harborPath, tandem } from './test-terminal.ts';

function receipt() {
  const parsed = parseEngagement(readFileSync(harborPath, 'utf8'), 'harbor.yaml');
  if (!parsed.ok) throw new Error('the example is valid');
  const facts: Facts = { at: '2027-05-29T02:10-05:00', function: 'ir-server-containment', priority: 'P1', asset: 'ERP01' };
  const answer = who(compile(parsed.file), facts, { trace: true });
  return {
    id: 'r',
    at: '2027-05-29T07:10:00Z',
    facts,
    engagement: parsed.file,
    hash: contentHash(parsed.file),
    answer,
    reproduced: true,
  };
}

const recompute = (value: unknown, ...flags: string[]) =>
  tandem(['recompute', fileWith('receipt.json', typeof value === 'string' ? value : JSON.stringify(value)), ...flags]);

describe('tandem recompute', () => {
  it('confirms a true receipt', async () => {
    const { code, out } = await recompute(receipt());
    expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/^Same answer: ir-server-containment P1 .*harbor/) });
    const machine = await recompute(receipt(), '--json');
    expect(JSON.parse(machine.out)).toMatchObject({ reproduced: true, traceReproduced: true, differences: [] });
  });

  it('shows what a changed receipt says differently', async () => {
    const { engagement, answer, ...rest } = receipt();
    const { code, out } = await recompute({ ...rest, engagement, answer: { ...answer, who: ['dana'], responsible: 'internal' } });
    expect(code).toBe(1);
    expect(out).toContain('who: recorded ["dana"], computed ["msp-soc"]');
    const signed = { ...engagement, gaps: { urgent: 'dana', normal: 'dana' } };
    const other = await recompute({ ...rest, engagement: signed, answer });
    expect(other).toMatchObject({ code: 1, out: expect.stringContaining('hash: recorded') });
  });

  it('takes another wording of the trace for what it is', async () => {
    const value = receipt();
    const { code, out } = await recompute({ ...value, answer: { ...value.answer, trace: ['It was so.'] } });
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('worded differently') });
  });

  it('refuses what is no receipt', async () => {
    const { engagement, ...rest } = receipt();
    for (const value of [
      '{',
      '[]',
      '{}',
      { ...rest },
      { ...rest, engagement: { ...engagement, people: [] } },
      { ...receipt(), hash: 1 },
      { ...receipt(), answer: null },
      { ...receipt(), facts: {} },
    ]) {
      expect(await recompute(value)).toMatchObject({ code: 1, out: '' });
    }
  });
});

function exportOf(chain: string, length: number): ChainEntry[] {
  const entries: ChainEntry[] = [];
  for (let seq = 1; seq <= length; seq += 1) {
    const open = {
      chain,
      seq,
      at: '2027-05-29T07:10:00Z',
      actor: 'dana',
      action: 'a',
      subject: 's',
      payload: { seq },
      prevHash: entries.at(-1)?.hash ?? chainStart,
    };
    entries.push({ ...open, hash: chainHash(open) });
  }
  return entries;
}

const verify = (entries: ChainEntry[], ...flags: string[]) =>
  tandem(['audit', 'verify', fileWith('audit.jsonl', entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')), ...flags]);

describe('tandem audit verify', () => {
  const whole = [...exportOf('shared', 3), ...exportOf('internal', 2)];
  const head = exportOf('shared', 3).at(-1)!.hash;

  it('confirms whole chains and their noted heads', async () => {
    const { code, out } = await verify(whole, '--head', `shared=${head}`);
    expect(code).toBe(0);
    expect(out).toContain(`chain shared: 3 entries, head ${head}`);
    expect(out).toMatch(/Every chain is whole\.\n$/);
    expect(JSON.parse((await verify(whole, '--json')).out)).toMatchObject({ ok: true, problems: [] });
  });

  it('names the line of a changed entry and a cut end', async () => {
    const changed = whole.map((entry, index) => (index === 1 ? { ...entry, action: 'b' } : entry));
    expect(await verify(changed)).toMatchObject({
      code: 1,
      out: expect.stringMatching(/audit\.jsonl:2: chain shared: Entry 2 was changed/),
    });
    expect(await verify(whole.slice(0, 2), '--head', `shared=${head}`)).toMatchObject({
      code: 1,
      out: expect.stringContaining('missing at the end'),
    });
    expect(await verify([])).toMatchObject({ code: 1, out: expect.stringContaining('no entries') });
  });

  it('reads long files in pieces, and standard input', async () => {
    const many = exportOf('shared', 600);
    expect(await verify(many)).toMatchObject({ code: 0 });
    const text = many.map((entry) => JSON.stringify(entry)).join('\n');
    expect(await tandem(['audit', 'verify', '-'], { stdin: text })).toMatchObject({ code: 0 });
  });

  it('refuses what it does not understand', async () => {
    expect(await tandem(['audit', 'check', 'x'])).toMatchObject({ code: 2 });
    expect(await tandem(['audit', 'verify'])).toMatchObject({ code: 2 });
    expect(await verify(whole, '--head', 'shared')).toMatchObject({ code: 2 });
    expect(await tandem(['audit', 'verify', '/nowhere'])).toMatchObject({ code: 3 });
    expect(await tandem(['audit', 'verify', fileWith('x', new Uint8Array([0xff, 0xfe]))])).toMatchObject({ code: 3 });
  });
});

/** As it was signed before documents were frozen; `freeze`: with its document. */
function signedBundle(freeze?: typeof freezeWording) {
  const { engagement: file } = receipt();
  const plain = { file, terms: emptyTerms() };
  const { agreement, statement } = freeze?.(plain, {}) ?? { agreement: plain, statement: null };
  const hash = agreementHash(agreement);
  const signature = { title: 'CFO', at: '2027-06-14T15:00:00Z', hash, address: '192.0.2.7', method: 'passkey' };
  const signatures = [
    { ...signature, side: 'internal', name: 'Pat Lowe' },
    { ...signature, side: 'provider', name: 'Mo Ito', title: '' },
  ];
  return { format: 'tandem-signed/1', agreement, hash, version: '5', from: '2027-07-01', signatures, statement };
}

describe('tandem verify', () => {
  const check = (value: unknown, ...flags: string[]) =>
    tandem(['verify', fileWith('signed.json', typeof value === 'string' ? value : JSON.stringify(value)), ...flags]);

  it('confirms what both sides signed, and names the signers', async () => {
    const { code, out, err } = await check(signedBundle());
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe(
      `Verified: version 5, from 2027-07-01, is what both sides signed.
  internal: Pat Lowe, CFO, 2027-06-14T15:00:00Z
  provider: Mo Ito, 2027-06-14T15:00:00Z
content hash ${signedBundle().hash}
It was signed before documents were frozen: the hash covers file and terms, not the printed words.
`,
    );
    const machine = await check(signedBundle(), '--json');
    expect(JSON.parse(machine.out)).toEqual({
      isValid: true,
      hash: signedBundle().hash,
      problems: [],
      version: '5',
      from: '2027-07-01',
    });
    expect(await tandem(['verify', '-'], { stdin: JSON.stringify(signedBundle()) })).toMatchObject({ code: 0 });
  });

  it('checks the words of the document with which it was signed', async () => {
    const bundle = signedBundle(freezeWording);
    expect(await check(bundle)).toMatchObject({
      code: 0,
      out: expect.stringContaining('The printed statement is the one that was signed (clause library '),
    });
    const touched = { ...bundle, statement: { ...bundle.statement, title: 'Another' } };
    expect(await check(touched)).toMatchObject({
      code: 1,
      out: expect.stringMatching(/NOT what both sides signed:\n {2}The statement was signed with hash .*, but it has/),
    });
  });

  it('says what is wrong with one that was changed', async () => {
    const changed = signedBundle();
    changed.agreement.terms.termMonths = 36;
    expect(await check(changed)).toMatchObject({
      code: 1,
      out: expect.stringMatching(
        /NOT what both sides signed:\n {2}The bundle names the hash .*\n {2}Pat Lowe \(internal\) signed/,
      ),
    });
    const half = { ...signedBundle(), signatures: signedBundle().signatures.slice(0, 1) };
    const machine = await check(half, '--json');
    expect(machine.code).toBe(1);
    expect(JSON.parse(machine.out)).toMatchObject({ isValid: false, problems: ['Nobody signed for the provider side.'] });
  });

  it('refuses what is no signed agreement, and tells a missing file', async () => {
    for (const value of ['{', '[]', { ...signedBundle(), format: 'tandem/1' }, { ...signedBundle(), signatures: 'both' }])
      expect(await check(value)).toMatchObject({ code: 2, out: '', err: expect.stringContaining('signed.json') });
    expect(await tandem(['verify', '/nowhere.json'])).toMatchObject({ code: 3, out: '' });
    expect(await tandem(['--help'])).toMatchObject({ out: expect.stringContaining('  verify ') });
  });
});

describe('tandem diff of signed agreements', () => {
  const bundleFile = (name: string, clauses: Record<string, object>) => {
    const bundle = signedBundle();
    return fileWith(name, JSON.stringify({ ...bundle, agreement: { ...bundle.agreement, terms: { ...emptyTerms(), clauses } } }));
  };

  it('compares the terms too, and wording word by word', async () => {
    const clause = (text: string) => ({ own: { section: 'data', title: 'Copies', text } });
    const old = bundleFile('old.json', clause('We keep a copy.'));
    const now = bundleFile('new.json', clause('We keep no copy.'));
    expect(await tandem(['diff', old, now])).toEqual({
      code: 1,
      out: 'The provider’s clause “Copies” (Data and intellectual property) changes. We keep [-a-]{+no+} copy.\n',
      err: '',
    });
    const { changes, before, after } = JSON.parse((await tandem(['diff', old, now, '--json'])).out);
    expect(changes).toMatchObject([{ path: 'terms.clauses.own' }]);
    expect(before).not.toBe(after);
    expect(await tandem(['diff', old, old])).toMatchObject({ code: 0, out: 'Both say the same.\n' });
  });

  it('refuses what looks like one and is none', async () => {
    const bad = fileWith('bad.json', JSON.stringify({ agreement: 5 }));
    expect(await tandem(['diff', bad, bad])).toMatchObject({ code: 1, err: expect.stringContaining('not a signed agreement') });
    const { agreement, ...rest } = signedBundle();
    const bare = fileWith('bare.json', JSON.stringify({ ...rest, agreement: { ...agreement, terms: {} } }));
    expect(await tandem(['diff', bare, bare])).toMatchObject({ code: 0 });
  });
});

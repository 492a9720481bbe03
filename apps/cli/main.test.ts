/**
 * The command line as people and machines use it: what it prints, where, and how it ends.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fileWith, harborPath, tandem } from './test-terminal.ts';

const harbor = readFileSync(harborPath, 'utf8');
const night = ['--function', 'ir-server-containment', '--priority', 'P1', '--at', '2027-05-29T02:10-05:00', '--asset', 'ERP01'];

describe('tandem', () => {
  it('lists its commands, and explains each', async () => {
    const overview = await tandem(['--help']);
    expect(overview).toMatchObject({ code: 0, err: '' });
    for (const name of [
      'who',
      'prove',
      'lint',
      'price',
      'fit',
      'check',
      'fmt',
      'diff',
      'import',
      'export',
      'recompute',
      'audit',
    ]) {
      expect(overview.out).toContain(`  ${name} `);
      const help = await tandem([name, '--help']);
      expect(help.code).toBe(0);
      expect(help.out).toMatch(new RegExp(`^usage: tandem ${name}`));
      expect(help.out).toMatch(/Exits/);
    }
  });

  it('refuses what it does not understand, with a guess', async () => {
    expect(await tandem([])).toMatchObject({ code: 2, out: '' });
    expect(await tandem(['chekc', 'x'])).toMatchObject({
      code: 2,
      err: 'tandem: There is no command chekc. Did you mean check?\n',
    });
    expect(await tandem(['who', harborPath, '--prioriti', 'P1'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('--priority?'),
    });
    expect(await tandem(['who'])).toMatchObject({ code: 2, err: 'tandem: who takes 1 file, and was given 0.\n' });
    expect(await tandem(['diff', harborPath])).toMatchObject({ code: 2 });
  });

  it('says which file it cannot read', async () => {
    expect(await tandem(['check', '/nowhere/x.yaml'])).toMatchObject({
      code: 3,
      err: expect.stringContaining('/nowhere/x.yaml'),
    });
    const bytes = fileWith('latin1.yaml', new Uint8Array([0x61, 0x3a, 0x20, 0xe9]));
    expect(await tandem(['check', bytes])).toMatchObject({ code: 3, err: expect.stringContaining('UTF-8') });
  });

  it('runs as a program', () => {
    const program = fileURLToPath(new URL('./tandem.mjs', import.meta.url));
    const { status, stdout } = spawnSync(process.execPath, [program, 'check', '-'], { input: harbor, encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('-: valid') });
    expect(spawnSync(process.execPath, [program, 'who'], { encoding: 'utf8' }).status).toBe(2);
  }, 30_000);
});

describe('tandem who', () => {
  it('answers a person who was just woken', async () => {
    const { code, out, err } = await tandem(['who', harborPath, ...night, '--confirmed', '--absent', 'dana']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const places = [
      'Security operations (msp-soc)',
      'Sat 29 May 2027 02:25',
      '1. Sam Ortiz',
      '2. Pat Lowe',
      'network-isolate',
      'power-off',
      'row A-07',
      'Why',
    ].map((text) => out.indexOf(text));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(out).not.toContain('Dana Ruiz');
    expect(
      Math.max(
        ...out
          .split('\n')
          .slice(1)
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(100);
  });

  it('answers a machine with the answer itself', async () => {
    const { code, out } = await tandem([
      'who',
      harborPath,
      ...night,
      '--absent',
      'dana,2027-05-24T00:00,2027-06-02T00:00',
      '--json',
    ]);
    const answer = JSON.parse(out);
    expect(code).toBe(0);
    expect(answer).toMatchObject({
      row: 'A-07',
      mode: 'approve-then-act',
      who: ['msp-soc'],
      approvers: ['sam', 'pat'],
      gap: false,
    });
    expect(answer.trace.length).toBeGreaterThan(3);
  });

  it('takes facts from a file, and flags over them', async () => {
    const facts = fileWith(
      'facts.json',
      JSON.stringify({ at: '2027-05-29T02:10-05:00', function: 'sm-edr-triage', priority: 'P1' }),
    );
    const fromFile = await tandem(['who', harborPath, '--facts', facts, '--json']);
    expect(JSON.parse(fromFile.out)).toMatchObject({ function: 'sm-edr-triage', priority: 'P1', row: 'A-04' });
    const replaced = await tandem(['who', harborPath, '--facts', facts, '--priority', 'P3', '--json']);
    expect(JSON.parse(replaced.out)).toMatchObject({ priority: 'P3' });
  });

  it('knows every fact as a flag', async () => {
    const flags = [
      '--site',
      'main',
      '--asset-class',
      'server',
      '--app',
      'ERP',
      '--user-group',
      'plant',
      '--category',
      'x',
      '--subject',
      'y',
    ];
    const more = ['--vendor', 'carrier-b', '--requester', 'helen', '--data-owner', 'pat', '--amount', '99.5', '--touched'];
    const queue = ['--queue-untouched', '12', '--queue-oldest-p3', '5h', '--queue-was-active', '--queue-leave-held', '30m'];
    const { code, out } = await tandem(['who', harborPath, ...night, ...flags, ...more, ...queue, '--json']);
    expect({ code, row: JSON.parse(out).row }).toEqual({ code: 0, row: 'A-07' });
    const business = ['--function', 'sd-tier1-support', '--priority', 'P3', '--at', '2027-05-26T10:00-05:00'];
    expect(JSON.parse((await tandem(['who', harborPath, ...business, '--json'])).out).who).toEqual(['dana']);
    expect(JSON.parse((await tandem(['who', harborPath, ...business, ...queue, '--json'])).out).who).toEqual(['msp-desk']);
  });

  it('means now when no time is said', async () => {
    const { out } = await tandem(['who', harborPath, '--function', 'sm-edr-triage', '--priority', 'P1', '--json']);
    expect(JSON.parse(out)).toMatchObject({ window: 'weekend', responseDueAt: '2027-05-29T02:25:00-05:00' });
  });

  it('answers a gap as an answer, and points out an unknown function', async () => {
    const { code, out, err } = await tandem(['who', harborPath, '--function', 'sm-edr-triag', '--priority', 'P1']);
    expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('Did you mean sm-edr-triage?') });
    expect(out).toContain('NOBODY OWNS THIS. Operations centre (msp-noc) holds it');
  });

  it('refuses facts that make no question', async () => {
    for (const wrong of [
      ['--at', 'yesterday'],
      ['--at', '2027-05-29T02:10'],
      ['--priority', 'P9'],
      ['--amount', 'much'],
      ['--site', 'moon'],
      ['--absent', ','],
    ]) {
      expect(await tandem(['who', harborPath, ...night, ...wrong])).toMatchObject({ code: 2, out: '' });
    }
    const list = fileWith('facts.json', '[]');
    expect(await tandem(['who', harborPath, '--facts', list])).toMatchObject({ code: 1, out: '' });
    expect(await tandem(['who', harborPath, '--facts', fileWith('facts.json', '{')])).toMatchObject({ code: 1, out: '' });
  });
});

describe('tandem prove', () => {
  it('tells the findings with the question that shows each', async () => {
    const { code, out } = await tandem(['prove', harborPath, '--from', '2026-11-23']);
    expect(code).toBe(1);
    expect(out).toMatch(/from 2026-11-23 to 2027-11-23: \d+ errors?, \d+ warnings?, \d+ notes?\./);
    const question = /tandem who \S+ (--at .*)/.exec(out)![1]!.split(' ');
    expect(await tandem(['who', harborPath, ...question])).toMatchObject({ code: 0, err: '' });
  });

  it('gives a machine the findings, and begins today', async () => {
    const { out } = await tandem(['prove', harborPath, '--json']);
    const proof = JSON.parse(out);
    expect(proof).toMatchObject({ engagement: 'harbor', from: '2027-05-29', to: '2028-05-29' });
    expect(proof.findings[0]).toMatchObject({ severity: 'error' });
    expect(proof.contentHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('exits 0 when no error stands', async () => {
    const { code, out } = await tandem(['prove', harborPath, '--from', '2026-11-23', '--function', 'sm-edr-triage']);
    expect(out).toMatch(/: 0 errors/);
    expect(code).toBe(0);
  });

  it('tells what two absences uncover, with the question that shows it', async () => {
    const asked = ['prove', harborPath, '--from', '2026-11-23', '--two-absences'];
    const { out } = await tandem(asked);
    expect(out).toContain('Two absences: 5 of 6 pairs');
    expect(out).toMatch(/If dana and sam are away together, 2 functions are uncovered on 365 days/);
    const question = /and sam are away[\s\S]*?tandem who \S+ (--.*)/.exec(out)![1]!.split(' ');
    const answer = JSON.parse((await tandem(['who', harborPath, ...question, '--json'])).out);
    expect(answer).toMatchObject({ gap: true });
    const json = JSON.parse((await tandem([...asked, '--json'])).out);
    expect(json.twoAbsences).toMatchObject({ count: 6, harmless: 5, pairs: [{ people: ['dana', 'sam'] }] });
    expect(JSON.parse((await tandem(['prove', harborPath, '--json'])).out)).not.toHaveProperty('twoAbsences');
  });

  it('refuses a span that cannot be proven', async () => {
    for (const span of [
      ['--from', 'soon'],
      ['--from', '2027-01-01', '--to', '2026-01-01'],
      ['--from', '2027-01-01', '--to', '2047-01-01'],
    ]) {
      expect(await tandem(['prove', harborPath, ...span])).toMatchObject({ code: 2, out: '' });
    }
  });
});

describe('tandem check', () => {
  it('tells the hash of a valid file and the place of every problem', async () => {
    const good = await tandem(['check', harborPath]);
    expect(good).toMatchObject({ code: 0, err: '' });
    expect(good.out).toMatch(/valid, 2 versions, 28 rows, 4 people\n {2}content hash [0-9a-f]{64}\n/);
    const bad = fileWith('bad.yaml', harbor.replace('step: 10m', 'step: soon').replace('title: COO', 'titel: COO'));
    const { code, out } = await tandem(['check', harborPath, bad]);
    expect(code).toBe(1);
    expect(out).toContain(`${bad}:56:63: Unknown key "titel". Did you mean title?`);
    expect(out).toContain(`${bad}:69:43: "soon" is no duration`);
    expect(out).toContain('not valid, 2 problems');
  });

  it('gives a machine the problems', async () => {
    const { code, out } = await tandem(['check', '-', '--json'], { stdin: 'format: tandem/2\n' });
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual([
      {
        file: '-',
        ok: false,
        contentHash: null,
        problems: [expect.objectContaining({ code: 'bad-value', line: 1, column: 9, path: 'format' })],
      },
    ]);
  });

  it('does not pass control characters of a file on to the terminal', async () => {
    const { out } = await tandem(['check', '-'], { stdin: 'format: tandem/1\n"\\e[31mx": 1\n' });
    expect(out).not.toContain('\u001b');
  });
});

describe('tandem fmt', () => {
  const untidy = harbor.replace(
    'approval: {chain: [dana, sam, pat], step: 10m}',
    'approval:\n  step: "10m"\n  chain: [ dana, sam, pat ]',
  );

  it('prints the house style', async () => {
    expect(await tandem(['fmt', fileWith('a.yaml', untidy)])).toEqual({ code: 0, out: harbor, err: '' });
  });

  it('says which files it would change, and changes them when asked', async () => {
    const path = fileWith('a.yaml', untidy);
    expect(await tandem(['fmt', '--check', path, harborPath])).toEqual({ code: 1, out: `${path}\n`, err: '' });
    expect(await tandem(['fmt', '--write', path])).toEqual({ code: 0, out: `${path}\n`, err: '' });
    expect(readFileSync(path, 'utf8')).toBe(harbor);
    expect(await tandem(['fmt', '--check', path])).toEqual({ code: 0, out: '', err: '' });
  });

  it('keeps comments from being lost unasked', async () => {
    const path = fileWith('a.yaml', `# why\n${harbor}`);
    expect(await tandem(['fmt', '--write', path])).toMatchObject({ code: 1, err: expect.stringContaining('1 comment') });
    expect(readFileSync(path, 'utf8')).toContain('# why');
    expect(await tandem(['fmt', '--write', '--drop-comments', path])).toMatchObject({ code: 0 });
    expect(readFileSync(path, 'utf8')).toBe(harbor);
  });

  it('never writes a file that is not valid', async () => {
    const path = fileWith('a.yaml', 'format: tandem/1\n');
    expect(await tandem(['fmt', '--write', path])).toMatchObject({ code: 1, out: '' });
    expect(readFileSync(path, 'utf8')).toBe('format: tandem/1\n');
    expect(await tandem(['fmt', '--write', '--check', path])).toMatchObject({ code: 2 });
  });
});

describe('tandem diff', () => {
  it('says in sentences what differs', async () => {
    const changed = fileWith('b.yaml', harbor.replace('respond: 15m', 'respond: 30m'));
    expect(await tandem(['diff', harborPath, changed])).toEqual({
      code: 1,
      out: 'Targets: P1 respond changes from 15m to 30m.\n',
      err: '',
    });
    const { out } = await tandem(['diff', harborPath, changed, '--json']);
    expect(JSON.parse(out).changes).toEqual([
      expect.objectContaining({ action: 'changed', path: 'targets.P1.respond', before: '15m', after: '30m' }),
    ]);
  });

  it('sees no difference in style', async () => {
    const same = fileWith('b.yaml', `# comment\n${harbor.replace('step: 10m', 'step: "10m"')}`);
    expect(await tandem(['diff', harborPath, same])).toEqual({ code: 0, out: 'Both say the same.\n', err: '' });
  });
});

describe('tandem lint', () => {
  it('tells the proof and the linter in one list, with what to do', async () => {
    const { code, out } = await tandem(['lint', harborPath, '--on', '2027-01-01']);
    expect(code).toBe(1);
    expect(out).toMatch(/the rows of 2027-01-01: \d+ errors?, \d+ warnings?, \d+ notes?\./);
    expect(out).toContain('ERROR    no-fail-safe');
    expect(out).toContain('Key: single-holder:');
  });

  it('takes frameworks and accepted risks from terms', async () => {
    const read = async (terms: unknown) => {
      const path = fileWith('terms.json', JSON.stringify(terms));
      return JSON.parse((await tandem(['lint', harborPath, '--on', '2027-01-01', '--terms', path, '--json'])).out);
    };
    const { findings } = await read({ frameworks: ['hipaa'] });
    const first = findings.find(({ rule }: { rule: string }) => rule === 'evidence-holder-missing');
    expect(first).toMatchObject({ severity: 'warning', accepted: false });
    const after = await read({ frameworks: ['hipaa'], risks: { [first.key]: {} } });
    expect(after.findings.find(({ key }: { key: string }) => key === first.key).accepted).toBe(true);
  });

  it('refuses terms that are none', async () => {
    const path = fileWith('terms.json', JSON.stringify({ risks: [] }));
    expect(await tandem(['lint', harborPath, '--terms', path])).toMatchObject({ code: 1, out: '' });
  });
});

/**
 * Every refusal of the parser, each as one edit of the example, with the code, the place in the data and the exact text
 * that line and column point at. The unedited example, which is the allowed case beside all of them, is accepted.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type FileProblem, parseEngagement, parseEngagementJson } from './parse.ts';

const harbor = readFileSync(new URL('../../examples/harbor.yaml', import.meta.url), 'utf8');

function problemsOf(text: string): FileProblem[] {
  const result = parseEngagement(text, 'harbor.yaml');
  return result.ok ? [] : result.problems;
}

/** What stands where the problem points. */
function pointedAt(text: string, { line, column }: FileProblem): string {
  return text.split('\n')[line! - 1]!.slice(column! - 1);
}

/** One edit of the example: what is replaced (its first occurrence), by what, and the problem that must come of it. */
type Case = [name: string, find: string, replace: string, code: FileProblem['code'], path: string, points: string];

const shapeCases: Case[] = [
  ['an unknown key', 'summary:', 'sumary:', 'unknown-key', 'engagement.sumary', 'sumary:'],
  ['an unknown key in braces', 'title: COO', 'titel: COO', 'unknown-key', 'people[1].titel', 'titel: COO'],
  ['an unknown section', 'gaps:', 'gap:', 'unknown-key', 'gap', 'gap:'],
  [
    'an unknown window',
    'always: {who: [msp-soc]',
    'allways: {who: [msp-soc]',
    'unknown-key',
    'matrix[0].rows[3].allways',
    'allways',
  ],
  [
    'a near miss of a count',
    'name: Harbor Fabrication}',
    'name: H, user: 75}',
    'unknown-key',
    'parties.internal.user',
    'user: 75',
  ],
  ['a missing key', '    accountable: pat\n', '', 'missing-key', 'matrix[0].rows[0]', 'id: A-01'],
  ['a missing format', 'format: tandem/1\n', '', 'missing-key', '', 'engagement:'],
  ['another format', 'tandem/1', 'tandem/2', 'bad-value', 'format', 'tandem/2'],
  ['a number for a text', "version: '3'", 'version: 3', 'wrong-type', 'matrix[0].version', '3'],
  ['a text for a list', 'who: [dana]', 'who: dana', 'wrong-type', 'matrix[0].rows[0].business-hours.who', 'dana'],
  ['a list for a map', 'enter: {untouched: 10, oldest-untouched-p3: 240m}', 'enter: []', 'wrong-type', 'overflow.enter', '[]'],
  [
    'nothing where a list belongs',
    'skills: [desk, server, network, identity, erp]',
    'skills:',
    'wrong-type',
    'people[0].skills',
    '',
  ],
  ['an empty list of people who act', 'who: [dana]', 'who: []', 'bad-value', 'matrix[0].rows[0].business-hours.who', '[]'],
  ['a blank name', 'name: Dana Ruiz', "name: ' '", 'bad-value', 'people[0].name', "' '"],
  ['an unknown side', 'side: provider', 'side: msp', 'bad-value', 'teams[0].side', 'msp'],
  ['an unknown role', 'role: it', 'role: boss', 'bad-value', 'people[0].role', 'boss'],
  ['an unknown mode', 'mode: act', 'mode: atc', 'bad-value', 'matrix[0].rows[0].business-hours.mode', 'atc'],
  ['an unknown priority', 'P3: queue', 'P5: queue', 'unknown-key', 'matrix[0].rows[0].after-hours.P5', 'P5'],
  [
    'two accountable people',
    'accountable: pat',
    'accountable: [pat, sam]',
    'wrong-type',
    'matrix[0].rows[0].accountable',
    '[pat',
  ],
  ['a bad duration', 'step: 10m', 'step: 10 min', 'bad-value', 'approval.step', '10 min'],
  [
    'a bad duration to inform',
    'inform: {dana: 30m}',
    'inform: {dana: soon}',
    'bad-value',
    'matrix[0].rows[4].inform.dana',
    'soon',
  ],
  ['a date that does not exist', "'2026-01-19'", "'2026-02-30'", 'bad-value', 'holidays.dates[1]', "'2026-02-30'"],
  ['a bad signing date', "signed: '2026-09-21'", 'signed: yesterday', 'bad-value', 'matrix[0].signed', 'yesterday'],
  ['a zone in the wrong case', 'America/Chicago', 'america/chicago', 'bad-value', 'sites[0].timezone', 'america/chicago'],
  ['an offset for a zone', 'America/Chicago', "'-06:00'", 'bad-value', 'sites[0].timezone', "'-06:00'"],
  ['bad hours', 'mon: 08:00-17:00', 'mon: 8-5', 'bad-value', 'hours.mon', '8-5'],
  ['hours past midnight', 'mon: 08:00-17:00', 'mon: 22:00-06:00', 'bad-value', 'hours.mon', '22:00-06:00'],
  ['hours that overlap', 'mon: 08:00-17:00', 'mon: [08:00-12:00, 11:00-17:00]', 'overlap', 'hours.mon[1]', '11:00-17:00'],
  ['hours out of order', 'mon: 08:00-17:00', 'mon: [13:00-17:00, 08:00-12:00]', 'overlap', 'hours.mon[1]', '08:00-12:00'],
  ['an unknown weekday', 'mon: 08:00', 'monday: 08:00', 'unknown-key', 'hours.monday', 'monday'],
  ['a negative cap', 'P1: 2500', 'P1: -1', 'bad-value', 'spending.emergency-cap.P1', '-1'],
  ['an infinite cap', 'P1: 2500', 'P1: .inf', 'bad-value', 'spending.emergency-cap.P1', '.inf'],
  ['approvers that are a person', 'approvers: chain', 'approvers: dana', 'bad-value', 'matrix[0].rows[5].approvers', 'dana'],
  ['an id with a colon', 'id: msp-noc', "id: 'rota:noc'", 'bad-value', 'teams[1].id', "'rota:noc'"],
  ['an id with a meaning', 'id: helen', 'id: none', 'bad-value', 'people[3].id', 'none'],
  ['an unknown country', 'holidays:\n', 'holidays:\n  country: ZZ\n', 'bad-value', 'holidays', 'country: ZZ'],
  [
    'a region of an unknown country',
    'holidays:\n',
    'holidays:\n  country: ZZ\n  region: CA\n',
    'bad-value',
    'holidays',
    'country',
  ],
  ['an unknown region', 'holidays:\n', 'holidays:\n  country: US\n  region: toString\n', 'bad-value', 'holidays', 'country'],
  [
    'a skipped holiday that does not exist',
    'holidays:\n',
    "holidays:\n  country: US\n  skip: [Fools' day]\n",
    'bad-value',
    'holidays',
    'country',
  ],
];

const meaningCases: Case[] = [
  ['a person twice', 'id: sam', 'id: dana', 'duplicate-id', 'people[1].id', 'dana'],
  ['a team called like a person', 'id: msp-tam', 'id: dana', 'duplicate-id', 'teams[3].id', 'dana'],
  ['a row twice', 'id: A-02', 'id: A-01', 'duplicate-id', 'matrix[0].rows[1].id', 'A-01'],
  ['a version twice', "version: '4'", "version: '3'", 'duplicate-id', 'matrix[1].version', "'3'"],
  ['a holiday twice', "'2026-01-19'", "'2026-01-01'", 'duplicate-id', 'holidays.dates[1]', "'2026-01-01'"],
  ['an unknown actor', 'who: [dana]', 'who: [dnaa]', 'unknown-id', 'matrix[0].rows[0].business-hours.who[0]', 'dnaa'],
  ['an actor twice', 'who: [dana]', 'who: [dana, dana]', 'duplicate-id', 'matrix[0].rows[0].business-hours.who[1]', 'dana]'],
  ['an unknown rota', 'who: [dana]', "who: ['rota:it']", 'unknown-id', 'matrix[0].rows[0].business-hours.who[0]', "'rota:it'"],
  ['an accountable team', 'accountable: pat', 'accountable: msp-noc', 'unknown-id', 'matrix[0].rows[0].accountable', 'msp-noc'],
  ['an unknown cover', 'absence-cover: msp-desk', 'absence-cover: desk', 'unknown-id', 'matrix[0].rows[0].absence-cover', 'desk'],
  ['an unknown function', 'sd-tier1-support', 'sd-tier1-suport', 'unknown-id', 'matrix[0].rows[0].function', 'sd-tier1-suport'],
  ['an unknown chain member', '[dana, sam, pat]', '[dana, sam, pta]', 'unknown-id', 'approval.chain[2]', 'pta'],
  ['a team in the chain', '[dana, sam, pat]', '[dana, msp-noc]', 'unknown-id', 'approval.chain[1]', 'msp-noc'],
  ['no chain', 'approval: {chain: [dana, sam, pat], step: 10m}\n', '', 'unknown-id', 'matrix[0].rows[5].approvers', 'chain'],
  ['an unknown gap holder', 'urgent: msp-noc', 'urgent: noc', 'unknown-id', 'gaps.urgent', 'noc'],
  ['an unknown overflow target', 'to: msp-desk\n', 'to: desk\n', 'unknown-id', 'overflow.to', 'desk'],
  ['an unknown authorised contact', '[dana, msp-desk]', '[dana, desk]', 'unknown-id', 'vendors[0].authorised[1]', 'desk'],
  ['an unknown approver', '[dana, sam]\n    pre', '[dana, max]\n    pre', 'unknown-id', 'matrix[0].rows[17].approvers[1]', 'max'],
  ['somebody unknown to inform', 'inform: {dana', 'inform: {dnaa', 'unknown-id', 'matrix[0].rows[4].inform.dnaa', 'dnaa'],
  ['an unknown authoriser', '[helen, pat]', '[helen, peter]', 'unknown-id', 'matrix[0].rows[19].authorisers[1]', 'peter'],
  ['an unknown site', 'scope: {asset: ERP01}', 'scope: {site: mian}', 'unknown-id', 'matrix[0].rows[6].scope.site', 'mian'],
  ['an unknown amended version', "amends: '3'", "amends: '2'", 'unknown-id', 'matrix[1].amends', "'2'"],
  ['an unknown withdrawn row', 'withdraw: [A-11]', 'withdraw: [A-99]', 'unknown-id', 'matrix[1].withdraw[0]', 'A-99'],
  ['a row withdrawn and given', '- id: A-11b', '- id: A-11', 'duplicate-id', 'matrix[1].rows[0].id', 'A-11'],
  ['a version that amends itself', "amends: '3'", "amends: '4'", 'cycle', 'matrix[1].amends', "'4'"],
  ['a withdrawal without an amendment', "  amends: '3'\n", '', 'bad-value', 'matrix[1].withdraw', 'withdraw:'],
  [
    'a missing window',
    'always: {who: [msp-soc], mode: act}',
    'holiday: {who: [msp-soc], mode: act}',
    'missing-window',
    'matrix[0].rows[3]',
    'id: A-04',
  ],
  [
    'a window answered twice',
    'always: {who: [msp-soc], mode: act}',
    'always: {who: [msp-soc], mode: act}\n    weekend: {who: [pat], mode: act}',
    'window-twice',
    'matrix[0].rows[3].weekend',
    'weekend',
  ],
  ['two versions at once', "to: '2027-06-30'", "to: '2027-07-01'", 'overlap', 'matrix[1].from', "'2027-07-01'"],
  ['a version without an end before another', "  to: '2027-06-30'\n", '', 'overlap', 'matrix[1].from', "'2027-07-01'"],
  ['a version that ends before it begins', "to: '2027-06-30'", "to: '2026-06-30'", 'wrong-order', 'matrix[0].to', "'2026-06-30'"],
  [
    'both sides in one cell',
    'who: [dana]',
    'who: [dana, msp-desk]',
    'wrong-side',
    'matrix[0].rows[0].business-hours.who',
    '[dana',
  ],
  [
    'spending approved by the provider',
    'approvers: [pat, sam]',
    'approvers: [ann, sam]',
    'unknown-id',
    'spending.approvers[0]',
    'ann',
  ],
  [
    'overflow that never begins',
    'enter: {untouched: 10, oldest-untouched-p3: 240m}',
    'enter: {}',
    'bad-value',
    'overflow.enter',
    '{}',
  ],
  [
    'overflow that never ends',
    'leave: {untouched: 4, oldest-untouched-p3: 60m, held',
    'leave: {held',
    'bad-value',
    'overflow.leave',
    '{held',
  ],
  [
    'overflow that ends before it begins',
    'leave: {untouched: 4',
    'leave: {untouched: 11',
    'wrong-order',
    'overflow.leave.untouched',
    '11',
  ],
];

describe('parseEngagement', () => {
  it('accepts the example', () => {
    const result = parseEngagement(harbor, 'harbor.yaml');
    expect(result.ok && result.file.matrix.map((version) => version.rows.length)).toEqual([27, 1]);
  });

  it.each([...shapeCases, ...meaningCases])('refuses %s', (_name, find, replace, code, path, points) => {
    expect(harbor).toContain(find);
    const text = harbor.replace(find, () => replace);
    const problem = problemsOf(text).find((each) => each.path === path && each.code === code);
    expect(problem, JSON.stringify(problemsOf(text), null, 1)).toBeDefined();
    expect(problem!.file).toBe('harbor.yaml');
    expect(pointedAt(text, problem!).slice(0, points.length)).toBe(points);
  });

  it('suggests what was probably meant', () => {
    const messages = problemsOf(harbor.replace('summary:', 'sumary:').replace('[dana, sam, pat]', '[dana, smaa, pat]')).map(
      (p) => p.message,
    );
    expect(messages[0]).toContain('Did you mean summary?');
    expect(problemsOf(harbor.replace('function: sv-monitoring', 'function: sv-monitorng'))[0]!.message).toContain(
      'sv-monitoring?',
    );
    expect(problemsOf(harbor.replace("version: '3'", 'version: 3'))[0]!.message).toContain("'3'");
  });

  it('reports problems together, in the order of the text, up to a hundred', () => {
    const text = harbor.replace('America/Chicago', 'Chicago').replace('step: 10m', 'step: ten').replace('mode: act', 'mode: atc');
    expect(problemsOf(text).map((problem) => problem.path)).toEqual([
      'sites[0].timezone',
      'approval.step',
      'matrix[0].rows[0].business-hours.mode',
    ]);
    expect(problemsOf(harbor.replaceAll('[dana', '[nobody')).length).toBeGreaterThan(10);
    expect(problemsOf(`people: [${'{x: 1}, '.repeat(500)}]`)).toHaveLength(100);
  });
});

describe('decisions that never leave the internal side', () => {
  const withRow = (row: string) => `${harbor}  - id: Z-1\n${row}`;
  const row = (fn: string, rest: string) => withRow(`    function: ${fn}\n    always: {who: [pat], mode: act}\n${rest}`);
  const codes = (text: string) => problemsOf(text).map(({ code, path }) => `${code} ${path.replace('matrix[1].rows[1].', '')}`);

  it.each(['vm-risk-accept', 'ir-regulatory', 'ir-extortion-decision', 'st-budget'])('%s', (fn) => {
    expect(codes(row(fn, '    accountable: pat\n'))).toEqual([]);
    expect(codes(row(fn, '    accountable: pat\n    absence-cover: msp-noc\n'))).toEqual(['wrong-side absence-cover']);
    expect(codes(row(fn, '    accountable: pat\n    overflow: true\n'))).toEqual(['wrong-side overflow']);
    const acting = withRow(`    function: ${fn}\n    always: {who: [msp-noc], mode: act}\n    accountable: pat\n`);
    expect(codes(acting)).toEqual(['wrong-side always.who[0]']);
  });

  it('other work may go to the provider', () => {
    expect(codes(row('sv-monitoring', '    accountable: pat\n    absence-cover: msp-noc\n    overflow: true\n'))).toEqual([]);
  });

  it('a provider person cannot be accountable or approve, a rota of theirs cannot hold it', () => {
    const people = harbor.replace('teams:\n', '- {id: nia, name: Nia, side: provider, role: engineer}\nteams:\n');
    const rota =
      'rotas:\n- id: noc\n  timezone: UTC\n  shifts:\n  - {from: 2027-01-01T00:00, to: 2027-02-01T00:00, people: [nia]}\n';
    const text = (rest: string) => people.replace('approval:', () => `${rota}approval:`) + rest;
    const bound = (who: string, rest: string) =>
      `  - id: Z-1\n    function: vm-risk-accept\n    always: {who: [${who}], mode: act}\n    accountable: ${rest}\n`;
    expect(codes(text(bound('pat', 'pat')))).toEqual([]);
    expect(codes(text(bound('pat', 'nia')))).toEqual(['wrong-side accountable']);
    expect(codes(text(bound('pat', 'pat\n    approvers: [sam, nia]')))).toEqual(['wrong-side approvers[1]']);
    expect(codes(text(bound("'rota:noc'", 'pat')))).toEqual(['wrong-side always.who[0]']);
    expect(problemsOf(text('').replace('approvers: [pat, sam]', 'approvers: [nia, sam]')).map((p) => p.path)).toEqual([
      'spending.approvers[0]',
    ]);
  });
});

describe('rotas, teams and absences', () => {
  const sections = (teams: string, rotas: string, absences = '') =>
    harbor
      .replace('teams:\n', () => `- {id: nia, name: Nia, side: provider, role: engineer}\nteams:\n${teams}`)
      .replace('approval:', () => `${rotas}${absences}approval:`);
  const codes = (text: string) => problemsOf(text).map(({ code, path }) => `${code} ${path}`);
  const rota = (lines: string) => `rotas:\n- id: noc\n  timezone: America/Chicago\n${lines}`;
  const shifts = '  shifts:\n  - {from: 2027-01-01T22:00, to: 2027-01-02T06:00, people: [nia]}\n';

  it('accepts shifts, layers, members and a fallback', () => {
    expect(
      codes(sections('- {id: t, side: provider, name: T, members: [nia], rota: noc}\n', rota(`${shifts}  fallback: t\n`))),
    ).toEqual([]);
    const nights = 'restrictions: [{days: [fri, sat], from: "20:00", to: "08:00"}]';
    const layer = `{length: 1w, anchor: 2027-01-04T08:00, turns: [{people: [nia], from: 2027-02-01}], ${nights}}`;
    expect(codes(sections('', rota(`  layers:\n  - ${layer}\n`)))).toEqual([]);
  });

  const weekly = (turns = '{people: [nia]}', more = '', length = '1w', anchor = '2027-01-04T08:00') =>
    `{length: ${length}, anchor: ${anchor}, turns: [${turns}]${more}}`;

  it('says of a layer which of its words are wrong', () => {
    const layered = (layer: string) => codes(sections('', rota(`  layers:\n  - ${layer}\n`)));
    const place = 'rotas[0].layers[0]';
    expect(layered('{turn: 1w, people: [nia]}')).toEqual([
      ...[`missing-key ${place}`, `missing-key ${place}`, `missing-key ${place}`],
      ...[`unknown-key ${place}.turn`, `unknown-key ${place}.people`],
    ]);
    expect(layered(weekly('{people: [nai]}'))).toEqual([`unknown-id ${place}.turns[0].people[0]`]);
    expect(layered(weekly('{people: [nia], from: 2027-02-01, to: 2027-01-01}'))).toEqual([`wrong-order ${place}.turns[0].to`]);
    expect(layered(weekly('{people: [nia]}', '', '7 days'))).toEqual([`bad-value ${place}.length`]);
    expect(layered(weekly('{people: [nia]}', '', '1w', '1950-01-02T08:00'))).toEqual([`bad-value ${place}.anchor`]);
    expect(layered(weekly('{people: [nia]}', ', restrictions: [{days: [fry], from: "8", to: "25:00"}]'))).toEqual([
      `bad-value ${place}.restrictions[0].days[0]`,
      `bad-value ${place}.restrictions[0].from`,
      `bad-value ${place}.restrictions[0].to`,
    ]);
    const many = Array.from({ length: 101 }, () => '{people: [nia]}').join(', ');
    expect(layered(weekly(many))).toEqual([`too-large ${place}.turns`]);
  });

  it('refuses what does not fit', () => {
    expect(codes(sections('- {id: t, side: provider, name: T, members: [dana], rota: ncc}\n', rota(shifts)))).toEqual([
      'wrong-side teams[0].members[0]',
      'unknown-id teams[0].rota',
    ]);
    expect(codes(sections('', rota('')))).toEqual(['bad-value rotas[0]']);
    expect(codes(sections('', rota(`${shifts}  layers: [${weekly()}]\n`)))).toEqual(['bad-value rotas[0]']);
    expect(codes(sections('', rota(shifts.replace('2027-01-02T06:00', '2027-01-01T22:00'))))).toEqual([
      'wrong-order rotas[0].shifts[0].to',
    ]);
    expect(codes(sections('', rota(shifts.replace('[nia]', '[msp-noc]'))))).toEqual(['unknown-id rotas[0].shifts[0].people[0]']);
    expect(codes(sections('', rota(`${shifts}  fallback: 'rota:noc'\n`)))).toEqual(['cycle rotas[0].fallback']);
  });

  it('reads absences with and without an end, an offset or a time of day', () => {
    const absences = (lines: string) => sections('', '', `absences:\n${lines}`);
    const good = '- {person: dana, from: 2027-05-24T00:00, to: 2027-06-02}\n- {person: sam, from: 2027-05-24T00:00-05:00}\n';
    expect(codes(absences(good))).toEqual([]);
    expect(codes(absences('- {person: dana, from: 2027-05-24, to: 2027-05-24T00:00}\n'))).toEqual(['wrong-order absences[0].to']);
    expect(codes(absences('- {person: msp-noc, from: 2027-05-24}\n'))).toEqual(['unknown-id absences[0].person']);
    expect(codes(absences('- {person: dana, from: Monday}\n'))).toEqual(['bad-value absences[0].from']);
    expect(codes(absences(`${good}${good}`))).toEqual(['duplicate-id absences[2]', 'duplicate-id absences[3]']);
  });
});

it("the manual's example is a valid file", () => {
  const manual = readFileSync(new URL('../../docs/using/engagement-file.md', import.meta.url), 'utf8');
  const example = /\n\n((?: {4}.*\n)+)/.exec(manual)![1]!.replaceAll(/^ {4}/gm, '');
  expect(example).toMatch(/^format: tandem/);
  expect(problemsOf(example)).toEqual([]);
});

describe('parseEngagementJson', () => {
  const file = () => {
    const result = parseEngagement(harbor, 'h');
    return result.ok ? (result.file as unknown as Record<string, unknown>) : {};
  };

  it('accepts what the file says, as a copy', () => {
    const input = file();
    const result = parseEngagementJson(input);
    expect(result).toEqual({ ok: true, file: input });
    expect(result.ok && result.file.people).not.toBe(input['people']);
  });

  it('runs the same checks, with a path and no position', () => {
    const result = parseEngagementJson({ ...file(), gaps: { urgent: 'noc', normal: 'dana' } }, 'stored');
    expect(result).toEqual({
      ok: false,
      problems: [expect.objectContaining({ code: 'unknown-id', path: 'gaps.urgent', file: 'stored', line: null, column: null })],
    });
  });

  it('refuses what is not plain data, without throwing', () => {
    const cycle: Record<string, unknown> = file();
    cycle['hours'] = cycle;
    const values = [undefined, null, 1, 'x', [], {}, new Map(), new Date(0), () => 1, 1n, Symbol('x'), cycle];
    for (const value of values) expect(parseEngagementJson(value).ok).toBe(false);
    const odd = [
      { hours: new Map() },
      { hours: 1n },
      { engagement: { id: 'a', name: 'a\u0000b' } },
      JSON.parse('{"__proto__": {"a": 1}}'),
    ];
    for (const value of odd) expect(parseEngagementJson({ ...file(), ...value }).ok).toBe(false);
  });
});

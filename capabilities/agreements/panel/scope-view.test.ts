/**
 * Facts from a draft and rows from facts: an empty draft becomes a whole matrix, and nothing that somebody wrote is
 * replaced unless it is chosen.
 */
import { type Agreement, agreementHash, emptyTerms } from '@tandem/core/commercial/terms.ts';
import { catalogue } from '@tandem/core/responsibility/catalogue.ts';
import { emptyDraft } from '@tandem/core/responsibility/draft.ts';
import type { EngagementFile, Row } from '@tandem/core/responsibility/model.ts';
import { parseEngagementJson } from '@tandem/core/responsibility/parse.ts';
import type { ScopeAnswers } from '@tandem/core/responsibility/scoping/facts.ts';
import { describe, expect, it } from 'vitest';
import { editRows, rowsOf } from './matrix-edit.ts';
import { answered, applyRows, factsOf, forgotten, missingFacts, planRows, uncalledModules } from './scope-view.ts';

const empty = emptyDraft({ id: 'e', name: 'E' }, { internal: { name: 'I' }, provider: { name: 'P' } }, '2027-01-01');
const begun = { file: empty, terms: emptyTerms() };
const staffed: EngagementFile = {
  ...empty,
  people: [
    { id: 'dana', name: 'Dana', side: 'internal', role: 'it' },
    { id: 'pat', name: 'Pat', side: 'internal', role: 'executive' },
  ],
  teams: [
    { id: 'desk', side: 'provider', name: 'Service desk' },
    { id: 'soc', side: 'provider', name: 'Security watch' },
  ],
  approval: { chain: ['dana', 'pat'], step: '10m' },
  vendors: [{ id: 'forge', name: 'Forge', authorised: ['dana', 'desk'] }],
};
const ready = { file: staffed, terms: emptyTerms() };
const read = (agreement: Agreement, answers: ScopeAnswers = {}) => factsOf(answered(agreement, answers));
const all = (base: Agreement, answers: ScopeAnswers = {}) => {
  const agreement = answered(base, answers);
  const facts = factsOf(agreement);
  return applyRows(agreement, facts, new Set(planRows(agreement, facts).added.map(({ key }) => key)));
};

describe('the facts of a draft', () => {
  it('say what is missing before rows can be drafted', () => {
    expect(missingFacts(read(begun, {}))).toEqual(['Add the person on the internal side who answers for the agreement.']);
    expect(missingFacts(read(ready, {}))).toEqual([]);
    const closed = { ...ready, file: { ...staffed, hours: {} } };
    expect(missingFacts(read(closed, {}))).toHaveLength(1);
  });

  it('take the executive who was chosen, unless that person has left', () => {
    expect(read(ready, {}).executive).toBe('pat');
    expect(read(ready, { executive: 'dana' }).executive).toBe('dana');
    expect(read(ready, { executive: 'gone' }).executive).toBe('pat');
  });

  it('guess what a team does until somebody says it', () => {
    expect(read(ready, {}).teams.map(({ does }) => does)).toEqual(['desk', 'security']);
    expect(read(ready, { does: { soc: 'operations' } }).teams.map(({ does }) => does)).toEqual(['desk', 'operations']);
  });

  it.each<ScopeAnswers>([
    { nights: 'none', security: false, overflow: false, untouchable: [] },
    { nights: 'p1p2', security: false, overflow: true, untouchable: ['ERP01'] },
    { nights: 'fullDesk', security: true, overflow: true, untouchable: ['ERP01', 'LAB02'] },
  ])('are read back from the rows that they led to: %o', (answers) => {
    expect(factsOf(all(ready, answers))).toMatchObject(answers);
  });
});

describe('what is wanted', () => {
  it('is kept in the terms, each team and vendor by itself, and changes no hash while nothing is said', () => {
    expect(agreementHash(answered(ready, {}))).toBe(agreementHash(ready));
    const first = answered(ready, { nights: 'none', does: { desk: 'operations' } });
    const { scope } = answered(first, { security: true, does: { soc: 'desk' }, apps: { forge: 'ERP' } }).terms;
    expect(scope).toEqual({
      ...{ nights: 'none', security: true, apps: { forge: 'ERP' } },
      does: { desk: 'operations', soc: 'desk' },
    });
    const left = forgotten({ ...ready, terms: { ...ready.terms, scope: scope! } }, 'soc');
    expect(left.terms.scope?.does).toEqual({ desk: 'operations' });
    expect(forgotten(ready, 'soc')).toEqual(ready);
  });

  it('is left to the rows once they say it', () => {
    const drafted = all(ready, { nights: 'none', untouchable: ['ERP01'], security: true, apps: { forge: 'ERP' } });
    expect(drafted.terms.scope).toEqual({ apps: { forge: 'ERP' } });
    expect(all(ready, { nights: 'none' }).terms).not.toHaveProperty('scope');
    const wanted = answered(drafted, { nights: 'fullDesk' });
    expect(applyRows(wanted, factsOf(wanted), new Set()).terms.scope).toMatchObject({ nights: 'fullDesk' });
  });
});

describe('what is bought', () => {
  it('stays when no row calls for it, and is named', () => {
    const bought = { ...ready, terms: { ...ready.terms, modules: ['compliance', 'backup-leadership', 'own-module'] } };
    const drafted = all(bought, { nights: 'none' });
    expect(drafted.terms.modules).toEqual(expect.arrayContaining(['own-module', 'platform']));
    expect(uncalledModules(drafted)).toContain('own-module');
    expect(uncalledModules(drafted)).not.toContain('platform');
  });
});

describe('drafting rows', () => {
  it('makes an empty draft a whole matrix that parses strictly', () => {
    const { file, terms } = all(ready, { apps: { forge: 'ERP' }, untouchable: ['ERP01'] });
    expect(new Set(rowsOf(file).map((row) => row.function)).size).toBe(catalogue.functions.length);
    expect(rowsOf(file).filter(({ scope }) => scope?.app === 'ERP')).toHaveLength(1);
    expect(parseEngagementJson(file)).toMatchObject({ ok: true });
    expect(terms.modules).not.toEqual([]);
  });

  it('has nothing to do the second time', () => {
    const drafted = all(ready);
    const plan = planRows(drafted, read(drafted, {}));
    expect(plan).toEqual({ added: [], changed: [], same: rowsOf(drafted.file).length });
  });

  it('leaves rows that people edited, and replaces the one that is chosen', () => {
    const drafted = all(ready);
    const [first, second] = rowsOf(drafted.file) as [Row, Row];
    const file = editRows(drafted.file, new Set([first.id, second.id]), (row) => ({ ...row, accountable: 'dana' }));
    const theirs = { ...drafted, file };
    const facts = read(theirs, {});
    const { added, changed } = planRows(theirs, facts);
    expect([added.length, changed.map(({ row }) => row.id)]).toEqual([0, [first.id, second.id]]);
    expect(applyRows(theirs, facts, new Set()).file.matrix).toEqual(file.matrix);
    const next = rowsOf(applyRows(theirs, facts, new Set([changed[1]!.key])).file);
    expect(next.slice(0, 2)).toEqual([{ ...first, accountable: 'dana' }, second]);
  });

  it('gives new rows ids that nobody has, as wide as those that are there', () => {
    const row: Row = { id: 'A-02', function: 'own', always: { who: ['desk'], mode: 'act' }, accountable: 'pat' };
    const file = { ...staffed, matrix: staffed.matrix.map((version) => ({ ...version, rows: [row] })) };
    const ids = rowsOf(all({ file, terms: emptyTerms() }).file).map(({ id }) => id);
    expect(ids.slice(0, 3)).toEqual(['A-02', 'A-01', 'A-03']);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

/**
 * Labels become a question by the first rule that holds; what no rule takes is triage work; nothing is interpreted.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { usualPriorities } from '../contract.ts';
import {
  compileRouting,
  draftRoute,
  hostOf,
  type Register,
  type Rule,
  renderTemplate,
  resolveRoute,
  rulesProblem,
} from './rules.ts';

const rule = (name: string, match: string[], set: Rule['set'] = { function: 'sv-monitoring' }): Rule => ({
  name,
  match: match.map((text) => {
    const [, label = '', op = '=', value = ''] = /^(\w+)(=~|!~|!=|=)(.*)$/.exec(text) ?? [];
    return { label, op: op as '=', value };
  }),
  set,
});
const draft = (rules: Rule[], labels: Record<string, string>) => draftRoute(compileRouting(rules, usualPriorities), labels);
const register: Register = {
  assets: new Map([['erp01', { name: 'ERP01', class: 'server', site: 'main', app: 'ERP' }]]),
  apps: new Map([['erp', { name: 'ERP' }]]),
};
const at = Temporal.Instant.from('2027-05-29T07:10:00Z');

describe('rules', () => {
  it.each([
    [['severity=critical'], { severity: 'critical' }, true],
    [['severity=critical'], { severity: 'Critical' }, false],
    [['severity!=critical'], {}, true],
    [['team='], {}, true],
    [['instance=~erp.*'], { instance: 'erp01:9100' }, true],
    [['instance=~erp'], { instance: 'erp01:9100' }, false],
    [['instance!~erp.*'], { instance: 'fs01' }, true],
    [['a=1', 'b=2'], { a: '1', b: '2' }, true],
    [['a=1', 'b=2'], { a: '1' }, false],
    [[], {}, true],
  ])('%j on %j: %s', (match, labels, holds) => {
    expect(draft([rule('r', match)], labels).rule).toBe(holds ? 'r' : null);
  });

  it('takes the first that holds', () => {
    const rules = [rule('no', ['a=2']), rule('yes', ['a=1'], { function: 'bk-monitor' }), rule('late', [])];
    expect(draft(rules, { a: '1' })).toMatchObject({ rule: 'yes', function: 'bk-monitor' });
  });

  it('makes triage work of what no rule takes, or of a function that is none', () => {
    expect(draft([], { severity: 'critical' })).toMatchObject({ rule: null, function: 'sd-intake-triage', priority: 'P1' });
    expect(draft([rule('r', [], { function: '{work}' })], { work: 'DROP TABLE' })).toMatchObject({
      rule: 'r',
      function: 'sd-intake-triage',
    });
    expect(draft([rule('r', [], { function: '{work}' })], { work: 'bk-monitor' })).toMatchObject({ function: 'bk-monitor' });
    expect(draft([rule('r', [], {})], {})).toMatchObject({ rule: 'r', function: 'sd-intake-triage' });
  });

  it.each([
    [{}, { severity: 'critical' }, 'P1'],
    [{}, { severity: 'WARNING' }, 'P3'],
    [{}, { severity: 'constructor' }, 'P3'],
    [{}, {}, 'P3'],
    [{ priority: 'P4' }, { severity: 'critical' }, 'P4'],
    [{ priority: '{prio}' }, { prio: 'p2', severity: 'critical' }, 'P2'],
    [{ priority: '{prio}' }, { prio: 'nonsense', severity: 'critical' }, 'P1'],
  ])('with %j, %j is %s', (set, labels, priority) => {
    expect(draft([rule('r', [], { function: 'sv-monitoring', ...set })], labels as Record<string, string>).priority).toBe(
      priority,
    );
  });

  it('are refused with their field when they make no sense', () => {
    expect(rulesProblem([rule('r', ['a=~(b'])])).toMatchObject({ field: 'rules.0.match.0.value' });
    expect(rulesProblem([rule('r', []), rule('s', [], { priority: 'P5' })])).toMatchObject({ field: 'rules.1.set.priority' });
    expect(rulesProblem([rule('r', [], { function: 'Not An Id' })])).toMatchObject({ field: 'rules.0.set.function' });
    expect(rulesProblem([rule('r', ['a=~b|c'], { function: '{f}', priority: '{p}' })])).toBeNull();
  });
});

describe('templates', () => {
  it.each([
    ['{instance}', 'erp01.harbor.local:9100'],
    ['{instance|host}', 'erp01'],
    ['{Team|lower}-{Team|upper}', 'ops-OPS'],
    ['{missing}', ''],
    ['a {instance|host} b', 'a erp01 b'],
    ['{nested}', '{instance}'],
    ['{instance|evil}', '{instance|evil}'],
    ['{}', '{}'],
  ])('%s gives %j', (template, text) => {
    expect(renderTemplate(template, { instance: 'erp01.harbor.local:9100', Team: 'Ops', nested: '{instance}' })).toBe(text);
  });

  it('never read a label as a template, and keep to one line', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (value) => {
        const text = renderTemplate('{a}', { a: value, b: 'SECRET' });
        expect(text.includes('SECRET')).toBe(value.includes('SECRET'));
        expect(text.length).toBeLessThanOrEqual(200);
        expect(text.includes('\n') || text.includes('\0')).toBe(false);
      }),
    );
  });
});

describe('hostOf', () => {
  it.each([
    ['ERP01', 'ERP01'],
    ['erp01.harbor.local:9100', 'erp01'],
    ['https://erp01.harbor.local:8443/health?x=1', 'erp01'],
    ['10.1.2.3:9100', '10.1.2.3'],
    ['10.1.2.3', '10.1.2.3'],
    ['[fe80::1]:9100', 'fe80::1'],
    ['fe80::1', 'fe80::1'],
    ['', ''],
  ])('%s is %s', (text, host) => {
    expect(hostOf(text)).toBe(host);
  });
});

describe('resolveRoute', () => {
  it('adds what the register knows of the asset and its application', () => {
    const route = resolveRoute(draft([rule('r', [])], { instance: 'erp01.harbor.local:9100' }), register, at);
    expect(route.facts).toEqual({
      at: '2027-05-29T07:10:00Z',
      function: 'sv-monitoring',
      priority: 'P3',
      asset: 'ERP01',
      'asset-class': 'server',
      app: 'ERP',
      site: 'main',
    });
  });

  it('keeps a name that the register does not know as it came', () => {
    const route = resolveRoute(draft([], { host: 'NAS77' }), register, at);
    expect(route.facts).toMatchObject({ asset: 'NAS77', function: 'sd-intake-triage' });
    expect(route.notes.join(' ')).toContain('NAS77 is not in the register');
  });

  it('writes an application as the register does, and leaves its vendor out', () => {
    const { facts } = resolveRoute(draft([rule('r', [])], { app: 'erp' }), register, at);
    expect(facts).toEqual({ at: '2027-05-29T07:10:00Z', function: 'sv-monitoring', priority: 'P3', app: 'ERP' });
  });

  it('lets a rule say more than the register', () => {
    const set = {
      function: 'vl-erp-escalation',
      asset: '{box|host}',
      site: 'plant',
      'asset-class': 'database',
      vendor: 'other',
      'user-group': 'executives',
    };
    const route = resolveRoute(draft([rule('r', [], set)], { box: 'erp01:1' }), register, at);
    expect(route.facts).toMatchObject({
      asset: 'ERP01',
      site: 'plant',
      'asset-class': 'database',
      vendor: 'other',
      'user-group': 'executives',
      app: 'ERP',
    });
  });
});

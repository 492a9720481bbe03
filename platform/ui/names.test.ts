import { deedWords } from '@tandem/core/responsibility/deeds.ts';
import { ask, testEngagement } from '@tandem/core/responsibility/test-engagement.ts';
import { describe, expect, it } from 'vitest';
import { buildNames, type Known, spanWords } from './names.ts';

const known: Known = {
  zone: 'America/Chicago',
  groups: [{ id: 'incident-response', name: 'Incident response' }],
  functions: [
    { id: 'ir-containment', name: 'Containment', group: 'incident-response' },
    { id: 'ir-server-containment', name: 'Contain servers', group: 'incident-response' },
  ],
  vendors: [{ id: 'carrier-b', name: 'Carrier B' }],
  sites: [
    { id: 'main', name: 'Main site' },
    { id: 'plant', name: 'plant' },
  ],
  parties: [
    { id: 'dana', name: 'Dana Ruiz', side: 'internal', kind: 'person' },
    { id: 'msp-soc', name: 'Security operations', side: 'provider', kind: 'team' },
    { id: 'soc', name: 'SOC on call', side: 'provider', kind: 'rota' },
  ],
};
const names = buildNames(known);

describe('names', () => {
  it('are those of the agreement, short for people only', () => {
    expect([names.of('dana'), names.short('dana'), names.short('msp-soc'), names.of('rota:soc')]).toEqual([
      'Dana Ruiz',
      'Dana',
      'Security operations',
      'SOC on call',
    ]);
    expect([names.sideOf('msp-soc'), names.functionOf('ir-containment'), names.groupOf('ir-containment')]).toEqual([
      'provider',
      'Containment',
      'Incident response',
    ]);
  });

  it('stay ids where the agreement does not know them', () => {
    expect([names.of('gone'), names.sideOf('gone'), names.functionOf('gone'), names.groupOf('gone')]).toEqual([
      'gone',
      null,
      'gone',
      'Other work',
    ]);
    expect(buildNames(undefined).read('dana is away.')).toBe('Dana is away.');
  });
});

describe('sentences', () => {
  it('have names and the wall clock for ids and instants', () => {
    expect(names.read('It is 2027-06-30T23:59:08.473-05:00.')).toBe(names.read('It is 2027-06-30T23:59:08-05:00.'));
    expect(names.read('It is 2027-06-30T23:59:08.473-05:00.')).not.toContain('T23');
    expect(names.read('Row A-07 decides ir-server-containment: rota:soc until 2027-07-01T00:00:00-05:00, dana is away.')).toBe(
      'Row A-07 decides Contain servers: SOC on call until Thu 1 Jul 2027, 00:00, Dana Ruiz is away.',
    );
  });

  it('say how somebody acts, where, and for how long, in words', () => {
    expect(names.read('Its after-hours cell gives P1 to msp-soc with mode vendor-case.')).toBe(
      'After hours the row gives P1 to Security operations: opens a case with the vendor.',
    );
    expect(names.read('At site main it is weekend.')).toBe('At Main site it is weekend.');
    const unnamed = buildNames({ ...known, sites: [{ id: 'main', name: 'main' }] });
    expect(unnamed.read('At site main it is weekend.')).toBe('At the main site it is weekend.');
    expect(names.read('At site plant it is weekend.')).toBe('At site plant it is weekend.');
    expect(names.read('A response is due: 60m of elapsed time from the event for P2.')).toBe(
      'A response is due: 1 h of elapsed time from the event for P2.',
    );
    expect(names.read('with mode unheard-of, at site plant-2, in A-10m')).toBe('With mode unheard-of, at site plant-2, in A-10m');
    expect([spanWords('15m'), spanWords('2d'), spanWords('at once')]).toEqual(['15 min', '2 d', 'at once']);
  });

  it.each([
    ['always', 'At all times'],
    ['business-hours', 'In business hours'],
    ['weekend', 'At the weekend'],
    ['holiday', 'On holidays'],
  ])('say when the %s cell of a row holds', (cell, words) => {
    expect(names.read(`Its ${cell} cell queues P3: it waits for dana until 2027-06-30T08:00-05:00.`)).toBe(
      `${words} the row queues P3: it waits for Dana Ruiz until Wed 30 Jun 2027, 08:00.`,
    );
  });

  it('say what a time is', () => {
    const sentence = (window: string) => `At site plant it is 2027-06-30T08:00-05:00, which is ${window}.`;
    expect(names.read(sentence('business-hours'))).toMatch(/, which is within business hours\.$/);
    expect(names.read(sentence('weekend'))).toMatch(/, which is a weekend\.$/);
    expect(names.read('At its default site plant it is 2027-06-30T08:00-05:00, holiday.')).toMatch(/, a holiday\.$/);
  });

  it('say what the traces of the decision core say: none of its words for a window or a cell is left', () => {
    const own = testEngagement([
      { 'business-hours': { who: ['ann'], mode: 'act' }, 'after-hours': { who: ['desk'], mode: 'queue' } },
      { scope: { app: 'erp' }, id: 'R-2' },
    ]);
    const instants = ['2027-01-04T10:00-06:00', '2027-01-04T22:00-06:00', '2027-01-09T10:00-06:00', '2027-01-15T10:00-06:00'];
    for (const at of instants)
      for (const facts of [{ at }, { at, app: 'erp' }]) {
        const written = ask(own, facts).trace.join(' ');
        expect(written).toMatch(/Its [a-z-]+ cell/);
        const read = ask(own, facts).trace.map(names.read).join(' ');
        expect(read).not.toMatch(/\bcell\b|which is (?:business-hours|after-hours|weekend|holiday)\./);
      }
  });

  it('say what may be done as it is said', () => {
    expect([deedWords('disable-standard-account'), deedWords('non-reboot mitigation')]).toEqual([
      'disable standard account',
      'non-reboot mitigation',
    ]);
  });

  it('keep what only contains an id', () => {
    expect(names.read('bordana and msp-soc-2 on 2027-07-01')).toBe('Bordana and msp-soc-2 on 2027-07-01');
  });

  it('drop the function that stands beside them', () => {
    expect(names.readAbout('ir-containment: no row covers it.')).toBe('No row covers it.');
    expect(names.readAbout('note: no row covers it.')).toBe('Note: no row covers it.');
  });
});

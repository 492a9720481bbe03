/**
 * Editing a source's settings changes what was asked for and nothing else.
 */
import { describe, expect, it } from 'vitest';
import type { Rule } from './alerts-data.ts';
import {
  emptySettings,
  firstHeartbeat,
  isSame,
  moveAt,
  newRule,
  prioritiesText,
  readPriorities,
  removeAt,
  replaceAt,
  settingsToKeep,
  withSet,
} from './settings.ts';

describe('rules', () => {
  it('move, and stay at the ends', () => {
    expect(moveAt(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c']);
    expect(moveAt(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c']);
    expect(moveAt(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c']);
    expect(replaceAt(['a', 'b'], 1, 'x')).toEqual(['a', 'x']);
    expect(removeAt(['a', 'b', 'c'], 1)).toEqual(['a', 'c']);
  });

  it('lose a text when it is emptied', () => {
    const rule: Rule = { ...newRule(0), set: { function: 'sv-monitoring', asset: '{instance}' } };
    expect(withSet(rule, 'asset', '').set).toEqual({ function: 'sv-monitoring' });
    expect(withSet(rule, 'priority', 'P1').set).toEqual({ function: 'sv-monitoring', asset: '{instance}', priority: 'P1' });
    expect(rule.set).toEqual({ function: 'sv-monitoring', asset: '{instance}' });
  });
});

describe('priorities', () => {
  it('are read as they are written', () => {
    expect(readPriorities('Critical = p1, warning=P3\nweird word=P2')).toEqual({
      map: { critical: 'P1', warning: 'P3', 'weird word': 'P2' },
      unread: [],
    });
    expect(readPriorities('critical, high=P9')).toEqual({ map: {}, unread: ['critical', 'high=P9'] });
    expect(readPriorities(prioritiesText(emptySettings.priorities.map)).map).toEqual(emptySettings.priorities.map);
  });
});

describe('what is kept', () => {
  it('has a heartbeat where one is needed, and a mapping only where one is read', () => {
    expect(settingsToKeep({ ...emptySettings, name: ' A ', format: 'heartbeat', mapping: 'x' })).toMatchObject({
      name: 'A',
      heartbeat: firstHeartbeat,
      mapping: null,
    });
    expect(settingsToKeep({ ...emptySettings, format: 'mapping' })).toMatchObject({ mapping: '', heartbeat: null });
    expect(isSame(emptySettings, { ...emptySettings })).toBe(true);
    expect(isSame(emptySettings, { ...emptySettings, reopenMinutes: 1 })).toBe(false);
  });
});

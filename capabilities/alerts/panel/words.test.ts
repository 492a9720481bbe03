/**
 * The states of sources and tokens in words, at the edges where they change.
 */
import { describe, expect, it } from 'vitest';
import { minutesWords, pulseState, sourceCounts, timesWords, tokenState } from './words.ts';

const now = Date.parse('2027-05-29T07:10:00Z');
const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString();

describe('pulseState', () => {
  it.each([
    [{ heardAt: null, expectedBy: null, silentSince: null }, 'quiet', 'Never heard'],
    [{ heardAt: at(-5), expectedBy: null, silentSince: null }, 'quiet', 'Heard 5 min ago'],
    [{ heardAt: at(1), expectedBy: null, silentSince: null }, 'quiet', 'Heard now'],
    [{ heardAt: null, expectedBy: at(3), silentSince: null }, 'good', 'Never heard, expected in 3 min'],
    [{ heardAt: at(-5), expectedBy: at(-1), silentSince: null }, 'good', 'Heard 5 min ago, expected now'],
    [{ heardAt: at(-90), expectedBy: at(-60), silentSince: at(-60) }, 'late', 'Silent for 1 h, heard 1 h 30 min ago'],
  ])('%j is %s', (pulse, tone, text) => {
    expect(pulseState(pulse, now)).toEqual({ tone, text });
  });
});

it('says how often', () => {
  expect([timesWords(1), timesWords(3)]).toEqual(['once', '3 times']);
});

describe('tokenState', () => {
  it.each([
    [{ expiresAt: null, revokedAt: null }, true, 'Good'],
    [{ expiresAt: at(30), revokedAt: null }, true, 'Good for 30 min more'],
    [{ expiresAt: at(0), revokedAt: null }, false, 'Replaced'],
    [{ expiresAt: at(30), revokedAt: at(-1) }, false, 'Revoked'],
  ])('%j: %s', (token, good, text) => {
    expect(tokenState(token, now)).toEqual({ good, text });
  });
});

describe('numbers', () => {
  it('say what they mean', () => {
    expect([minutesWords(0), minutesWords(60), minutesWords(90)]).toEqual(['never', '1 h', '1 h 30 min']);
    expect([sourceCounts(0, 0), sourceCounts(2, 1), sourceCounts(0, 3)]).toEqual([
      '0 firing',
      '2 firing, 1 unreadable body',
      '3 unreadable bodies',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { attemptWords, stateFace, unreadWords } from './words.ts';

describe('unreadWords', () => {
  it.each([
    [undefined, 'being read'],
    [{ unread: 0, urgent: 0 }, 'nothing unread'],
    [{ unread: 3, urgent: 0 }, '3 unread'],
    [{ unread: 3, urgent: 1 }, '3 unread, 1 of them urgent'],
  ])('%o', (unread, words) => {
    expect(unreadWords(unread)).toBe(words);
  });
});

describe('attemptWords', () => {
  const attempt = (number: number, outcome: string, detail: string) =>
    attemptWords({ number, outcome, detail, startedAt: '', endedAt: null });

  it('counts tries and says what the other end said', () => {
    expect(attempt(1, 'temporary', '450 greylisted')).toBe('1st try: refused for now, 450 greylisted');
    expect(attempt(2, 'sent', '')).toBe('2nd try: taken');
    expect(attempt(11, 'unknown', '')).toBe('11th try: no answer');
  });
});

it('has a word for every state, so that none stands by colour alone', () => {
  const states = ['queued', 'sending', 'sent', 'failed', 'unknown'] as const;
  expect(new Set(states.map((state) => stateFace(state).word)).size).toBe(5);
});

import { describe, expect, it } from 'vitest';
import { matchShortcut } from './shortcuts.ts';

const all = [
  { keys: '?', words: 'List the shortcuts' },
  { keys: 'g n', words: 'Go to Now' },
  { keys: 'n', words: 'New item' },
  { keys: 'n', words: 'Next finding' },
];

describe('matchShortcut', () => {
  it('matches one key, the latest owner first', () => {
    expect(matchShortcut(all, null, '?')?.words).toBe('List the shortcuts');
    expect(matchShortcut(all, null, 'n')?.words).toBe('Next finding');
  });

  it('prefers the sequence', () => {
    expect(matchShortcut(all, 'g', 'n')?.words).toBe('Go to Now');
  });

  it('waits when a key only begins a sequence', () => {
    expect(matchShortcut(all, null, 'g')).toBeUndefined();
  });
});

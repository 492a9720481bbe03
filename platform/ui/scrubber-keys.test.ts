import { describe, expect, it } from 'vitest';
import { moveInstant } from './scrubber-keys.ts';
import { dayMs, hourMs, minuteMs } from './time-words.ts';

const to = 7 * dayMs;
const changes = [0, 2 * dayMs, 3 * dayMs];
const move = (key: string, shift = false, value = dayMs) => moveInstant(value, key, shift, changes, 0, to);

describe('moveInstant', () => {
  it('moves by a quarter, an hour, a day', () => {
    expect(move('ArrowRight')).toBe(dayMs + 15 * minuteMs);
    expect(move('ArrowLeft', true)).toBe(dayMs - hourMs);
    expect(move('PageUp')).toBe(2 * dayMs);
  });

  it('jumps to the change before and after, and stays when there is none', () => {
    expect(move('.')).toBe(2 * dayMs);
    expect(move(',')).toBe(0);
    expect(move('.', false, 5 * dayMs)).toBe(5 * dayMs);
  });

  it('stays inside the span and ignores other keys', () => {
    expect(move('Home', false, 0)).toBe(0);
    expect(move('End')).toBeLessThan(to);
    expect(move('q')).toBeNull();
  });
});

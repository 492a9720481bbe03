import { describe, expect, it } from 'vitest';
import { layoutYear, moveDay } from './heatmap-layout.ts';

describe('layoutYear', () => {
  const year = layoutYear('2026-11-23', `e.${'.'.repeat(361)}wi`);

  it('puts each day under its weekday', () => {
    expect(year.days[0]).toEqual({ date: '2026-11-23', level: 'error', week: 0, weekday: 0 });
    expect(year.days[6]).toMatchObject({ date: '2026-11-29', week: 0, weekday: 6, level: 'none' });
    expect(year.days[7]).toMatchObject({ week: 1, weekday: 0 });
    expect(year.days.at(-1)).toMatchObject({ date: '2027-11-22', level: 'info' });
  });

  it('starts a year in the middle of a week there', () => {
    expect(layoutYear('2026-11-26', '....').days.map((day) => [day.week, day.weekday])).toEqual([
      [0, 3],
      [0, 4],
      [0, 5],
      [0, 6],
    ]);
  });

  it('names each month once, with room between names', () => {
    expect(year.months[0]).toEqual({ week: 1, text: 'Dec' });
    expect(year.months.map((month) => month.text).join(' ')).toBe('Dec Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov');
  });
});

describe('moveDay', () => {
  it('moves by day and week and stays inside', () => {
    expect(moveDay(10, 'ArrowDown', 365)).toBe(11);
    expect(moveDay(10, 'ArrowRight', 365)).toBe(17);
    expect(moveDay(3, 'ArrowLeft', 365)).toBe(3);
    expect(moveDay(3, 'End', 365)).toBe(364);
    expect(moveDay(3, 'x', 365)).toBeNull();
  });
});

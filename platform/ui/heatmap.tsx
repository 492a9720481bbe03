/**
 * A year at a glance: one cell a day, shaded by the worst finding of that day. The three severities differ by pattern as
 * well as by colour, and the legend shows both. The arrow keys walk over days and weeks, Enter opens a day; the line
 * below names the day under the pointer or the focus, in a place that is always there, so nothing moves.
 */
import { Group, Text } from '@mantine/core';
import { useMemo, useRef, useState } from 'react';
import classes from './heatmap.module.css';
import { type HeatDay, type HeatLevel, layoutYear, moveDay } from './heatmap-layout.ts';

interface HeatmapProps {
  /** What the cells show, for screen readers. */
  label: string;
  firstDay: string;
  letters: string;
  /** What a day holds: "2 gaps, the worst from 00:00". */
  wordsOf(day: HeatDay): string;
  onOpen(day: HeatDay): void;
  /** The day that is open elsewhere on the screen. */
  selected?: string | undefined;
}

const weekdayNames = ['Mon', '', 'Wed', '', 'Fri', '', 'Sun'];
export const levelWords: Record<HeatLevel, string> = { none: 'covered', info: 'note', warning: 'warning', error: 'not covered' };

const dayWords = (date: string): string =>
  Temporal.PlainDate.from(date).toLocaleString('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });

export function Heatmap({ label, firstDay, letters, wordsOf, onOpen, selected }: HeatmapProps) {
  const year = useMemo(() => layoutYear(firstDay, letters), [firstDay, letters]);
  const grid = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const [shown, setShown] = useState<HeatDay | null>(null);
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const next = moveDay(active, event.key, year.days.length);
    if (next === null) return;
    event.preventDefault();
    grid.current?.querySelector<HTMLElement>(`[data-day="${next}"]`)?.focus();
  };
  return (
    <div>
      <div className={`${classes.scroll} t-sideways`}>
        <div className={classes.year} style={{ '--weeks': year.weeks } as React.CSSProperties}>
          <Months months={year.months} />
          {/* biome-ignore lint/a11y/useSemanticElements: cells are placed by week, which a table cannot do by weekday rows of uneven length */}
          <div
            className={classes.grid}
            role="grid"
            aria-label={label}
            ref={grid}
            onKeyDown={onKeyDown}
            tabIndex={-1}
            onMouseLeave={() => setShown(null)}
          >
            {weekdayNames.map((name, weekday) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: weekdays are their index
              // biome-ignore lint/a11y/useSemanticElements: see the grid
              // biome-ignore lint/a11y/useFocusableInteractive: focus roves over the cells
              <div key={weekday} className={classes.row} role="row">
                <span className={classes.weekday} style={{ gridRow: weekday + 1 }} aria-hidden>
                  {name}
                </span>
                {year.days.map((day, index) =>
                  day.weekday === weekday ? (
                    <Cell
                      key={day.date}
                      day={day}
                      index={index}
                      words={wordsOf(day)}
                      tabbable={index === active}
                      selected={day.date === selected}
                      onShow={setShown}
                      onFocus={setActive}
                      onOpen={onOpen}
                    />
                  ) : null,
                )}
              </div>
            ))}
          </div>
        </div>
      </div>
      <Group justify="space-between" gap="sm" mt="xs">
        <Text size="sm" c="dimmed" mih="1.4em" aria-hidden>
          {shown ? `${dayWords(shown.date)}: ${wordsOf(shown)}` : 'Point at a day, or walk with the arrow keys.'}
        </Text>
        <Legend />
      </Group>
    </div>
  );
}

function Months({ months }: { months: readonly { week: number; text: string }[] }) {
  return (
    <div className={classes.months} aria-hidden>
      {months.map((month) => (
        <span key={month.week} style={{ gridColumn: `${month.week + 1} / span 3` }}>
          {month.text}
        </span>
      ))}
    </div>
  );
}

interface CellProps {
  day: HeatDay;
  index: number;
  words: string;
  tabbable: boolean;
  selected: boolean;
  onShow(day: HeatDay): void;
  onFocus(index: number): void;
  onOpen(day: HeatDay): void;
}

function Cell({ day, index, words, tabbable, selected, onShow, onFocus, onOpen }: CellProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a cell of the grid that is pressed to open the day
    <button
      type="button"
      role="gridcell"
      className={classes.cell}
      data-level={day.level}
      data-day={index}
      data-selected={selected || undefined}
      aria-selected={selected}
      aria-label={`${dayWords(day.date)}: ${words}`}
      tabIndex={tabbable ? 0 : -1}
      style={{ gridColumn: day.week + 2, gridRow: day.weekday + 1 }}
      onMouseEnter={() => onShow(day)}
      onFocus={() => {
        onFocus(index);
        onShow(day);
      }}
      onClick={() => onOpen(day)}
    />
  );
}

function Legend() {
  return (
    <Group gap="sm">
      {(['none', 'info', 'warning', 'error'] as const).map((level) => (
        <Group key={level} gap={5}>
          <span className={classes.swatch} data-level={level} aria-hidden />
          <Text size="xs" c="dimmed">
            {levelWords[level]}
          </Text>
        </Group>
      ))}
    </Group>
  );
}

/**
 * Days off by date, in words and by year, each to be taken away; new ones are written as 2027-12-24, several with commas.
 */
import { Group, Pill, Stack, Text } from '@mantine/core';
import { dateText } from '@tandem/core/responsibility/parse/written.ts';
import { dateWords } from '@tandem/platform/ui/time-words.ts';
import { useRef } from 'react';
import { Kept } from './scope-field.tsx';

interface DaysOffProps {
  dates: readonly string[];
  locked: boolean;
  onChange(dates: string[]): void;
}

const written = (text: string): string[] =>
  text
    .split(',')
    .map((date) => date.trim())
    .filter((date) => date !== '');

const problemOf = (text: string): string | null =>
  written(text)
    .map(dateText)
    .find((each) => each !== null) ?? null;

export function DaysOff({ dates, locked, onChange }: DaysOffProps) {
  const list = useRef<HTMLDivElement>(null);
  const sorted = dates.toSorted();
  const years = [...Map.groupBy(sorted, (date) => date.slice(0, 4))];
  const remove = (date: string): void => {
    onChange(dates.filter((each) => each !== date));
    // The button in use is gone: the reader goes on at the day after it, or at the last.
    const place = Math.min(sorted.indexOf(date), sorted.length - 2);
    requestAnimationFrame(() => list.current?.querySelectorAll('button')[place]?.focus());
  };
  return (
    <Stack gap="xs" ref={list}>
      <Kept
        label="Other days off"
        description="Such as 2027-12-24. Enter after each."
        locked={locked}
        value=""
        maxLength={10_000}
        check={problemOf}
        onKeep={(text) => onChange([...new Set([...dates, ...written(text)])].toSorted())}
      />
      {years.map(([year, days]) => (
        <div key={year}>
          <Text size="xs" fw={600} c="dimmed" mb={4}>
            {year}
          </Text>
          <Group gap={6}>
            {days.map((date) => (
              <Pill
                key={date}
                size="md"
                disabled={locked}
                withRemoveButton={!locked}
                removeButtonProps={{ 'aria-label': `Take away ${dateWords(date)}`, 'aria-hidden': false, tabIndex: 0 }}
                onRemove={() => remove(date)}
              >
                {dateWords(date)}
              </Pill>
            ))}
          </Group>
        </div>
      ))}
    </Stack>
  );
}

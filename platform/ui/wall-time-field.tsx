/**
 * A date and time on the wall clock of a zone, and the way back to now. While the text is no instant nothing is told.
 */
import { Button, Group, Input, TextInput } from '@mantine/core';
import { useId } from 'react';
import { type EpochMs, zoneCity } from './time-words.ts';

interface WallTimeFieldProps {
  zone: string;
  at: EpochMs;
  /** With the offset of the zone then: `2027-05-29T02:10-05:00`. */
  onChange(at: string): void;
  onNow(): void;
}

export function WallTimeField({ zone, at, onChange, onNow }: WallTimeFieldProps) {
  const id = useId();
  const wall = Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(zone).toPlainDateTime();
  const set = (text: string): void => {
    if (text.length < 16) return;
    const chosen = Temporal.PlainDateTime.from(text).toZonedDateTime(zone);
    onChange(chosen.toString({ timeZoneName: 'never', smallestUnit: 'minute' }));
  };
  return (
    <div>
      <Group justify="space-between" mih="1.5rem">
        <Input.Label htmlFor={id}>When, in {zoneCity(zone)}</Input.Label>
        <Button variant="subtle" size="compact-xs" h={24} onClick={onNow}>
          Now
        </Button>
      </Group>
      <TextInput
        id={id}
        type="datetime-local"
        max="9999-12-31T23:59"
        value={wall.toString({ smallestUnit: 'minute' })}
        onChange={(event) => set(event.currentTarget.value)}
      />
    </div>
  );
}

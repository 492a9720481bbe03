/**
 * One instant on screen. Relative words when they help, the wall clock of the site always within reach: on hover,
 * and for a screen reader in words that follow the visible ones. The zone is named whenever the reader's own wall clock
 * shows something else.
 */
import { Tooltip, VisuallyHidden } from '@mantine/core';
import { useNow } from './clock.ts';
import { useSite } from './site.ts';
import { type EpochMs, formatWall, relativeWords, type WallStyle, zoneCity, zonesDiffer } from './time-words.ts';

const readerZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** `Sat 29 May 2027, 02:14 Chicago (09:14 for you)`; the bracket only when the two wall clocks differ. */
export function absoluteWords(at: EpochMs, zone: string, reader: string = readerZone): string {
  const wall = `${formatWall(at, zone, 'full')} ${zoneCity(zone)}`;
  return zonesDiffer(at, zone, reader) ? `${wall} (${formatWall(at, reader, 'near')} for you)` : wall;
}

interface MomentProps {
  at: EpochMs;
  /** `relative` by default; a wall style shows the site's clock and keeps the relative words for the tooltip. */
  style?: WallStyle | 'relative';
  zone?: string;
}

export function Moment({ at, style = 'relative', zone }: MomentProps) {
  const site = useSite();
  const now = useNow();
  const shown = zone ?? site.zone;
  const absolute = absoluteWords(at, shown);
  const text = style === 'relative' ? relativeWords(at, now) : formatWall(at, shown, style);
  const named = style !== 'relative' && zonesDiffer(at, shown, readerZone) ? `${text} ${zoneCity(shown)}` : text;
  return (
    <Tooltip label={style === 'relative' ? absolute : `${absolute}, ${relativeWords(at, now)}`}>
      <time dateTime={new Date(at).toISOString()}>
        {named}
        {style === 'relative' && <VisuallyHidden> ({absolute})</VisuallyHidden>}
      </time>
    </Tooltip>
  );
}

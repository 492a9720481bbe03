/**
 * A slider over time that re-answers as it moves. The track shows who answers when, so that the changes are seen before
 * the thumb reaches them. Arrow keys move by the step, with Shift by an hour; Page keys by a day; the comma and the full
 * stop jump to the change before and after, which is what one usually wants to see.
 */
import { useElementSize } from '@mantine/hooks';
import { useRef } from 'react';
import { placeLabel, placeTicks } from './ribbon-layout.ts';
import classes from './scrubber.module.css';
import { moveInstant, stepMs } from './scrubber-keys.ts';
import { type Party, partyLetters, partyWords } from './side.tsx';
import { textWidth } from './text-width.ts';
import { type EpochMs, formatWall } from './time-words.ts';

export interface ScrubberSegment {
  from: EpochMs;
  to: EpochMs;
  party: Party;
  label: string;
}

interface ScrubberProps {
  label: string;
  from: EpochMs;
  to: EpochMs;
  value: EpochMs;
  now: EpochMs;
  zone: string;
  segments: readonly ScrubberSegment[];
  onChange(at: EpochMs): void;
}

const flagPx = 74;

export function Scrubber(props: ScrubberProps) {
  const { label, from, to, value, now, zone, segments, onChange } = props;
  const size = useElementSize<HTMLDivElement>();
  const track = useRef<HTMLDivElement>(null);
  const percent = (at: EpochMs): number => ((at - from) / (to - from)) * 100;
  const holder = segments.find((segment) => segment.from <= value && value < segment.to);
  const drag = (event: React.PointerEvent): void => {
    const box = track.current?.getBoundingClientRect();
    if (!box || (event.type === 'pointermove' && event.buttons === 0)) return;
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId);
    const raw = from + ((event.clientX - box.left) / box.width) * (to - from);
    onChange(Math.min(Math.max(Math.round(raw / stepMs) * stepMs, from), to - stepMs));
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const changes = segments.map((segment) => segment.from);
    const next = moveInstant(value, event.key, event.shiftKey, changes, from, to);
    if (next === null) return;
    event.preventDefault();
    onChange(next);
  };
  return (
    <div className={classes.scrubber} ref={size.ref} onPointerDown={drag} onPointerMove={drag}>
      <div className={classes.track} ref={track}>
        {segments.map((segment) => (
          <TrackSegment
            key={segment.from}
            segment={segment}
            left={percent(Math.max(segment.from, from))}
            right={percent(Math.min(segment.to, to))}
            thumb={percent(value)}
            width={size.width}
          />
        ))}
        {now > from && now < to && <div className={classes.now} style={{ left: `${percent(now)}%` }} />}
      </div>
      <div
        className={classes.thumb}
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={from}
        aria-valuemax={to}
        aria-valuenow={value}
        aria-valuetext={`${formatWall(value, zone, 'full')}${holder ? `, ${partyWords[holder.party]}, ${holder.label}` : ''}`}
        style={{ left: `${percent(value)}%` }}
        onKeyDown={onKeyDown}
      >
        <span className={classes.flag} style={{ left: flagShift(percent(value), size.width) }}>
          {formatWall(value, zone, 'near')}
        </span>
      </div>
      <Axis {...props} width={size.width} />
    </div>
  );
}

/** Keeps the flag inside the track at both ends. */
function flagShift(percent: number, width: number): number {
  const x = (percent / 100) * width;
  return Math.min(Math.max(-flagPx / 2, -x), width - flagPx - x);
}

interface TrackSegmentProps {
  segment: ScrubberSegment;
  /** Percent of the track. */
  left: number;
  right: number;
  thumb: number;
  width: number;
}

/** Its label keeps clear of the thumb, as labels of the ribbon keep clear of the now-line. */
function TrackSegment({ segment, left, right, thumb, width }: TrackSegmentProps) {
  if (right <= left) return null;
  const room = ((right - left) / 100) * width;
  const letter = partyLetters[segment.party];
  const place = placeLabel(room, ((thumb - left) / 100) * width, [`${letter}  ${segment.label}`, letter], textWidth);
  return (
    <div className={classes.segment} data-party={segment.party} style={{ left: `${left}%`, width: `${right - left}%` }}>
      {place && (
        <span className={classes.label} style={{ left: place.left, width: place.width }}>
          {place.text}
        </span>
      )}
    </div>
  );
}

function Axis({ from, to, zone, width }: ScrubberProps & { width: number }) {
  const ticks = placeTicks(from, to, zone, width || 600);
  return (
    <div className={classes.axis} aria-hidden>
      {ticks.map((tick, index) => {
        const room = (((ticks[index + 1]?.at ?? to) - tick.at) / (to - from)) * width;
        return room < 34 ? null : (
          <span
            key={tick.at}
            className={classes.tick}
            style={{ left: `${((tick.at - from) / (to - from)) * 100}%`, maxWidth: room }}
          >
            {room < 76 && tick.day ? formatWall(tick.at, zone, 'weekday') : tick.text}
          </span>
        );
      })}
    </div>
  );
}

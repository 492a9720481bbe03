/**
 * The ribbon: who has what over a span, one row per function group, coloured by side. It is a grid for the keyboard:
 * left and right walk through a row, up and down change the row at the same instant, Enter opens why. On a narrow
 * screen the same rows become a list of "now" and "then". Layout decisions are in ribbon-layout.ts.
 */
import { Tooltip } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useRef, useState } from 'react';
import classes from './ribbon.module.css';
import {
  cutSegments,
  indexAt,
  placeLabel,
  placeTicks,
  placeTickWords,
  type RibbonRow,
  type RibbonSegment,
} from './ribbon-layout.ts';
import { RibbonList } from './ribbon-list.tsx';
import type { RibbonProps } from './ribbon-props.ts';
import { partyLetters, partyWords } from './side.tsx';
import { textWidth } from './text-width.ts';
import { type EpochMs, formatWall } from './time-words.ts';

const listBelowPx = 560;
/** The side's letter before a label, with its space. */
const letterPx = 15;
const letterGapPx = 6;

export function Ribbon(props: RibbonProps) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  return (
    <div ref={ref}>{width > 0 && width < listBelowPx ? <RibbonList {...props} /> : <RibbonGrid {...props} width={width} />}</div>
  );
}

function RibbonGrid(props: RibbonProps & { width: number }) {
  const { from, to, now, zone, rows, shades = [], width, label } = props;
  const percent = (at: EpochMs): number => ((at - from) / (to - from)) * 100;
  const track = useElementSize<HTMLDivElement>();
  const keyboard = useGridKeys(rows, from, to, now);
  const nowShown = now >= from && now < to;
  return (
    <div className={classes.ribbon}>
      <Axis {...props} width={track.width || width * 0.84} percent={percent} />
      {/* biome-ignore lint/a11y/useSemanticElements: a table element cannot hold absolutely placed spans of time */}
      <div
        className={classes.rows}
        role="grid"
        aria-label={label}
        onKeyDown={keyboard.onKeyDown}
        ref={keyboard.ref}
        tabIndex={-1}
      >
        <div className={classes.backdrop} ref={track.ref} role="presentation">
          {shades
            .filter((shade) => shade.to > from && shade.from < to)
            .map((shade) => (
              <div
                key={shade.from}
                className={classes.shade}
                style={bar(percent(Math.max(shade.from, from)), percent(Math.min(shade.to, to)))}
              />
            ))}
          {placeTicks(from, to, zone, track.width || width).map((tick) => (
            <div key={tick.at} className={classes.grid} style={{ left: `${percent(tick.at)}%` }} />
          ))}
        </div>
        {rows.map((row, at) => (
          <Row
            key={row.id}
            {...props}
            row={row}
            at={at}
            trackWidth={track.width}
            active={keyboard.active}
            onFocusSegment={keyboard.focus}
          />
        ))}
        {nowShown && (
          <div className={classes.backdrop} role="presentation">
            <div className={classes.now} style={{ left: `${percent(now)}%` }} />
          </div>
        )}
      </div>
    </div>
  );
}

const bar = (left: number, right: number) => ({ left: `${left}%`, width: `${Math.max(right - left, 0)}%` });

function Axis({
  from,
  to,
  now,
  zone,
  shades = [],
  width,
  percent,
}: RibbonProps & { width: number; percent(at: EpochMs): number }) {
  const nowShown = now >= from && now < to;
  const named = placeTicks(from, to, zone, width).map((tick) => {
    const shade = tick.day ? shades.find((found) => found.from <= tick.at && tick.at < found.to) : undefined;
    if (!shade) return tick;
    const weekday = formatWall(tick.at, zone, 'weekday');
    return { ...tick, text: `${weekday} · ${shade.label}`, short: weekday };
  });
  const xOf = (at: EpochMs): number => (percent(at) / 100) * width;
  const places = placeTickWords(named, xOf, width, nowShown ? xOf(now) : null, textWidth);
  return (
    <div className={classes.axis} aria-hidden>
      {places.map((place) => (
        <span
          key={place.at}
          className={classes.tick}
          data-day={place.day || undefined}
          style={{ left: place.left, maxWidth: place.room }}
        >
          {place.text}
        </span>
      ))}
      {nowShown && (
        <span className={classes.flag} style={{ left: `clamp(20px, ${percent(now)}%, calc(100% - 20px))` }}>
          {formatWall(now, zone, 'time')}
        </span>
      )}
    </div>
  );
}

interface RowProps extends RibbonProps {
  row: RibbonRow;
  at: number;
  trackWidth: number;
  active: [number, number];
  onFocusSegment(row: number, index: number): void;
}

function Row(props: RowProps) {
  const { row, at, from, to } = props;
  const segments = cutSegments(row.segments, from, to);
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    // biome-ignore lint/a11y/useFocusableInteractive: focus roves over the segments inside
    <div className={classes.row} role="row">
      {/* biome-ignore lint/a11y/useSemanticElements: see the grid */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: a heading is read, not focused */}
      <span className={classes.name} role="rowheader" title={row.name}>
        {row.name}
      </span>
      <div className={classes.track} role="presentation">
        {segments.map((segment, index) => (
          <Segment
            key={segment.from}
            {...props}
            segment={segment}
            index={index}
            tabbable={props.active[0] === at && props.active[1] === index}
          />
        ))}
      </div>
    </div>
  );
}

/** `Service desk: provider, Northline desk, Sat 29 May, 17:00 to Tue 1 Jun, 08:00`. */
export function segmentWords(row: RibbonRow, segment: RibbonSegment, zone: string): string {
  const span = `${formatWall(segment.from, zone, 'moment')} to ${formatWall(segment.to, zone, 'moment')}`;
  return `${row.name}: ${partyWords[segment.party]}, ${segment.labels[0]}, ${span}`;
}

/** What is written on a segment is part of its name, so that whoever speaks to the screen can say what they see. */
function nameOf(words: string, written = ''): string {
  return words.includes(written) ? words : `${words} (${written})`;
}

function Segment({
  row,
  segment,
  at,
  index,
  tabbable,
  from,
  to,
  now,
  zone,
  trackWidth,
  onOpen,
  onFocusSegment,
}: RowProps & { segment: RibbonSegment; index: number; tabbable: boolean }) {
  const whole = row.segments.find((found) => found.from <= segment.from && segment.from < found.to) ?? segment;
  const perPx = (to - from) / Math.max(trackWidth, 1);
  const width = (segment.to - segment.from) / perPx - 2;
  const nowX = now >= segment.from && now < segment.to ? (now - segment.from) / perPx : null;
  const place =
    trackWidth > 0
      ? placeLabel(width, nowX, [...segment.labels, ''], (text) => (text ? textWidth(text) : -letterGapPx) + letterPx)
      : null;
  const left = ((segment.from - from) / (to - from)) * 100;
  const right = ((segment.to - from) / (to - from)) * 100;
  return (
    <Tooltip label={`${segmentWords(row, whole, zone)}. ${segment.detail ?? ''}`} openDelay={400}>
      {/* biome-ignore lint/a11y/useSemanticElements: a cell of the grid that is pressed to open why */}
      <button
        type="button"
        role="gridcell"
        className={classes.segment}
        data-party={segment.party}
        data-cut-left={whole.from < from || undefined}
        data-cut-right={whole.to > to || undefined}
        data-cell={`${at}:${index}`}
        aria-label={nameOf(segmentWords(row, whole, zone), place?.text)}
        tabIndex={tabbable ? 0 : -1}
        style={{ left: `${left}%`, width: `calc(${right - left}% - 2px)` }}
        onFocus={() => onFocusSegment(at, index)}
        onClick={() => onOpen(row, whole)}
      >
        {place && (
          <span className={classes.label} style={{ left: place.left, width: place.width }} aria-hidden>
            <span className={classes.text}>
              {segment.party !== 'gap' && <span className={classes.letter} data-letter={partyLetters[segment.party]} />}
              {place.text}
            </span>
          </span>
        )}
      </button>
    </Tooltip>
  );
}

/** Roving focus over `[row, segment]`; a change of row keeps the instant. */
function useGridKeys(rows: readonly RibbonRow[], from: EpochMs, to: EpochMs, now: EpochMs) {
  const ref = useRef<HTMLDivElement>(null);
  const [cell, focus] = useState<[number, number] | null>(null);
  const cut = (row: number): RibbonSegment[] => cutSegments(rows[row]?.segments ?? [], from, to);
  const active: [number, number] = cell ?? [0, indexAt(cut(0), now)];
  const go = (row: number, index: number): void =>
    ref.current?.querySelector<HTMLElement>(`[data-cell="${row}:${index}"]`)?.focus();
  const toRow = (row: number): void => {
    const here = cut(active[0])[active[1]];
    const row2 = Math.min(Math.max(row, 0), rows.length - 1);
    go(row2, indexAt(cut(row2), here ? Math.max(here.from, from) : now));
  };
  const move = (key: string): boolean => {
    const last = cut(active[0]).length - 1;
    if (key === 'ArrowRight') go(active[0], Math.min(active[1] + 1, last));
    else if (key === 'ArrowLeft') go(active[0], Math.max(active[1] - 1, 0));
    else if (key === 'ArrowDown') toRow(active[0] + 1);
    else if (key === 'ArrowUp') toRow(active[0] - 1);
    else if (key === 'Home') go(active[0], 0);
    else if (key === 'End') go(active[0], last);
    else return false;
    return true;
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (move(event.key)) event.preventDefault();
  };
  return { ref, active, onKeyDown, focus: (row: number, index: number) => focus([row, index]) };
}

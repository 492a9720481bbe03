/**
 * Fields of the facts: each is kept when it is left, so that one answer is one step that can be undone. What cannot be
 * kept stays in the field with the sentence that says why.
 */
import { MultiSelect, TextInput } from '@mantine/core';
import { parseDuration } from '@tandem/core/calendar/duration.ts';
import { durationText } from '@tandem/core/responsibility/parse/written.ts';
import { durationWords, minuteMs } from '@tandem/platform/ui/time-words.ts';
import { useLayoutEffect, useRef, useState } from 'react';

interface KeptProps {
  label: string;
  value: string;
  /** How the value reads while nobody writes in the field. */
  words?: string;
  locked: boolean;
  placeholder?: string;
  description?: string;
  maxLength?: number;
  /** What is wrong with the text; null when it can be kept. */
  check?: (text: string) => string | null;
  onKeep(text: string): void;
}

export function Kept({ value, words = value, locked, maxLength = 200, check, onKeep, ...rest }: KeptProps) {
  const [writing, setWriting] = useState(false);
  const [text, setText] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const box = useRef<HTMLInputElement>(null);
  const turns = writing && words !== value;
  // Another text stands there now: what is typed replaces all of it, as in any field that is come to by Tab.
  useLayoutEffect(() => {
    if (turns) box.current?.select();
  }, [turns]);
  const leave = (): void => {
    if (text === null) return;
    const next = text.trim();
    const problem = next === value ? null : (check?.(next) ?? null);
    setWrong(problem);
    if (problem !== null) return;
    setText(null);
    if (next !== value) onKeep(next);
  };
  return (
    <TextInput
      {...rest}
      disabled={locked}
      error={wrong}
      maxLength={maxLength}
      value={text ?? (writing ? value : words)}
      onChange={(event) => setText(event.currentTarget.value)}
      ref={box}
      onFocus={() => setWriting(true)}
      onBlur={() => {
        setWriting(false);
        leave();
      }}
      onKeyDown={(event) => event.key === 'Enter' && leave()}
    />
  );
}

type KeptDurationProps = Omit<KeptProps, 'words' | 'check'> & { mayBeBlank?: boolean };

/** An amount of time, such as 4h: it reads `4 h`, and is written as it is kept. */
export function KeptDuration({ value, mayBeBlank = false, ...rest }: KeptDurationProps) {
  const minutes = parseDuration(value);
  const words = minutes === null ? value : durationWords(minutes * minuteMs);
  return <Kept {...rest} value={value} words={words} check={(text) => (mayBeBlank && text === '' ? null : durationText(text))} />;
}

interface NamesProps {
  label: string;
  description?: string;
  options: readonly { id: string; name: string }[];
  value: readonly string[];
  locked: boolean;
  onChange(ids: string[]): void;
}

/** Some of the people and teams, in the order in which they were chosen. */
export function NamesField({ options, value, locked, onChange, ...rest }: NamesProps) {
  return (
    <MultiSelect
      {...rest}
      searchable
      disabled={locked}
      placeholder={value.length === 0 ? 'Nobody' : ''}
      data={options.map(({ id, name }) => ({ value: id, label: name }))}
      value={[...value]}
      onChange={onChange}
    />
  );
}

const written = {
  date: /^(\d{4}-\d\d-\d\d)?$/,
  'datetime-local': /^(\d{4}-\d\d-\d\dT\d\d:\d\d)?$/,
} as const;

interface TimeFieldProps {
  label: string;
  kind: keyof typeof written;
  value: string;
  onChange(text: string): void;
}

/** The browser's own picker; a time of another kind, such as one with its own offset, is shown as it is written. */
export function TimeField({ kind, value, onChange, label }: TimeFieldProps) {
  return (
    <TextInput
      label={label}
      type={written[kind].test(value) ? kind : 'text'}
      value={value}
      maxLength={25}
      onChange={(event) => onChange(event.currentTarget.value.trim())}
    />
  );
}

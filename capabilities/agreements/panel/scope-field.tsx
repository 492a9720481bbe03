/**
 * Fields of the facts: each is kept when it is left, so that one answer is one step that can be undone. What cannot be
 * kept stays in the field with the sentence that says why.
 */
import { MultiSelect, TextInput } from '@mantine/core';
import { useState } from 'react';

interface KeptProps {
  label: string;
  value: string;
  locked: boolean;
  placeholder?: string;
  description?: string;
  /** What is wrong with the text; null when it can be kept. */
  check?: (text: string) => string | null;
  onKeep(text: string): void;
}

export function Kept({ value, locked, check, onKeep, ...rest }: KeptProps) {
  const [text, setText] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
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
      maxLength={200}
      value={text ?? value}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={(event) => event.key === 'Enter' && leave()}
    />
  );
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

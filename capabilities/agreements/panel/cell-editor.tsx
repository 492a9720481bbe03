/**
 * Editing one cell in place: type to filter people, teams and modes, choose with the arrows, Enter puts it there, Shift-Enter
 * adds a person to those who stand there or takes them out, Escape leaves everything as it was.
 */
import { type Mode, modes } from '@tandem/core/responsibility/model.ts';
import { useEffect, useMemo, useRef, useState } from 'react';
import classes from './matrix.module.css';
import { modeWords } from './mode-words.ts';

export type CellChoice = { kind: 'who'; id: string; join: boolean } | { kind: 'mode'; mode: Mode };

interface Option {
  key: string;
  label: string;
  note: string;
  choice(join: boolean): CellChoice;
}

interface CellEditorProps {
  label: string;
  /** What the person typed to begin. */
  begin: string;
  parties: readonly { id: string; name: string; note: string }[];
  withModes: boolean;
  chosen: readonly string[];
  onChoose(choice: CellChoice): void;
  /** `moved`: go on in the next row. */
  onClose(): void;
}

export function CellEditor({ label, begin, parties, withModes, chosen, onChoose, onClose }: CellEditorProps) {
  const [text, setText] = useState(begin);
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const options = useMemo(() => optionsOf(parties, withModes, text), [parties, withModes, text]);
  const choose = (option: Option | undefined, join: boolean): void => {
    if (option === undefined) return;
    onChoose(option.choice(join));
    if (!join) onClose();
  };
  const press = (event: React.KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === 'Escape' || event.key === 'Tab') onClose();
    else if (event.key === 'Enter') choose(options[at], event.shiftKey);
    else if (event.key === 'ArrowDown') setAt(Math.min(at + 1, options.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
    else return;
    event.preventDefault();
  };
  return (
    <div className={classes.editor}>
      <input
        ref={input}
        className={classes.editorInput}
        role="combobox"
        aria-expanded
        aria-label={label}
        aria-controls="cell-options"
        aria-activedescendant={options[at] && `cell-option-${options[at].key}`}
        placeholder="Type a name or a mode"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={press}
        onBlur={onClose}
      />
      <div className={classes.options} id="cell-options" role="listbox" aria-label={label}>
        {options.map((option, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's
          // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the input
          <div
            key={option.key}
            id={`cell-option-${option.key}`}
            role="option"
            aria-selected={index === at}
            className={classes.option}
            onMouseDown={(event) => event.preventDefault()}
            onClick={(event) => choose(option, event.shiftKey)}
          >
            <span>{option.label}</span>
            <span className={classes.note}>{chosen.includes(option.key) ? 'now' : option.note}</span>
          </div>
        ))}
        {options.length === 0 && <div className={classes.note}>Nobody and no mode is called that.</div>}
      </div>
      <div className={classes.hint}>Enter puts, Shift-Enter adds or takes out, Escape leaves.</div>
    </div>
  );
}

function optionsOf(parties: CellEditorProps['parties'], withModes: boolean, text: string): Option[] {
  const wanted = text.trim().toLowerCase();
  const people = parties.map(
    ({ id, name, note }): Option => ({
      key: id,
      label: name,
      note,
      choice: (join) => ({ kind: 'who', id, join }),
    }),
  );
  const ways = modes.map(
    (mode): Option => ({
      key: `mode:${mode}`,
      label: modeWords[mode],
      note: 'mode',
      choice: () => ({ kind: 'mode', mode }),
    }),
  );
  return [...people, ...(withModes ? ways : [])].filter(
    ({ label, key }) => label.toLowerCase().includes(wanted) || key.toLowerCase().includes(wanted),
  );
}

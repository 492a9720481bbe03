/**
 * A box for words in which an @ opens the people who can read them. Arrows choose, Enter or Tab puts the name, Escape
 * closes the list and nothing else. The focus stays in the box, which names the person under the cursor of the list.
 */
import { Textarea } from '@mantine/core';
import { SideBadge } from '@tandem/platform/ui/side.tsx';
import { type KeyboardEvent, type RefObject, useCallback, useId, useRef, useState } from 'react';
import classes from './comments.module.css';
import type { Reader } from './comments-data.ts';
import { type Asking, askingAt, matching } from './comments-view.ts';

interface MentionBoxProps {
  label: string;
  value: string;
  people: readonly Reader[];
  focused: boolean;
  onChange(value: string): void;
  onSubmit(): void;
}

export function MentionBox(props: MentionBoxProps) {
  const { label, value, focused, onChange } = props;
  const box = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const { offered, chosen, look, choose, leave, press } = useMentions(box, props);
  const list = chosen === undefined ? undefined : id;
  return (
    <div className={classes.box}>
      <Textarea
        ref={box}
        aria-label={label}
        placeholder={label}
        autosize
        minRows={2}
        maxRows={10}
        data-autofocus={focused || undefined}
        autoFocus={focused}
        aria-autocomplete="list"
        aria-controls={list}
        aria-activedescendant={chosen && `${id}-${chosen.memberId}`}
        data-mantine-stop-propagation={chosen !== undefined || undefined}
        value={value}
        onChange={(event) => {
          onChange(event.currentTarget.value);
          look(true);
        }}
        onSelect={() => look(false)}
        onBlur={leave}
        onKeyDown={press}
      />
      {chosen !== undefined && <People id={id} offered={offered} chosen={chosen} onChoose={choose} />}
    </div>
  );
}

/** Most names offered at once; typing narrows them. */
const offeredMost = 8;

function useMentions(box: RefObject<HTMLTextAreaElement | null>, { value, people, onChange, onSubmit }: MentionBoxProps) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const [at, setAt] = useState(0);
  const offered = asking === null ? [] : matching(people, asking.text).slice(0, offeredMost);
  const chosen = offered[Math.min(at, offered.length - 1)];
  const look = (isTyped: boolean): void => {
    const element = box.current;
    const next = element === null ? null : askingAt(element.value, element.selectionStart);
    // Moving about in the text opens no list; it closes one, or follows it.
    if (isTyped) setAt(0);
    if (isTyped || asking !== null) setAsking(next);
  };
  const choose = (person: Reader): void => {
    if (asking === null) return;
    const before = `${value.slice(0, asking.from)}@${person.name} `;
    onChange(before + value.slice(asking.from + 1 + asking.text.length).trimStart());
    setAsking(null);
    requestAnimationFrame(() => box.current?.setSelectionRange(before.length, before.length));
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSubmit();
    else if (chosen === undefined) return;
    else if (event.key === 'ArrowDown') setAt((at + 1) % offered.length);
    else if (event.key === 'ArrowUp') setAt((at + offered.length - 1) % offered.length);
    else if (event.key === 'Enter' || event.key === 'Tab') choose(chosen);
    else if (event.key === 'Escape') setAsking(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { offered, chosen, look, choose, leave: () => setAsking(null), press };
}

interface PeopleProps {
  id: string;
  offered: readonly Reader[];
  chosen: Reader;
  onChoose(person: Reader): void;
}

function People({ id, offered, chosen, onChoose }: PeopleProps) {
  // At the foot of the aside the list would open out of sight.
  const show = useCallback((list: HTMLElement | null) => list?.scrollIntoView({ block: 'nearest' }), []);
  return (
    <div ref={show} className={classes.people} id={id} role="listbox" aria-label="People who can read this">
      {offered.map((person) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the box's
        // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the box
        <div
          key={person.memberId}
          id={`${id}-${person.memberId}`}
          role="option"
          aria-selected={person === chosen}
          className={classes.person}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(person)}
        >
          <SideBadge side={person.side} label={person.name} size="xs" />
        </div>
      ))}
    </div>
  );
}

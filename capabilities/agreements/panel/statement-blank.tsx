/**
 * A blank of the statement of work where it stands: filled in, struck, or open again. What is typed is kept when the field
 * is left, as one edit of the draft.
 */
import { Button, Group, Text, TextInput } from '@mantine/core';
import type { Blank } from '@tandem/core/commercial/statement/model.ts';
import type { Agreement, Terms } from '@tandem/core/commercial/terms.ts';
import { useState } from 'react';
import type { OpenDraft } from './draft-data.ts';
import classes from './statement.module.css';

/** The agreement with the blank filled, struck, or (null) open. */
export function withBlank(agreement: Agreement, id: string, value: Terms['blanks'][string] | null): Agreement {
  const { [id]: _before, ...others } = agreement.terms.blanks;
  return { ...agreement, terms: { ...agreement.terms, blanks: value === null ? others : { ...others, [id]: value } } };
}

export function BlankField({ blank, open }: { blank: Blank; open: OpenDraft }) {
  const put = (value: Terms['blanks'][string] | null) => open.edit((agreement) => withBlank(agreement, blank.id, value));
  if (blank.state === 'struck')
    return (
      <Group className={classes['blank']} gap="xs">
        <Text td="line-through">{blank.label}</Text>
        <Text c="dimmed">struck, not agreed</Text>
        <Button
          size="compact-xs"
          variant="subtle"
          disabled={open.reason !== null}
          title={open.reason ?? undefined}
          onClick={() => put(null)}
        >
          Open it again
        </Button>
      </Group>
    );
  return <Open key={blank.text} blank={blank} reason={open.reason} onPut={put} />;
}

interface OpenProps {
  blank: Blank;
  reason: string | null;
  onPut(value: Terms['blanks'][string] | null): void;
}

function Open({ blank, reason, onPut }: OpenProps) {
  const [text, setText] = useState(blank.text);
  const keep = () => {
    const wanted = text.trim();
    if (wanted !== blank.text) onPut(wanted === '' ? null : { text: wanted });
  };
  return (
    <Group className={`${classes['blank']} ${blank.state === 'open' ? classes['open'] : ''}`} align="flex-end" gap="xs">
      <TextInput
        label={blank.label}
        description={blank.state === 'open' ? 'Open: fill it in or strike it before signing.' : undefined}
        style={{ flex: 1 }}
        maxLength={2_000}
        disabled={reason !== null}
        title={reason ?? undefined}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={keep}
        onKeyDown={(event) => event.key === 'Enter' && keep()}
      />
      <Button variant="default" disabled={reason !== null} title={reason ?? undefined} onClick={() => onPut({ struck: true })}>
        Strike
      </Button>
    </Group>
  );
}

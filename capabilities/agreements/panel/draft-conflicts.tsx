/**
 * Where two people changed the same: both values, in words, and the choice between them. Theirs stands until ours is
 * chosen, so looking away loses nothing of anybody's.
 */
import { Button, Group, Stack, Text } from '@mantine/core';
import type { Names } from '@tandem/platform/ui/names.ts';
import classes from './agreement.module.css';
import type { OpenDraft } from './draft-data.ts';
import { useDraftNames } from './draft-names.ts';
import type { Conflict } from './draft-state.ts';
import { valueWords } from './draft-words.ts';

export function ConflictList({ open }: { open: OpenDraft }) {
  const names = useDraftNames(open.draft.file);
  if (open.conflicts.length === 0) return null;
  return (
    <Stack gap={6} role="region" aria-label="Changes that met">
      {open.conflicts.map((conflict) => (
        <Line key={`${conflict.in} ${conflict.path}`} conflict={conflict} names={names} open={open} />
      ))}
    </Stack>
  );
}

function Line({ conflict, names, open }: { conflict: Conflict; names: Names; open: OpenDraft }) {
  const words = (value: unknown) => names.read(valueWords(value)).slice(0, 160);
  return (
    <div className={classes.conflict} role="alert">
      <Text size="sm">
        <strong>{placeWords(conflict, names)}</strong>: somebody else changed this too. It now says{' '}
        <strong>{words(conflict.theirs)}</strong>; you wrote <strong>{words(conflict.yours)}</strong>.
      </Text>
      <Group gap={6} wrap="nowrap">
        <Button size="compact-sm" variant="default" onClick={() => open.settle(conflict, 'theirs')}>
          Leave theirs
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          disabled={open.reason !== null}
          onClick={() => open.settle(conflict, 'yours')}
        >
          Use mine
        </Button>
      </Group>
    </div>
  );
}

function placeWords({ steps }: Conflict, names: Names): string {
  const [section = '', , list, id, ...rest] = steps;
  const parts = section === 'matrix' && list === 'rows' ? [`Row ${id}`, ...rest] : steps;
  return parts.map((part) => names.of(part)).join(', ');
}

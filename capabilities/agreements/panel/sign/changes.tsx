/**
 * What an agreement says differently from the one before it, one sentence a difference, with the
 * words where wording changes; a long list opens on demand.
 */
import { Button, Text } from '@mantine/core';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { useState } from 'react';
import classes from '../agreement.module.css';
import { Words } from '../words.tsx';
import type { Signing } from './signing-data.ts';

const shownMax = 30;

export function Changes({ changes }: { changes: Signing['changes'] }) {
  const [all, setAll] = useState(false);
  const shown = all ? changes : changes.slice(0, shownMax);
  return (
    <Panel title={changes.length === 0 ? 'Nothing changes' : `What changes (${changes.length})`} flush>
      {changes.length === 0 && (
        <div className={classes.line}>
          <Text c="dimmed">It says the same as what counts before it.</Text>
        </div>
      )}
      {shown.map(({ path, sentence, words }) => (
        <div className={classes.line} key={path}>
          <div style={{ minWidth: 0 }}>
            <Text style={{ overflowWrap: 'anywhere' }}>{sentence}</Text>
            {words && words.length > 0 && <Words parts={words} size="sm" />}
          </div>
        </div>
      ))}
      {changes.length > shown.length && (
        <div className={classes.line}>
          <Button variant="subtle" onClick={() => setAll(true)}>
            Show all {changes.length}
          </Button>
        </div>
      )}
    </Panel>
  );
}

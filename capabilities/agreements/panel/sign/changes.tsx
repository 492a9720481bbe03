/**
 * What an agreement says differently from the one before it, one sentence a difference, with the words where wording
 * changes; of a first agreement, what it agrees, under headings. A long list opens on demand.
 */
import { Button, Text, Title } from '@mantine/core';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { Fragment, useState } from 'react';
import classes from '../agreement.module.css';
import { Words } from '../words.tsx';
import type { Signing } from './signing-data.ts';

const shownMax = 30;

export function Changes({ changes }: { changes: Signing['changes'] }) {
  const [all, setAll] = useState(false);
  const shown = all ? changes : changes.slice(0, shownMax);
  const isFirst = changes.some(({ under }) => under !== undefined);
  const title = isFirst ? 'What is agreed' : changes.length === 0 ? 'Nothing changes' : `What changes (${changes.length})`;
  return (
    <Panel title={title} flush>
      {changes.length === 0 && (
        <div className={classes.line}>
          <Text c="dimmed">It says the same as the version before it; only the dates are new.</Text>
        </div>
      )}
      {shown.map(({ path, sentence, words, under }, index) => (
        <Fragment key={path}>
          {under !== undefined && under !== shown[index - 1]?.under && (
            <div className={classes.line}>
              <Title order={4} size="sm">
                {under}
              </Title>
            </div>
          )}
          <div className={classes.line}>
            <div style={{ minWidth: 0 }}>
              <Text style={{ overflowWrap: 'anywhere' }}>{sentence}</Text>
              {words && words.length > 0 && <Words parts={words} size="sm" />}
            </div>
          </div>
        </Fragment>
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

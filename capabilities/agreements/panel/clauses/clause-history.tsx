/**
 * Every version of a clause, and what any two of them say differently, word by word.
 */
import { Group, Select, Stack, Text } from '@mantine/core';
import { diffWords } from '@tandem/core/commercial/words-diff.ts';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { Moment } from '@tandem/platform/ui/time.tsx';
import { instantMs } from '@tandem/platform/ui/time-words.ts';
import { useState } from 'react';
import classes from '../agreement.module.css';
import { Words } from '../words.tsx';
import { type ClauseVersion, type LibraryClause, placeWords, sectionName } from './clauses-view.ts';

export function ClauseHistory({ clause: { versions } }: { clause: LibraryClause }) {
  return (
    <Panel title="Versions" flush>
      {versions.length > 1 && (
        <div className={classes.line}>
          <Redline versions={versions} />
        </div>
      )}
      {versions.map((version) => (
        <div key={version.id} className={classes.line}>
          <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
            <Text fw={600} size="sm">
              Version {version.version}
              {version.withdrawn ? ': withdrawn' : `: ${version.title}`}
            </Text>
            <Text size="sm">{version.text}</Text>
          </div>
          <Text size="sm" c="dimmed" component="div">
            {version.createdBy}, <Moment at={instantMs(version.createdAt)} />
          </Text>
        </div>
      ))}
    </Panel>
  );
}

function Redline({ versions }: { versions: readonly ClauseVersion[] }) {
  const [newest, before] = versions;
  const [from, setFrom] = useState(before?.id ?? '');
  const [to, setTo] = useState(newest?.id ?? '');
  const [was, is] = [versions.find(({ id }) => id === from), versions.find(({ id }) => id === to)];
  const data = versions.map(({ id, version }) => ({ value: id, label: `Version ${version}` }));
  return (
    <Stack gap="xs" style={{ flex: 1, minWidth: 0 }}>
      <Group gap="xs" grow maw="26rem">
        <Select label="From" data={data} value={from} allowDeselect={false} onChange={(value) => value && setFrom(value)} />
        <Select label="To" data={data} value={to} allowDeselect={false} onChange={(value) => value && setTo(value)} />
      </Group>
      {was && is && <Difference was={was} is={is} />}
    </Stack>
  );
}

function Difference({ was, is }: { was: ClauseVersion; is: ClauseVersion }) {
  const sentences = [
    was.title === is.title ? '' : `The title changes from “${was.title}” to “${is.title}”.`,
    was.section === is.section ? '' : `It moves from “${sectionName(was.section)}” to “${sectionName(is.section)}”.`,
    was.replaces === is.replaces ? '' : `It stands ${placeWords(is)}, no longer ${placeWords(was)}.`,
    was.withdrawn === is.withdrawn ? '' : is.withdrawn ? 'It is withdrawn.' : 'It is in use again.',
    was.text === is.text ? 'The text is the same.' : '',
  ].filter((sentence) => sentence !== '');
  return (
    <Stack gap={4} role="status" aria-label="What changed">
      {sentences.map((sentence) => (
        <Text key={sentence} size="sm">
          {sentence}
        </Text>
      ))}
      {was.text !== is.text && <Words parts={diffWords(was.text, is.text)} />}
    </Stack>
  );
}

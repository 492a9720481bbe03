/**
 * The statement of work of a draft as it will print: sections to go to, blanks to fill in or strike where they stand, the
 * provider's own wording, and the files. An edit shows at once; once the draft is offered it is the document that was frozen.
 */
import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import type { Block, Clause } from '@tandem/core/commercial/statement/model.ts';
import { ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import type { OpenDraft } from './draft-data.ts';
import { DraftFrame, useDraftId } from './draft-frame.tsx';
import classes from './statement.module.css';
import { BlankField } from './statement-blank.tsx';
import { AddClause, removeClause } from './statement-clause.tsx';
import { useStatement } from './statement-data.ts';
import { FromLibrary, LibraryNews } from './statement-library.tsx';
import { StatementTable } from './statement-table.tsx';

export function StatementScreen() {
  return <DraftFrame tab="statement">{(open) => <StatementPage open={open} />}</DraftFrame>;
}

function StatementPage({ open }: { open: OpenDraft }) {
  const { statement, error, retry } = useStatement(open.draft);
  const inTheWay = statement.unresolved.filter(({ kind }) => kind !== 'decision');
  const parts = [
    ...statement.sections.map(({ id, number, title, blocks }) => ({ id, title: `${number}. ${title}`, blocks })),
    ...statement.schedules.map(({ letter, title, blocks }) => ({ id: letter, title: `Schedule ${letter}: ${title}`, blocks })),
  ];
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start">
        <Text maw="44rem">
          {inTheWay.length === 0
            ? 'Nothing in this document stands in the way of signing.'
            : `${inTheWay.length} things stand in the way of signing: blanks to fill in or strike, and facts that are missing.`}{' '}
          It is a draft for counsel, not legal advice.
        </Text>
        <Files open={open} />
      </Group>
      <LibraryNews open={open} />
      {error !== null && (
        <ProblemNote error={error} what="What this version changes (Schedule G) could not be read" onRetry={retry} />
      )}
      <div className={classes['page']}>
        <nav className={classes['contents']} aria-label="Sections">
          {parts.map(({ id, title, blocks }) => {
            const count = blocks.filter((block) => block.kind === 'blank' && block.state === 'open').length;
            return (
              <a key={id} href={`#statement-${id}`}>
                <span>{title}</span>
                {count > 0 && <span className={classes['count']}>{count} open</span>}
              </a>
            );
          })}
        </nav>
        <article className={classes['paper']}>
          <Title order={2}>{statement.title}</Title>
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            Content hash {statement.hash}
          </Text>
          {parts.map(({ id, title, blocks }) => (
            <section key={id} id={`statement-${id}`} aria-label={title}>
              <Stack gap="xs">
                <Title order={3} mt="md">
                  {title}
                </Title>
                {blocks.map((block, index) => (
                  <BlockView key={keyOf(block, index)} block={block} open={open} />
                ))}
              </Stack>
            </section>
          ))}
          <FromLibrary open={open} />
          <AddClause open={open} sections={statement.sections} />
        </article>
      </div>
    </Stack>
  );
}

function keyOf(block: Block, index: number): string {
  return 'id' in block ? `${block.kind} ${block.id}` : `${block.kind} ${index}`;
}

function Files({ open }: { open: OpenDraft }) {
  const draftId = useDraftId();
  const { engagement } = useSession();
  const place = `/api/engagements/${engagement.id}/drafts/${draftId}`;
  const reason = open.saving === 'saved' ? undefined : 'The files hold what is kept; your last edit is not kept yet.';
  return (
    <Stack gap="xs" align="flex-end">
      <Group gap="xs">
        <Button variant="default" component="a" href={`${place}/statement.docx`} download title={reason}>
          Word
        </Button>
        <Button variant="default" component="a" href={`${place}/statement.pdf`} download title={reason}>
          PDF
        </Button>
      </Group>
      <Text size="sm" c="dimmed">
        The matrix alone:{' '}
        {(['xlsx', 'csv', 'yaml', 'json'] as const).map((form) => (
          <Anchor key={form} href={`${place}/matrix.${form}`} download mr="xs" size="sm">
            {form.toUpperCase()}
          </Anchor>
        ))}
      </Text>
    </Stack>
  );
}

function BlockView({ block, open }: { block: Block; open: OpenDraft }) {
  if (block.kind === 'clause') return <ClauseView clause={block} open={open} />;
  if (block.kind === 'table') return <StatementTable table={block} />;
  if (block.kind === 'blank') return <BlankField blank={block} open={open} />;
  if (block.kind === 'paragraph') return <Text>{block.text}</Text>;
  return (
    <ul>
      {block.items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}

function ClauseView({ clause, open }: { clause: Clause; open: OpenDraft }) {
  return (
    <div className={classes['clause']}>
      <span className={classes['number']}>{clause.number}</span>
      <div>
        <strong>{clause.title}.</strong> {clause.text}
        {clause.source === 'provider' && (
          <Group gap="xs">
            <Text size="sm" c="dimmed" fs="italic">
              {capitalised(clause.mark)}
            </Text>
            <Button
              variant="subtle"
              size="compact-xs"
              disabled={open.reason !== null}
              title={open.reason ?? undefined}
              onClick={() => open.edit((agreement) => removeClause(agreement, clause.id))}
            >
              Remove it
            </Button>
          </Group>
        )}
      </div>
    </div>
  );
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

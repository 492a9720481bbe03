/**
 * The provider's clause library: its clauses by section of the statement of work, each with its newest version, and the
 * writing of the next one beside what it would print.
 */
import { Badge, Button, Group, Skeleton, Text } from '@mantine/core';
import { Empty } from '@tandem/platform/ui/empty.tsx';
import { useQueryState } from '@tandem/platform/ui/navigation.tsx';
import { Page } from '@tandem/platform/ui/page.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { Moment } from '@tandem/platform/ui/time.tsx';
import { instantMs } from '@tandem/platform/ui/time-words.ts';
import classes from '../agreement.module.css';
import { ClauseEditor } from './clause-editor.tsx';
import { ClauseHistory } from './clause-history.tsx';
import { useLibrary } from './clauses-data.ts';
import { type LibraryClause, placeWords, sectionName } from './clauses-view.ts';

const fresh = 'new';

export function ClausesScreen() {
  const { reasonAgainst } = useSession();
  const { library, error, retry } = useLibrary();
  const [chosen, setChosen] = useQueryState('clause');
  const opened = library?.find(({ clauseId }) => clauseId === chosen) ?? null;
  const leave = () => setChosen(undefined);
  return (
    <Page
      title="Clauses"
      sub="Your own wording for statements of work. The other side sees a clause when a draft holds it, marked as yours."
      actions={
        <ReasonButton reason={reasonAgainst('agreements.clause.change')} onClick={() => setChosen(fresh)}>
          Write a clause
        </ReasonButton>
      }
    >
      {error !== null && <ProblemNote error={error} what="The clauses could not be read" onRetry={retry} />}
      {library === null && error === null && <Skeleton h={160} radius="lg" role="status" aria-label="Reading the clauses" />}
      {library?.length === 0 && chosen === undefined && (
        <Empty title="No clause of your own yet.">
          A statement of work is written from standard clauses. Write your own here, to stand beside them or in the place of one;
          then put it into a draft on its statement.
        </Empty>
      )}
      {chosen === fresh && <ClauseEditor key={fresh} clause={null} onDone={leave} />}
      {opened !== null && (
        <>
          <ClauseEditor key={opened.newest.id} clause={opened.newest} onDone={leave} />
          <ClauseHistory key={`${opened.newest.id} history`} clause={opened} />
        </>
      )}
      {library !== null && <Sections library={library} chosen={chosen} onOpen={setChosen} />}
    </Page>
  );
}

interface SectionsProps {
  library: readonly LibraryClause[];
  chosen: string | undefined;
  onOpen(clauseId: string): void;
}

function Sections({ library, chosen, onOpen }: SectionsProps) {
  const sections = Map.groupBy(library, ({ newest }) => newest.section);
  return [...sections].map(([section, clauses]) => (
    <Panel key={section} title={sectionName(section)} flush>
      {clauses.map(({ clauseId, newest }) => (
        <div key={clauseId} className={classes.line}>
          <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
            <Group gap="xs">
              <Text fw={600}>{newest.title}</Text>
              {newest.withdrawn && (
                <Badge variant="outline" color="gray">
                  withdrawn
                </Badge>
              )}
            </Group>
            <Text size="sm" c="dimmed" component="div">
              Version {newest.version}, {placeWords(newest)}. {newest.withdrawn ? 'Withdrawn' : 'Written'} by {newest.createdBy}{' '}
              <Moment at={instantMs(newest.createdAt)} />.
            </Text>
          </div>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`${clauseId === chosen ? 'Open above:' : 'Open'} “${newest.title}”`}
            disabled={clauseId === chosen}
            onClick={() => onOpen(clauseId)}
          >
            {clauseId === chosen ? 'Open above' : 'Open'}
          </Button>
        </div>
      ))}
    </Panel>
  ));
}

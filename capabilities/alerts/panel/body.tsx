/**
 * One body from quarantine: as it came, why it could not be read, and the ways to deal with it.
 */
import { Button, Grid, Group, Skeleton, Stack, Text, Textarea } from '@mantine/core';
import { announce } from '@tandem/platform/ui/announcement.tsx';
import { PlaceLink, useNavigation } from '@tandem/platform/ui/navigation.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { announceProblem, ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { Moment } from '@tandem/platform/ui/time.tsx';
import { instantMs } from '@tandem/platform/ui/time-words.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import classes from './alerts.module.css';
import { alertsApi } from './alerts-data.ts';
import { AlertsPage } from './alerts-page.tsx';
import { Fact } from './decision.tsx';
import { codeWords, timesWords } from './words.ts';

type Body = Awaited<ReturnType<typeof alertsApi.quarantine.read.call>>;

export function BodyScreen() {
  const { place } = useNavigation();
  const { engagement } = useSession();
  const entryId = place.split('/')[3] ?? '';
  const entry = useQuery(alertsApi.quarantine.read.queryOptions({ input: { engagementId: engagement.id, entryId } }));
  if (entry.isError)
    return (
      <AlertsPage title="A body in quarantine">
        <ProblemNote error={entry.error} what="The body could not be read" onRetry={() => void entry.refetch()} />
      </AlertsPage>
    );
  if (!entry.data)
    return (
      <AlertsPage title="A body in quarantine">
        <Skeleton h={260} role="status" aria-label="Reading the body" />
      </AlertsPage>
    );
  return <BodyPage entry={entry.data} />;
}

function BodyPage({ entry }: { entry: Body }) {
  return (
    <AlertsPage
      title={codeWords[entry.code] ?? entry.code}
      sub={
        <>
          {entry.field && (
            <>
              At <code>{entry.field}</code>:{' '}
            </>
          )}
          {entry.message}
        </>
      }
    >
      <Grid gap="md">
        <Grid.Col span={{ base: 12, lg: 8 }}>
          <Panel title="As it came">
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
            <section className={classes.raw} tabIndex={0} aria-label="The body as it came">
              <pre>{entry.body === '' ? '(nothing)' : entry.body}</pre>
            </section>
          </Panel>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }}>
          <Stack gap="md">
            <About entry={entry} />
            {entry.state === 'waiting' && <Deal entry={entry} />}
          </Stack>
        </Grid.Col>
      </Grid>
    </AlertsPage>
  );
}

function About({ entry }: { entry: Body }) {
  return (
    <Panel title="About">
      <dl className={classes.facts}>
        <Fact label="Source">
          <PlaceLink to={`/alerts/sources/${entry.sourceId}`}>{entry.sourceName}</PlaceLink>
        </Fact>
        <Fact label="Came">
          {timesWords(entry.count)} · first <Moment at={instantMs(entry.firstAt)} style="moment" />
        </Fact>
        <Fact label="Length">
          {entry.bytes} bytes{entry.cut && ', of which the first 64 KiB are kept'}
        </Fact>
        {entry.contentType && <Fact label="Called itself">{entry.contentType}</Fact>}
        {entry.state !== 'waiting' && <Fact label="Dealt with">{entry.state === 'replayed' ? 'taken in' : 'laid aside'}</Fact>}
      </dl>
    </Panel>
  );
}

function Deal({ entry }: { entry: Body }) {
  const { engagement, reasonAgainst } = useSession();
  const { go } = useNavigation();
  const queries = useQueryClient();
  const [mapping, setMapping] = useState('');
  const ids = { engagementId: engagement.id, entryId: entry.id };
  const done = (text: string, place: string): void => {
    announce(text);
    void queries.invalidateQueries({ queryKey: alertsApi.key() });
    go(place);
  };
  const replay = useMutation(
    alertsApi.quarantine.replay.mutationOptions({
      onSuccess: ({ alerts }) => done('The body was taken in.', alerts[0] ? `/alerts/${alerts[0].id}` : '/alerts/quarantine'),
      onError: (error) => announceProblem(error, 'It still cannot be read'),
    }),
  );
  const dismiss = useMutation(
    alertsApi.quarantine.dismiss.mutationOptions({
      onSuccess: () => done('The body was laid aside.', '/alerts/quarantine'),
      onError: (error) => announceProblem(error, 'It was not laid aside'),
    }),
  );
  const reason = entry.may === true ? null : entry.may;
  return (
    <Panel title="Deal with it">
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          Taken in, it is read as its source reads now, or through a mapping given here, and its alerts get their owners at once.
        </Text>
        <Textarea
          className={classes.mono}
          label="Mapping, if it needs one"
          value={mapping}
          onChange={(event) => setMapping(event.currentTarget.value)}
          autosize
          minRows={3}
          maxRows={14}
          maxLength={10_000}
          spellCheck={false}
        />
        <Group gap="xs">
          <ReasonButton
            reason={reason}
            loading={replay.isPending}
            onClick={() => replay.mutate({ ...ids, ...(mapping.trim() === '' ? {} : { mapping }) })}
          >
            Take it in
          </ReasonButton>
          <Button variant="default" onClick={() => go('/alerts/try', { source: entry.sourceId, body: entry.id })}>
            Try it first
          </Button>
          <ReasonButton
            variant="subtle"
            reason={reasonAgainst('alerts.quarantine.settle')}
            loading={dismiss.isPending}
            onClick={() => dismiss.mutate(ids)}
          >
            Lay it aside
          </ReasonButton>
        </Group>
      </Stack>
    </Panel>
  );
}

/**
 * One alert: what its sender says, who has it and why, and what happened to it. Both sides read the same page.
 */
import { Anchor, Grid, Group, Skeleton, Stack, Text } from '@mantine/core';
import { ClauseOnDemand } from '@tandem/platform/ui/clause.tsx';
import { useLive } from '@tandem/platform/ui/live.ts';
import type { Names } from '@tandem/platform/ui/names.ts';
import { PlaceLink, useNavigation } from '@tandem/platform/ui/navigation.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { Moment } from '@tandem/platform/ui/time.tsx';
import { instantMs } from '@tandem/platform/ui/time-words.ts';
import { useQuery } from '@tanstack/react-query';
import { FlappingMark, StateMark } from './alert-line.tsx';
import classes from './alerts.module.css';
import { type AlertDetail, type Answer, alertsApi, readClause, useAgreement } from './alerts-data.ts';
import { AlertsPage } from './alerts-page.tsx';
import { DecisionCard, Fact, FactLines, Labels, Why } from './decision.tsx';
import { eventWords, type FactName, timesWords } from './words.ts';

export function AlertScreen() {
  const { place } = useNavigation();
  const { engagement } = useSession();
  const { names } = useAgreement();
  const alertId = place.split('/')[2] ?? '';
  const alert = useQuery(alertsApi.alerts.read.queryOptions({ input: { engagementId: engagement.id, alertId } }));
  useLive(['alerts'], (events) => {
    if (events.length === 0 || events.some((event) => event.id === alertId)) void alert.refetch();
  });
  if (alert.isError)
    return (
      <AlertsPage title="Alert">
        <ProblemNote error={alert.error} what="The alert could not be read" onRetry={() => void alert.refetch()} />
      </AlertsPage>
    );
  if (!alert.data)
    return (
      <AlertsPage title="Alert">
        <Skeleton h={260} role="status" aria-label="Reading the alert" />
      </AlertsPage>
    );
  return <AlertPage alert={alert.data} names={names} />;
}

function AlertPage({ alert, names }: { alert: AlertDetail; names: Names }) {
  const answer = alert.answer as Answer | null;
  return (
    <AlertsPage title={alert.title} sub={<Lead alert={alert} names={names} />}>
      <Grid gap="md">
        <Grid.Col span={{ base: 12, lg: 7 }}>
          <Stack gap="md">
            <Panel title="Who has it">
              {answer ? <DecisionCard answer={answer} names={names} /> : <NoDecision alert={alert} />}
            </Panel>
            <Said alert={alert} />
            <History alert={alert} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 5 }}>
          <Stack gap="md">
            {answer && (
              <Panel title="Why">
                <Why answer={answer} names={names} contentHash={alert.contentHash} receiptId={alert.receiptId} />
                <ClauseOnDemand at={alert.firstSeenAt} row={answer.row} version={answer.version} read={readClause} />
              </Panel>
            )}
            <About alert={alert} />
          </Stack>
        </Grid.Col>
      </Grid>
    </AlertsPage>
  );
}

function Lead({ alert, names }: { alert: AlertDetail; names: Names }) {
  return (
    <Group gap="xs">
      <StateMark state={alert.state} />
      {alert.flapping && <FlappingMark transitions={alert.transitionsLastHour} />}
      <span>
        {alert.priority && `${alert.priority} · `}
        {alert.function && `${names.functionOf(alert.function)} · `}from{' '}
        <PlaceLink to={`/alerts/sources/${alert.sourceId}`}>{alert.sourceName}</PlaceLink>
      </span>
    </Group>
  );
}

function NoDecision({ alert }: { alert: AlertDetail }) {
  return (
    <Text c="dimmed">
      {alert.function === null
        ? 'Its sender said that it is over before ever saying that it fires, so there was nothing to own.'
        : 'There was no agreement when it came in, so nobody could be named.'}
    </Text>
  );
}

function Said({ alert }: { alert: AlertDetail }) {
  return (
    <Panel
      title="What its sender says"
      aside={
        alert.link && (
          <Anchor href={alert.link} target="_blank" rel="noreferrer noopener" size="sm" td="underline">
            Open at its source
          </Anchor>
        )
      }
    >
      <Stack gap="sm">
        {alert.detail && <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{alert.detail}</Text>}
        <Labels labels={alert.labels} />
        {alert.cut && (
          <Text size="sm" c="dimmed">
            Labels or texts were longer than what is kept, and were cut.
          </Text>
        )}
      </Stack>
    </Panel>
  );
}

function About({ alert }: { alert: AlertDetail }) {
  const facts = (alert.facts ?? {}) as Partial<Record<FactName, string>>;
  return (
    <Panel title="About">
      <dl className={classes.facts}>
        <Fact label="Rule">{alert.rule ?? 'none: intake and triage'}</Fact>
        <FactLines facts={facts} />
        {alert.severity && <Fact label="Severity">{alert.severity}</Fact>}
        <Fact label="Seen">
          {timesWords(alert.count)} · last <Moment at={instantMs(alert.lastSeenAt)} />
        </Fact>
        {alert.occurrence > 1 && <Fact label="Occurrence">{alert.occurrence}</Fact>}
        {alert.startsAt && (
          <Fact label="Began">
            <Moment at={instantMs(alert.startsAt)} style="moment" />
          </Fact>
        )}
        {alert.endsAt && (
          <Fact label="Ended">
            <Moment at={instantMs(alert.endsAt)} style="moment" />
          </Fact>
        )}
        {alert.group && <Fact label="Group">{alert.group}</Fact>}
      </dl>
    </Panel>
  );
}

function History({ alert }: { alert: AlertDetail }) {
  return (
    <Panel title="What happened">
      <ol className={classes.history}>
        {alert.history.map((event) => (
          <li key={event.id}>
            <span>
              {eventWords[event.kind]}
              {event.kind === 'seen' && `, ${event.count} times by then`}
              {event.priority && event.kind !== 'seen' && event.kind !== 'resolved' && ` as ${event.priority}`}
            </span>
            <Text span size="sm" c="dimmed">
              <Moment at={instantMs(event.at)} style="moment" />
            </Text>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

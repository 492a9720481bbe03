/**
 * One source: its settings, how it is heard, its tokens, and a place to try a body with the settings as they stand on the
 * screen, kept or not. What was changed is kept with one button, over the revision that was read.
 */
import { Button, Grid, Group, Skeleton, Stack, Text } from '@mantine/core';
import { announce } from '@tandem/platform/ui/announcement.tsx';
import { useNow } from '@tandem/platform/ui/clock.ts';
import { useLive } from '@tandem/platform/ui/live.ts';
import { PlaceLink, useNavigation } from '@tandem/platform/ui/navigation.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { announceProblem, ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { type ProblemFacts, problemOf } from '@tandem/platform/ui/problem-facts.ts';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { SideBadge } from '@tandem/platform/ui/side.tsx';
import { Moment } from '@tandem/platform/ui/time.tsx';
import { instantMs } from '@tandem/platform/ui/time-words.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import classes from './alerts.module.css';
import { alertsApi, type Settings, type Source, useSource } from './alerts-data.ts';
import { AlertsPage } from './alerts-page.tsx';
import { Fact } from './decision.tsx';
import { isSame, settingsOf, settingsToKeep } from './settings.ts';
import { SourceForm } from './source-form.tsx';
import { Tokens } from './tokens.tsx';
import { TryPanel } from './try-panel.tsx';
import { formatWords, pulseState } from './words.ts';

export function SourceScreen() {
  const { place } = useNavigation();
  const sourceId = place.split('/')[3] ?? '';
  const source = useSource(sourceId);
  useLive(['alerts.sources'], (events) => {
    if (events.length === 0 || events.some((event) => event.id === sourceId)) void source.refetch();
  });
  if (source.isError)
    return (
      <AlertsPage title="Alert source">
        <ProblemNote error={source.error} what="The source could not be read" onRetry={() => void source.refetch()} />
      </AlertsPage>
    );
  if (!source.data)
    return (
      <AlertsPage title="Alert source">
        <Skeleton h={320} role="status" aria-label="Reading the source" />
      </AlertsPage>
    );
  return <SourcePage key={source.data.id} source={source.data} />;
}

function SourcePage({ source }: { source: Source }) {
  const { parties } = useSession();
  const edit = useEdit(source);
  return (
    <AlertsPage
      title={source.name}
      sub={
        <Group gap="xs">
          <SideBadge side={source.side} label={parties[source.side]} /> {formatWords[source.format]}
        </Group>
      }
      actions={<Actions edit={edit} />}
    >
      <Grid gap="md">
        <Grid.Col span={{ base: 12, lg: 8 }}>
          <Stack gap="md">
            {edit.outdated && (
              <div className={classes.note} data-tone="vendor" role="status">
                This source was changed elsewhere meanwhile. What you keep would be refused.{' '}
                <Button size="compact-sm" variant="default" onClick={edit.reset}>
                  Take the newer settings
                </Button>
              </div>
            )}
            <SourceForm
              key={edit.round}
              settings={edit.settings}
              onChange={edit.set}
              reason={edit.reason}
              problem={edit.problem}
            />
            <TryPanel settings={edit.settings} sourceId={source.id} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }}>
          <Stack gap="md">
            <Heard source={source} />
            <Tokens source={source} />
            <Retire source={source} />
          </Stack>
        </Grid.Col>
      </Grid>
    </AlertsPage>
  );
}

/** Settings on the screen, compared with those that were read when editing began. */
function useEdit(source: Source) {
  const { engagement } = useSession();
  const queries = useQueryClient();
  const [base, setBase] = useState(source);
  const [settings, setSettings] = useState<Settings>(() => settingsOf(source));
  const [problem, setProblem] = useState<ProblemFacts | null>(null);
  const [round, setRound] = useState(0);
  const begin = (from: Source): void => {
    setBase(from);
    setSettings(settingsOf(from));
    setProblem(null);
    setRound((before) => before + 1);
  };
  const keep = useMutation(
    alertsApi.sources.change.mutationOptions({
      onSuccess: (kept) => {
        begin(kept);
        announce('The source is kept. It counts from the next delivery.');
        void queries.invalidateQueries({ queryKey: alertsApi.sources.key() });
      },
      onError: (error) => {
        setProblem(problemOf(error));
        announceProblem(error, 'The source was not changed');
      },
    }),
  );
  return {
    settings,
    set: setSettings,
    problem,
    round,
    reason: source.may === true ? null : source.may,
    changed: !isSame(settings, settingsOf(base)),
    outdated: source.revision > base.revision,
    saving: keep.isPending,
    reset: () => begin(source),
    keep: () =>
      keep.mutate({ engagementId: engagement.id, sourceId: source.id, revision: base.revision, ...settingsToKeep(settings) }),
  };
}

function Actions({ edit }: { edit: ReturnType<typeof useEdit> }) {
  return (
    <>
      {edit.changed && (
        <Button variant="default" onClick={edit.reset}>
          Undo
        </Button>
      )}
      <ReasonButton
        reason={edit.reason ?? (edit.changed ? null : 'Nothing was changed.')}
        loading={edit.saving}
        onClick={edit.keep}
      >
        Keep
      </ReasonButton>
    </>
  );
}

function Heard({ source }: { source: Source }) {
  const now = useNow();
  const { pulse } = source;
  const state = pulseState(pulse, now);
  return (
    <Panel title="How it is">
      <Stack gap="sm">
        <span className={classes.state} data-tone={state.tone} style={{ whiteSpace: 'normal' }}>
          {state.text}
        </span>
        <dl className={classes.facts}>
          {pulse.heardAt && (
            <Fact label="Last heard">
              <Moment at={instantMs(pulse.heardAt)} style="moment" />
            </Fact>
          )}
          <Fact label="Deliveries">{pulse.deliveries}</Fact>
          <Fact label="Alerts">
            {pulse.alerts}
            {source.firing > 0 && (
              <>
                , <PlaceLink to="/alerts" query={{ source: source.id }}>{`${source.firing} firing`}</PlaceLink>
              </>
            )}
          </Fact>
          <Fact label="Unreadable">
            {pulse.refused}
            {source.waiting > 0 && (
              <>
                , <PlaceLink to="/alerts/quarantine" query={{ source: source.id }}>{`${source.waiting} waiting`}</PlaceLink>
              </>
            )}
          </Fact>
        </dl>
      </Stack>
    </Panel>
  );
}

function Retire({ source }: { source: Source }) {
  const { engagement } = useSession();
  const { go } = useNavigation();
  const queries = useQueryClient();
  const [asked, setAsked] = useState(false);
  const retire = useMutation(
    alertsApi.sources.retire.mutationOptions({
      onSuccess: () => {
        void queries.invalidateQueries({ queryKey: alertsApi.sources.key() });
        announce(`${source.name} is retired.`);
        go('/alerts/sources');
      },
      onError: (error) => announceProblem(error, 'The source was not retired'),
    }),
  );
  if (source.retiredAt !== null) return null;
  return (
    <Panel title="Retire it">
      <Stack gap="sm" align="flex-start">
        <Text size="sm" c="dimmed">
          All of its tokens end at once and for good. Its alerts and their history stay.
        </Text>
        {asked ? (
          <Group gap="xs">
            <Button
              color="red"
              variant="outline"
              loading={retire.isPending}
              onClick={() => retire.mutate({ engagementId: engagement.id, sourceId: source.id })}
            >
              Retire {source.name}
            </Button>
            <Button variant="default" onClick={() => setAsked(false)}>
              No
            </Button>
          </Group>
        ) : (
          <ReasonButton variant="default" reason={source.may === true ? null : source.may} onClick={() => setAsked(true)}>
            Retire this source…
          </ReasonButton>
        )}
      </Stack>
    </Panel>
  );
}

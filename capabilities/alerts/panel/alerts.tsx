/**
 * Alerts: what fires, where it came from and who has it. The list does not move under the reader; a line says when
 * something changed, and the reader asks for it.
 */
import { Button, Group, SegmentedControl, Select, Skeleton, Stack, Switch, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { announce } from '@tandem/platform/ui/announcement.tsx';
import { Empty } from '@tandem/platform/ui/empty.tsx';
import { useLive } from '@tandem/platform/ui/live.ts';
import { PlaceLink, useQueryState } from '@tandem/platform/ui/navigation.tsx';
import { ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AlertLine } from './alert-line.tsx';
import classes from './alerts.module.css';
import { alertsApi, useAgreement, useSources } from './alerts-data.ts';
import { AlertsPage } from './alerts-page.tsx';

export function AlertsScreen() {
  return (
    <AlertsPage title="Alerts" sub="What monitoring says, with its owner decided the moment it came in.">
      <AlertList />
    </AlertsPage>
  );
}

function useAlertList() {
  const { engagement } = useSession();
  const [state] = useQueryState('state');
  const [sourceId] = useQueryState('source');
  const [priority] = useQueryState('priority');
  const [flapping] = useQueryState('flapping');
  const [words] = useQueryState('q');
  return useInfiniteQuery(
    alertsApi.alerts.list.infiniteOptions({
      input: (after: string | undefined) => ({
        engagementId: engagement.id,
        limit: 50,
        ...(state === 'all' ? {} : { state: state === 'resolved' ? ('resolved' as const) : ('firing' as const) }),
        ...(after === undefined ? {} : { after }),
        ...(sourceId === undefined ? {} : { sourceId }),
        ...(priority === undefined ? {} : { priority: priority as 'P1' }),
        ...(flapping === undefined ? {} : { flapping: 'yes' as const }),
        ...(words ? { q: words } : {}),
      }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  );
}

function AlertList() {
  const list = useAlertList();
  const { names } = useAgreement();
  const [changed, setChanged] = useState(false);
  useLive(['alerts'], (events) => {
    if (events.length > 0 && events.every((event) => event.topic !== 'alerts')) return;
    setChanged(true);
    announce('Alerts changed.');
  });
  const show = (): void => {
    setChanged(false);
    void list.refetch();
  };
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Stack gap="sm">
      <Filters changed={changed} onShow={show} />
      {list.isError && <ProblemNote error={list.error} what="The alerts could not be read" onRetry={show} />}
      {list.isPending && <RowsSkeleton />}
      {list.isSuccess && rows.length === 0 && <NoAlerts />}
      {rows.length > 0 && (
        <div className={classes.frame}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">Alert</th>
                <th scope="col">State</th>
                <th scope="col">Owner</th>
                <th scope="col" className={classes.wide}>
                  Last seen
                </th>
                <th scope="col">Seen</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <AlertLine key={row.id} row={row} names={names} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show more
        </Button>
      )}
    </Stack>
  );
}

function Filters({ changed, onShow }: { changed: boolean; onShow(): void }) {
  const sources = useSources();
  const [state, setState] = useQueryState('state');
  const [sourceId, setSourceId] = useQueryState('source');
  const [priority, setPriority] = useQueryState('priority');
  const [flapping, setFlapping] = useQueryState('flapping');
  const [words, setWords] = useQueryState('q');
  const later = useDebouncedCallback((text: string) => setWords(text.trim() === '' ? undefined : text.trim()), 250);
  return (
    <Group gap="sm">
      <SegmentedControl
        aria-label="State"
        data={[
          { value: 'firing', label: 'Firing' },
          { value: 'resolved', label: 'Resolved' },
          { value: 'all', label: 'All' },
        ]}
        value={state ?? 'firing'}
        onChange={(next) => setState(next === 'firing' ? undefined : next)}
      />
      <TextInput
        aria-label="Words of the title, or a label's value"
        placeholder="Words of the title, or a label's value"
        defaultValue={words ?? ''}
        onChange={(event) => later(event.currentTarget.value)}
        style={{ flex: '1 1 13rem' }}
      />
      <Select
        aria-label="Source"
        placeholder="Any source"
        data={(sources.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={sourceId ?? null}
        onChange={(next) => setSourceId(next ?? undefined)}
        clearable
        w={190}
      />
      <Select
        aria-label="Priority"
        placeholder="Any priority"
        data={['P1', 'P2', 'P3', 'P4']}
        value={priority ?? null}
        onChange={(next) => setPriority(next ?? undefined)}
        clearable
        w={150}
      />
      <Switch
        label="Flapping"
        checked={flapping !== undefined}
        onChange={(event) => setFlapping(event.currentTarget.checked ? 'yes' : undefined)}
      />
      <Button variant="default" onClick={onShow} disabled={!changed}>
        {changed ? 'Changed meanwhile: show' : 'Up to date'}
      </Button>
    </Group>
  );
}

function NoAlerts() {
  const sources = useSources();
  const [state] = useQueryState('state');
  if (sources.data?.items.length === 0) {
    return (
      <Empty title="Nothing is watched yet." action={<PlaceLink to="/alerts/sources">Set up a source</PlaceLink>}>
        An alert source is an address for Alertmanager, Grafana or anything that can post JSON.
      </Empty>
    );
  }
  return (
    <Empty title={state === undefined ? 'Nothing fires.' : 'No alert is like that.'}>
      Alerts appear here the moment a source sends them, each with its owner and the reasons.
    </Empty>
  );
}

export function RowsSkeleton() {
  return (
    <Stack gap={6} role="status" aria-label="Reading">
      {['a', 'b', 'c', 'd', 'e'].map((key) => (
        <Skeleton key={key} height={52} radius="md" />
      ))}
    </Stack>
  );
}

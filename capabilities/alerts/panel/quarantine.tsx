/**
 * Bodies that could not be read, latest first: why, how often, and from whom.
 */
import { Button, SegmentedControl, Stack } from '@mantine/core';
import { Empty } from '@tandem/platform/ui/empty.tsx';
import { useLive } from '@tandem/platform/ui/live.ts';
import { PlaceLink, useNavigation, useQueryState } from '@tandem/platform/ui/navigation.tsx';
import { ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { Moment } from '@tandem/platform/ui/time.tsx';
import { instantMs } from '@tandem/platform/ui/time-words.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import classes from './alerts.module.css';
import { RowsSkeleton } from './alerts.tsx';
import { alertsApi, type Entry } from './alerts-data.ts';
import { AlertsPage } from './alerts-page.tsx';
import { codeWords, timesWords } from './words.ts';

export function QuarantineScreen() {
  const { engagement } = useSession();
  const [state, setState] = useQueryState('state');
  const [sourceId, setSourceId] = useQueryState('source');
  const list = useInfiniteQuery(
    alertsApi.quarantine.list.infiniteOptions({
      input: (after: string | undefined) => ({
        engagementId: engagement.id,
        limit: 50,
        state: state === 'settled' ? ('settled' as const) : ('waiting' as const),
        ...(after === undefined ? {} : { after }),
        ...(sourceId === undefined ? {} : { sourceId }),
      }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  );
  useLive(['alerts.quarantine'], () => void list.refetch());
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <AlertsPage
      title="Quarantine"
      sub="What came with a good token and could not be read. Nothing here was lost; somebody has to look."
    >
      <Stack gap="sm" align="stretch">
        <div>
          <SegmentedControl
            aria-label="Which bodies"
            data={[
              { value: 'waiting', label: 'Waiting' },
              { value: 'settled', label: 'Dealt with' },
            ]}
            value={state ?? 'waiting'}
            onChange={(next) => setState(next === 'waiting' ? undefined : next)}
          />
          {sourceId !== undefined && (
            <Button ml="sm" variant="subtle" onClick={() => setSourceId(undefined)}>
              Show all sources
            </Button>
          )}
        </div>
        {list.isError && (
          <ProblemNote error={list.error} what="The quarantine could not be read" onRetry={() => void list.refetch()} />
        )}
        {list.isPending && <RowsSkeleton />}
        {list.isSuccess && rows.length === 0 && (
          <Empty title={state === 'settled' ? 'Nothing was dealt with yet.' : 'Everything that came could be read.'}>
            A body that is no alert, or not in the shape of its source, waits here for 30 days with the reason.
          </Empty>
        )}
        {rows.length > 0 && <EntriesTable rows={rows} />}
        {list.hasNextPage && (
          <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show more
          </Button>
        )}
      </Stack>
    </AlertsPage>
  );
}

function EntriesTable({ rows }: { rows: readonly Entry[] }) {
  return (
    <div className={classes.frame}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Reason</th>
            <th scope="col">Source</th>
            <th scope="col">Last came</th>
            <th scope="col">Came</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <EntryLine key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const stateWords = { waiting: '', replayed: 'Taken in. ', dismissed: 'Laid aside. ' };

function EntryLine({ row }: { row: Entry }) {
  const { go } = useNavigation();
  const place = `/alerts/quarantine/${row.id}`;
  return (
    <tr className={classes.row} onClick={() => go(place)}>
      <td className={classes.what}>
        <PlaceLink to={place} className={classes.title} onClick={(event) => event.stopPropagation()}>
          {codeWords[row.code] ?? row.code}
        </PlaceLink>
        <div className={classes.sub}>
          {stateWords[row.state]}
          {row.field && <code>{row.field}</code>} {row.message}
        </div>
      </td>
      <td>{row.sourceName}</td>
      <td className={classes.nowrap}>
        <Moment at={instantMs(row.lastAt)} />
      </td>
      <td className={classes.nowrap}>{timesWords(row.count)}</td>
    </tr>
  );
}

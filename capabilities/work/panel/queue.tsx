/**
 * The queue: what is mine, what nobody has yet, what is due. The list never moves under the reader: when work changes
 * elsewhere a line says so, and the list is read again when the reader asks. Pages follow by key, so the fiftieth
 * thousandth item costs what the first did, and rows off screen are not laid out.
 */
import { Button, Group, Select, Skeleton, Stack, Tabs, TextInput } from '@mantine/core';
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks';
import { announce } from '@tandem/platform/ui/announcement.tsx';
import { Empty } from '@tandem/platform/ui/empty.tsx';
import { useLive } from '@tandem/platform/ui/live.ts';
import { useNavigation, useQueryState } from '@tandem/platform/ui/navigation.tsx';
import { Page } from '@tandem/platform/ui/page.tsx';
import { ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useChosenInView } from '@tandem/platform/ui/sideways.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { itemViews } from '../contract.ts';
import { NewItem } from './new-item.tsx';
import classes from './queue.module.css';
import { QueueRow } from './queue-row.tsx';
import { emptyWords, viewWords } from './words.ts';
import { useCounts, workApi } from './work-data.ts';

type View = (typeof itemViews)[number];

const order: View[] = ['open', 'mine', 'offered', 'unassigned', 'due', 'waiting', 'gaps', 'all'];

export function WorkScreen() {
  const { reasonAgainst } = useSession();
  const [asked, setView] = useQueryState('view');
  const view = order.find((each) => each === asked) ?? 'open';
  const [opening, setOpening] = useState(false);
  const counts = useCounts();
  const line = useChosenInView<HTMLDivElement>(counts.data ? `${view}, counted` : view);
  return (
    <Page
      title="Work"
      sub="Alerts, requests and changes, each in the custody of exactly one side."
      actions={
        <ReasonButton reason={reasonAgainst('work.create')} onClick={() => setOpening(true)}>
          New item
        </ReasonButton>
      }
    >
      <Tabs value={view} onChange={(next) => setView(next === 'open' || next === null ? undefined : next)} keepMounted={false}>
        <Tabs.List ref={line} className="t-sideways" style={{ flexWrap: 'nowrap', overflowY: 'hidden' }} aria-label="Views">
          {order.map((each) => (
            <Tabs.Tab key={each} value={each} style={{ whiteSpace: 'nowrap' }}>
              {viewWords[each]} <CountText count={counts.data?.views[each]} limit={counts.data?.limit} />
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={view} pt="md">
          <QueueList key={view} view={view} />
        </Tabs.Panel>
      </Tabs>
      <NewItem opened={opening} onClose={() => setOpening(false)} />
    </Page>
  );
}

function CountText({ count, limit }: { count: number | undefined; limit: number | undefined }) {
  if (count === undefined) return null;
  return <span style={{ color: 'var(--t-soft)' }}>{limit !== undefined && count >= limit ? `${limit}+` : count}</span>;
}

function QueueList({ view }: { view: View }) {
  const { engagement } = useSession();
  const [words, setWords] = useQueryState('q');
  const [priority, setPriority] = useQueryState('priority');
  const [changed, setChanged] = useState(0);
  const list = useInfiniteQuery(
    workApi.items.list.infiniteOptions({
      input: (after: string | undefined) => ({
        engagementId: engagement.id,
        view,
        sort: view === 'due' ? ('due' as const) : ('newest' as const),
        limit: 50,
        ...(after === undefined ? {} : { after }),
        ...(words ? { q: words } : {}),
        ...(priority ? { priority: priority as 'P1' } : {}),
      }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  );
  useLive(['work'], (events) => {
    setChanged((before) => before + Math.max(events.length, 1));
    announce('The queue changed.');
  });
  const show = (): void => {
    setChanged(0);
    void list.refetch();
  };
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <SearchBox words={words} onWords={setWords} />
        <Select
          aria-label="Priority"
          placeholder="Any priority"
          data={['P1', 'P2', 'P3', 'P4']}
          value={priority ?? null}
          onChange={(next) => setPriority(next ?? undefined)}
          clearable
          w={150}
        />
        <Button variant="default" onClick={show} disabled={changed === 0} data-changed={changed > 0 || undefined}>
          {changed > 0 ? 'Changed meanwhile: show' : 'Up to date'}
        </Button>
      </Group>
      {list.isError && <ProblemNote error={list.error} what="The queue could not be read" onRetry={show} />}
      {list.isPending ? (
        <QueueSkeleton />
      ) : rows.length === 0 && !list.isError ? (
        <Empty title={emptyWords[view].title}>{emptyWords[view].teach}</Empty>
      ) : (
        <QueueTable rows={rows} />
      )}
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show more
        </Button>
      )}
    </Stack>
  );
}

function SearchBox({ words, onWords }: { words: string | undefined; onWords(words: string | undefined): void }) {
  const later = useDebouncedCallback((text: string) => onWords(text.trim() === '' ? undefined : text.trim()), 250);
  return (
    <TextInput
      aria-label="Words of the title, or a number"
      placeholder="Words of the title, or a number"
      defaultValue={words ?? ''}
      onChange={(event) => later(event.currentTarget.value)}
      style={{ flex: '1 1 14rem' }}
    />
  );
}

function QueueTable({ rows }: { rows: Parameters<typeof QueueRow>[0]['row'][] }) {
  const { go } = useNavigation();
  const [current, setCurrent] = useState(-1);
  const move = (by: number): void => {
    const next = Math.min(Math.max(current + by, 0), rows.length - 1);
    setCurrent(next);
    document.getElementById(`work-${rows[next]?.number}`)?.scrollIntoView({ block: 'nearest' });
    announce(rows[next] ? `${rows[next].number}, ${rows[next].title}` : '');
  };
  const open = (): void => {
    const row = rows[current];
    if (row) go(`/work/${row.number}`);
  };
  useHotkeys([
    ['j', () => move(1)],
    ['k', () => move(-1)],
    ['Enter', open],
  ]);
  return (
    <div style={{ border: '1px solid var(--t-line)', borderRadius: 12, background: 'var(--t-panel)', overflow: 'hidden' }}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Item</th>
            <th scope="col">What</th>
            <th scope="col">Held by</th>
            <th scope="col" className={classes.wide}>
              Since
            </th>
            <th scope="col">First response</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <QueueRow key={row.id} row={row} current={index === current} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function QueueSkeleton() {
  return (
    <Stack gap={6} aria-hidden>
      {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
        <Skeleton key={key} height={52} radius="md" />
      ))}
    </Stack>
  );
}

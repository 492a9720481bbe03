/**
 * The open work by who holds it, the most urgent of the newest on top, as the queue shows it.
 */
import { Button, Group, Skeleton, Stack } from '@mantine/core';
import { IconInbox } from '@tabler/icons-react';
import { Empty } from '@tandem/platform/ui/empty.tsx';
import { useNavigation } from '@tandem/platform/ui/navigation.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { ProblemNote } from '@tandem/platform/ui/problem.tsx';
import queue from '../queue.module.css';
import { QueueRow } from '../queue-row.tsx';
import { useCounts } from '../work-data.ts';
import { useItems } from './now-data.ts';

const shownAtOnce = 6;
const looked = 50;
const skeletonRows = Array.from({ length: shownAtOnce }, (_, index) => `row-${index}`);

export function OpenWork() {
  const open = useItems('open', 'newest', looked);
  const counts = useCounts();
  const { go } = useNavigation();
  const total = counts.data?.views.open;
  const shown = open.data?.items.toSorted((a, b) => a.priority.localeCompare(b.priority)).slice(0, shownAtOnce) ?? [];
  const all = (
    <Button variant="subtle" size="compact-sm" onClick={() => go('/work')}>
      {total ? `All ${total}` : 'All work'}
    </Button>
  );
  return (
    <Panel flush title="Open work, by who holds it" aside={all}>
      {open.isError && (
        <ProblemNote error={open.error} what="The open work could not be read" onRetry={() => void open.refetch()} />
      )}
      {open.isPending && (
        <Stack gap={8} px="var(--t-inset)" pb="md" role="status" aria-busy="true" aria-label="Reading the open work">
          {skeletonRows.map((row) => (
            <Skeleton key={row} h={44} />
          ))}
        </Stack>
      )}
      {open.data?.items.length === 0 && (
        <Empty icon={<IconInbox size={26} stroke={1.5} />} title="Nothing is open.">
          Alerts and requests appear here the moment the agreement has named their owner.
        </Empty>
      )}
      {shown.length > 0 && (
        <Group>
          <table className={queue.table}>
            <thead>
              <tr>
                <th>Item</th>
                <th>What</th>
                <th>Held by</th>
                <th className={queue.wide}>Since</th>
                <th>Answer</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <QueueRow key={row.id} row={row} current={false} />
              ))}
            </tbody>
          </table>
        </Group>
      )}
    </Panel>
  );
}

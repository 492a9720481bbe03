/**
 * The record: what happened, by whom, newest first, with the heads that prove it. A person who doubts an entry takes the
 * export and checks it without us; the page says how. New entries are announced and read when the reader asks.
 */
import { Anchor, Button, Code, CopyButton, Group, Skeleton, Stack, Text } from '@mantine/core';
import { createApi } from '@tandem/platform/ui/api.ts';
import { Empty } from '@tandem/platform/ui/empty.tsx';
import { useQueryState } from '@tandem/platform/ui/navigation.tsx';
import { Page } from '@tandem/platform/ui/page.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { auditContract } from '../contract.ts';
import { EntryRow } from './entry-row.tsx';

const api = createApi(auditContract);

export function AuditScreen() {
  const { engagement } = useSession();
  const [action, setAction] = useQueryState('action');
  const list = useInfiniteQuery(
    api.list.infiniteOptions({
      input: (after: string | undefined) => ({
        engagementId: engagement.id,
        limit: 50,
        ...(after === undefined ? {} : { after }),
        ...(action === undefined ? {} : { action }),
      }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  );
  const entries = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      title="Audit"
      sub="What happened and who did it. Nothing here can be changed; a change would break the chain for everybody to see."
      actions={<ExportButton />}
    >
      <Heads />
      <Panel
        title={action === undefined ? 'Entries' : `Entries: ${action}`}
        aside={
          <Group gap="xs">
            {action !== undefined && (
              <Button size="compact-sm" variant="subtle" onClick={() => setAction(undefined)}>
                Show all
              </Button>
            )}
            <Button size="compact-sm" variant="default" loading={list.isRefetching} onClick={() => void list.refetch()}>
              Read again
            </Button>
          </Group>
        }
      >
        {list.isError && (
          <ProblemNote error={list.error} what="The record could not be read" onRetry={() => void list.refetch()} />
        )}
        {list.isPending && <EntriesSkeleton />}
        {list.isSuccess && entries.length === 0 && (
          <Empty title="Nothing is recorded here yet.">Every change of either side is written down the moment it happens.</Empty>
        )}
        <ol style={{ listStyle: 'none', margin: 0, padding: 0 }} aria-label="Entries, newest first">
          {entries.map((entry) => (
            <EntryRow key={`${entry.chain} ${entry.seq}`} entry={entry} onFilter={setAction} />
          ))}
        </ol>
        {list.hasNextPage && (
          <Button mt="sm" variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show older
          </Button>
        )}
      </Panel>
    </Page>
  );
}

function ExportButton() {
  const { engagement, reasonAgainst } = useSession();
  const refused = reasonAgainst('audit.audit.export');
  if (refused !== null) {
    return (
      <ReasonButton variant="default" reason={refused}>
        Export
      </ReasonButton>
    );
  }
  return (
    <Button
      component="a"
      href={`/api/engagements/${engagement.id}/audit.jsonl`}
      variant="default"
      title="Every entry that you may see, one JSON object a line"
    >
      Export
    </Button>
  );
}

/** The newest hash of each chain the reader may see: noted elsewhere, it shows later that nothing was taken away. */
function Heads() {
  const { engagement, parties } = useSession();
  const heads = useQuery(api.heads.queryOptions({ input: { engagementId: engagement.id } }));
  const names: Record<string, string> = {
    shared: 'Both sides',
    internal: `${parties.internal} only`,
    provider: `${parties.provider} only`,
  };
  return (
    <Panel title="Check it without us">
      <Stack gap="xs">
        <Text size="sm" c="dimmed">
          Note a head today. Later, export and run <Code>tandem audit verify audit.jsonl --head shared=…</Code>: it says whether
          any entry was changed, dropped or moved.
        </Text>
        {heads.isPending && <Skeleton height={26} />}
        {heads.data?.heads.map((head) => (
          <Group key={head.chain} gap="sm">
            <Text size="sm" w={190}>
              {names[head.chain] ?? head.chain}, {head.seq} {head.seq === 1 ? 'entry' : 'entries'}
            </Text>
            <Code>{head.hash.slice(0, 16)}…</Code>
            <CopyButton value={`${head.chain}=${head.hash}`}>
              {({ copied, copy }) => (
                <Anchor component="button" type="button" size="sm" onClick={copy}>
                  {copied ? 'Copied' : 'Copy the head'}
                </Anchor>
              )}
            </CopyButton>
          </Group>
        ))}
      </Stack>
    </Panel>
  );
}

function EntriesSkeleton() {
  return (
    <Stack gap="xs" aria-hidden>
      {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((key) => (
        <Skeleton key={key} height={44} />
      ))}
    </Stack>
  );
}

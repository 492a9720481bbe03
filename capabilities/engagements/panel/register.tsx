/**
 * The register: what the assets and applications are that alerts and the agreement name. Found by any word; what is
 * retired stays readable and can be taken back.
 */
import { Button, Checkbox, Group, SegmentedControl, Skeleton, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconSearch } from '@tabler/icons-react';
import { useLive } from '@tandem/platform/ui/live.ts';
import { useQueryState } from '@tandem/platform/ui/navigation.tsx';
import { Page } from '@tandem/platform/ui/page.tsx';
import { announceProblem, ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type App, type Asset, engagementsApi } from './engagements-api.ts';
import { AppDialog, AssetDialog } from './register-dialog.tsx';
import { AppTable, AssetTable } from './register-table.tsx';

type Kind = 'assets' | 'apps';
type Row = Asset | App;

const pageSize = 50;
const typingMs = 250;

function useRegister(kind: Kind, q: string, retired: boolean) {
  const { engagement, reasonAgainst } = useSession();
  const queries = useQueryClient();
  useLive(['engagements.register'], () => void queries.invalidateQueries({ queryKey: engagementsApi.key() }));
  const options = {
    input: (after: string | undefined) => ({
      engagementId: engagement.id,
      limit: pageSize,
      retired: retired ? ('yes' as const) : ('no' as const),
      ...(q && { q }),
      ...(after && { after }),
    }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: { next: string | null }) => last.next ?? undefined,
  };
  const assets = useInfiniteQuery({
    ...engagementsApi.assets.list.infiniteOptions(options),
    enabled: kind === 'assets' && reasonAgainst('engagements.register-read') === null,
  });
  const apps = useInfiniteQuery({ ...engagementsApi.apps.list.infiniteOptions(options), enabled: kind === 'apps' });
  return { assets, apps };
}

/** Retires at once and offers to take it back. */
function useRetire(kind: Kind) {
  const { engagement } = useSession();
  const queries = useQueryClient();
  const engagementId = engagement.id;
  const call = {
    assets: {
      retire: (id: string) => engagementsApi.assets.retire.call({ engagementId, assetId: id }),
      restore: (id: string) => engagementsApi.assets.restore.call({ engagementId, assetId: id }),
    },
    apps: {
      retire: (id: string) => engagementsApi.apps.retire.call({ engagementId, appId: id }),
      restore: (id: string) => engagementsApi.apps.restore.call({ engagementId, appId: id }),
    },
  }[kind];
  const refresh = () => queries.invalidateQueries({ queryKey: engagementsApi[kind].key() });
  const restore = async (row: Row) => {
    try {
      await call.restore(row.id);
      await refresh();
    } catch (error) {
      announceProblem(error, `${row.name} stays retired`);
    }
  };
  const retire = async (row: Row) => {
    try {
      await call.retire(row.id);
    } catch (error) {
      announceProblem(error, `${row.name} was not retired`);
      return;
    }
    await refresh();
    notifications.show({
      id: row.id,
      title: `${row.name} is retired`,
      autoClose: 10_000,
      message: (
        <Button
          size="compact-sm"
          variant="default"
          mt={4}
          onClick={() => {
            notifications.hide(row.id);
            void restore(row);
          }}
        >
          Undo
        </Button>
      ),
    });
  };
  return { retire, restore };
}

export function RegisterScreen() {
  const { reasonAgainst } = useSession();
  const readReason = reasonAgainst('engagements.register-read');
  const [shown, setShown] = useQueryState('kind');
  const kind: Kind = shown === 'apps' || readReason !== null ? 'apps' : 'assets';
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), typingMs);
  const [retired, setRetired] = useState(false);
  const [editing, setEditing] = useState<{ row: Row | null } | null>(null);
  const { assets, apps } = useRegister(kind, q, retired);
  const { retire, restore } = useRetire(kind);
  const list = kind === 'assets' ? assets : apps;
  const reason = reasonAgainst('engagements.register-edit');
  const table = {
    reason,
    q,
    onEdit: (row: Row) => setEditing({ row }),
    onRetire: (row: Row) => void retire(row),
    onRestore: (row: Row) => void restore(row),
  };
  return (
    <Page
      title="Register"
      sub="What alerts and the agreement name. Agents will fill it; until then it is kept by hand."
      actions={
        <ReasonButton reason={reason} onClick={() => setEditing({ row: null })}>
          {kind === 'assets' ? 'Add an asset' : 'Add an application'}
        </ReasonButton>
      }
    >
      <Group gap="sm">
        <SegmentedControl
          aria-label="What to show"
          value={kind}
          onChange={(value) => setShown(value === 'apps' ? 'apps' : undefined)}
          data={[
            { value: 'assets', label: 'Assets', disabled: readReason !== null },
            { value: 'apps', label: 'Applications' },
          ]}
        />
        <TextInput
          aria-label="Find by any word"
          placeholder="Find by any word"
          leftSection={<IconSearch size={16} />}
          maw={320}
          style={{ flex: '1 1 12rem' }}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Checkbox label="Show retired ones" checked={retired} onChange={(event) => setRetired(event.currentTarget.checked)} />
      </Group>
      {list.error && <ProblemNote error={list.error} what="The register could not be read" onRetry={() => void list.refetch()} />}
      {list.isPending && !list.error && <Skeleton h={420} radius="lg" role="status" aria-label="Loading" />}
      {kind === 'assets' && assets.data && <AssetTable {...table} rows={assets.data.pages.flatMap((page) => page.items)} />}
      {kind === 'apps' && apps.data && <AppTable {...table} rows={apps.data.pages.flatMap((page) => page.items)} />}
      {list.hasNextPage && (
        <Group justify="center">
          <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show more
          </Button>
        </Group>
      )}
      {kind === 'assets' ? (
        <AssetDialog editing={editing as { row: Asset | null } | null} onClose={() => setEditing(null)} />
      ) : (
        <AppDialog editing={editing as { row: App | null } | null} onClose={() => setEditing(null)} />
      )}
    </Page>
  );
}

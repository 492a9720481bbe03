/**
 * Quotes of the draft that were kept: who kept which amount, of which content, and when.
 */
import { Group, Table, Text } from '@mantine/core';
import { Empty } from '@tandem/platform/ui/empty.tsx';
import { useLive } from '@tandem/platform/ui/live.ts';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { announceProblem, ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { SideBadge } from '@tandem/platform/ui/side.tsx';
import { Moment } from '@tandem/platform/ui/time.tsx';
import { instantMs } from '@tandem/platform/ui/time-words.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { OpenDraft } from '../draft-data.ts';
import { agreementsApi } from '../draft-store.ts';
import { money, type PriceView } from './price-view.ts';

export function KeptQuotes({ open, view, print }: { open: OpenDraft; view: PriceView; print: ReactNode }) {
  const { engagement, reasonAgainst } = useSession();
  const path = { engagementId: engagement.id, draftId: open.draft.id };
  const queries = useQueryClient();
  const refresh = () => void queries.invalidateQueries({ queryKey: agreementsApi.quotes.key() });
  useLive(['agreements'], refresh);
  const kept = useQuery(agreementsApi.quotes.list.queryOptions({ input: { ...path, limit: 50 } }));
  const keep = useMutation({
    ...agreementsApi.quotes.keep.mutationOptions(),
    onSuccess: refresh,
    onError: (error) => announceProblem(error, 'The quote was not kept'),
  });
  const reason =
    reasonAgainst('agreements.quote.keep') ??
    (view.isExample ? 'Choose a rate card first.' : null) ??
    view.problem ??
    (open.saving === 'saved' ? null : 'Wait until the last change is kept.');
  const items = kept.data?.items ?? [];
  return (
    <Panel
      title="Quotes that were kept"
      flush={items.length > 0}
      aside={
        <Group gap="xs">
          {print}
          <ReasonButton
            reason={reason}
            loading={keep.isPending}
            onClick={() => keep.mutate({ ...path, revision: open.draft.revision })}
          >
            Keep this quote
          </ReasonButton>
        </Group>
      }
    >
      {kept.error && <ProblemNote error={kept.error} what="The quotes could not be read" onRetry={() => void kept.refetch()} />}
      {kept.data && items.length === 0 && (
        <Empty title="None yet.">A kept quote stays as it was, with the hash of what it priced, while the draft goes on.</Empty>
      )}
      {items.length > 0 && <KeptTable items={items} />}
    </Panel>
  );
}

type Kept = Awaited<ReturnType<typeof agreementsApi.quotes.list.call>>['items'];

function KeptTable({ items }: { items: Kept }) {
  return (
    <Table.ScrollContainer minWidth={620} type="native" tabIndex={0}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>When</Table.Th>
            <Table.Th>By</Table.Th>
            <Table.Th>Card</Table.Th>
            <Table.Th>Content</Table.Th>
            <Table.Th ta="right">A month</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((quote) => (
            <Table.Tr key={quote.id}>
              <Table.Td>
                <Moment at={instantMs(quote.createdAt)} />
              </Table.Td>
              <Table.Td>
                <SideBadge side={quote.side} label={quote.createdBy} size="xs" />
              </Table.Td>
              <Table.Td>{quote.cardName}</Table.Td>
              <Table.Td>
                <Text span ff="monospace" size="sm" title={quote.hash}>
                  {quote.hash.slice(0, 12)}
                </Text>
              </Table.Td>
              <Table.Td ta="right">{money(quote.feeMonthlyMinor, quote.currency)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

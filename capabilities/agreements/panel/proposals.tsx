/**
 * Proposals: what live work showed the agreement to lack, how often, and with which items as evidence. Whoever answers for
 * the matrix begins a draft from one, or says why it stays as it is.
 */
import { Badge, Button, Group, Modal, SegmentedControl, Skeleton, Stack, Text, Textarea } from '@mantine/core';
import { Empty } from '@tandem/platform/ui/empty.tsx';
import { useLive } from '@tandem/platform/ui/live.ts';
import { PlaceLink, useNavigation, useQueryState } from '@tandem/platform/ui/navigation.tsx';
import { Page } from '@tandem/platform/ui/page.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { announceProblem, ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { Moment } from '@tandem/platform/ui/time.tsx';
import { instantMs } from '@tandem/platform/ui/time-words.ts';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { agreementsApi } from './draft-store.ts';

type Proposal = Awaited<ReturnType<typeof agreementsApi.proposals.list.call>>['items'][number];

export function ProposalsScreen() {
  const { engagement } = useSession();
  const queries = useQueryClient();
  const [shown, setShown] = useQueryState('state');
  const state = shown === 'answered' ? 'answered' : 'open';
  useLive(['agreements'], () => void queries.invalidateQueries({ queryKey: agreementsApi.proposals.key() }));
  const list = useInfiniteQuery(
    agreementsApi.proposals.list.infiniteOptions({
      input: (after: string | undefined) => ({ engagementId: engagement.id, state, limit: 50, ...(after && { after }) }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  );
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      title="Proposals"
      sub="Where live work met something that the agreement does not say, or says twice."
      actions={
        <SegmentedControl
          aria-label="Which proposals"
          data={[
            { value: 'open', label: 'Open' },
            { value: 'answered', label: 'Answered' },
          ]}
          value={state}
          onChange={(value) => setShown(value === 'open' ? undefined : value)}
        />
      }
    >
      {list.error && (
        <ProblemNote error={list.error} what="The proposals could not be read" onRetry={() => void list.refetch()} />
      )}
      {list.isPending && <Skeleton h={240} radius="lg" role="status" aria-label="Reading the proposals" />}
      {list.data && items.length === 0 && (
        <Empty title={state === 'open' ? 'Nothing is proposed.' : 'Nothing was answered yet.'}>
          A proposal opens by itself when work meets a gap, two rows that claim it, or a side that the agreement did not name.
        </Empty>
      )}
      {items.map((proposal) => (
        <Line key={proposal.id} proposal={proposal} />
      ))}
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show more
        </Button>
      )}
    </Page>
  );
}

const kindWords = { gap: 'gap', conflict: 'conflict', swap: 'swapped duty' };
const evidenceShown = 8;

function Line({ proposal }: { proposal: Proposal }) {
  const { count, evidence, answered } = proposal;
  const shown = evidence.slice(0, evidenceShown);
  return (
    <Panel
      title={proposal.functionName}
      aside={
        <Badge variant="outline" color="gray">
          {kindWords[proposal.kind]}
        </Badge>
      }
    >
      <Stack gap="xs">
        <Text>{proposal.sentence}</Text>
        <Text size="sm" c="dimmed">
          Seen {count === 1 ? 'once' : `${count} times`}, first <Moment at={instantMs(proposal.firstAt)} />
          {count > 1 && (
            <>
              , last <Moment at={instantMs(proposal.lastAt)} />
            </>
          )}
          .
        </Text>
        <Group gap="sm">
          {shown.map(({ number, at }) => (
            <PlaceLink key={`${number} ${at}`} to={`/work/${number}`}>
              {number}
            </PlaceLink>
          ))}
          {count > shown.length && shown.length > 0 && (
            <Text size="sm" c="dimmed">
              and {count - shown.length} more
            </Text>
          )}
        </Group>
        {answered === null ? (
          <Answer proposal={proposal} />
        ) : (
          <Text size="sm">
            {answered.by}: {answered.reason}{' '}
            {proposal.draftId && <PlaceLink to={`/agreement/${proposal.draftId}/matrix`}>To the draft</PlaceLink>}
          </Text>
        )}
      </Stack>
    </Panel>
  );
}

function Answer({ proposal }: { proposal: Proposal }) {
  const { engagement, reasonAgainst } = useSession();
  const { go } = useNavigation();
  const queries = useQueryClient();
  const [dismissing, setDismissing] = useState(false);
  const [reason, setReason] = useState('');
  const not = reasonAgainst('agreements.proposal.answer');
  const input = { engagementId: engagement.id, proposalId: proposal.id };
  const draft = useMutation({
    ...agreementsApi.proposals.draft.mutationOptions(),
    onSuccess: ({ draftId }) => draftId !== null && go(`/agreement/${draftId}/matrix`),
    onError: (error) => announceProblem(error, 'The draft was not begun'),
  });
  const dismiss = useMutation({
    ...agreementsApi.proposals.dismiss.mutationOptions(),
    onSuccess: () => {
      setDismissing(false);
      return queries.invalidateQueries({ queryKey: agreementsApi.proposals.key() });
    },
    onError: (error) => announceProblem(error, 'The proposal was not dismissed'),
  });
  return (
    <Group gap="xs">
      <ReasonButton size="compact-md" loading={draft.isPending} reason={not} onClick={() => draft.mutate(input)}>
        Begin a draft from it
      </ReasonButton>
      <ReasonButton size="compact-md" variant="default" reason={not} onClick={() => setDismissing(true)}>
        Leave it as it is
      </ReasonButton>
      <Modal
        opened={dismissing}
        onClose={() => setDismissing(false)}
        title="Leave the agreement as it is"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            dismiss.mutate({ ...input, reason });
          }}
        >
          <Stack gap="sm">
            <Textarea
              label="Why"
              autosize
              minRows={2}
              maxLength={2_000}
              data-autofocus
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            <Group justify="flex-end">
              <ReasonButton type="submit" loading={dismiss.isPending} reason={reason.trim() === '' ? 'Say why first.' : null}>
                Dismiss the proposal
              </ReasonButton>
            </Group>
          </Stack>
        </form>
      </Modal>
    </Group>
  );
}

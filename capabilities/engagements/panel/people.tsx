/**
 * People and access: who is in on both sides, in which role, and who was invited. Each side keeps its own people; the
 * other side's are shown with the reason why they cannot be changed from here.
 */
import { Button, Group, Skeleton, Stack } from '@mantine/core';
import { useLive } from '@tandem/platform/ui/live.ts';
import { Page } from '@tandem/platform/ui/page.tsx';
import { ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { Sentence } from '@tandem/platform/ui/sentence.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { engagementsApi, type Member, type Side } from './engagements-api.ts';
import { Invitations } from './invitations.tsx';
import { InviteDialog } from './invite.tsx';
import { MemberDialog } from './member-dialog.tsx';
import { PeopleSide } from './people-side.tsx';
import { peopleSentence } from './people-words.ts';
import { RolesExplained } from './roles-explained.tsx';

const pageSize = 100;

function useMembers() {
  const { engagement } = useSession();
  const queries = useQueryClient();
  useLive(['engagements.members'], () => void queries.invalidateQueries({ queryKey: engagementsApi.key() }));
  return useInfiniteQuery(
    engagementsApi.members.list.infiniteOptions({
      input: (after: string | undefined) => ({ engagementId: engagement.id, limit: pageSize, ...(after && { after }) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.next ?? undefined,
    }),
  );
}

export function PeopleScreen() {
  const { parties, side, reasonAgainst } = useSession();
  const members = useMembers();
  const [inviting, setInviting] = useState(false);
  const [changing, setChanging] = useState<Member | null>(null);
  const all = members.data?.pages.flatMap((page) => page.items) ?? [];
  const of = (which: Side) => all.filter((member) => member.side === which);
  const counts = (which: Side) => ({ name: parties[which], people: of(which).length });
  const reason = reasonAgainst('engagements.members-manage');
  const sides: Side[] = side === 'internal' ? ['internal', 'provider'] : ['provider', 'internal'];
  const sentence = peopleSentence({ internal: counts('internal'), provider: counts('provider') }, !members.hasNextPage);
  return (
    <Page
      title="People and access"
      {...(members.data && { heading: <Sentence parts={sentence} sub="Each side keeps its own people. Both see everybody." /> })}
      actions={
        <ReasonButton reason={reason} onClick={() => setInviting(true)}>
          Invite somebody
        </ReasonButton>
      }
    >
      {members.error && (
        <ProblemNote error={members.error} what="The people could not be read" onRetry={() => void members.refetch()} />
      )}
      {members.isPending && <PeopleSkeleton />}
      {members.data && (
        <Stack gap="md">
          {sides.map((which) => (
            <PeopleSide key={which} side={which} members={of(which)} onChange={setChanging} />
          ))}
          {members.hasNextPage && (
            <Group justify="center">
              <Button variant="default" loading={members.isFetchingNextPage} onClick={() => void members.fetchNextPage()}>
                Show more people
              </Button>
            </Group>
          )}
          {reason === null && <Invitations />}
          <RolesExplained />
        </Stack>
      )}
      <InviteDialog
        opened={inviting}
        emptySides={(['internal', 'provider'] as const).filter((which) => members.data && of(which).length === 0)}
        onClose={() => setInviting(false)}
      />
      <MemberDialog member={changing} onClose={() => setChanging(null)} />
    </Page>
  );
}

function PeopleSkeleton() {
  return (
    <Stack gap="md" role="status" aria-label="Loading">
      <Skeleton h={300} radius="lg" />
      <Skeleton h={300} radius="lg" />
    </Stack>
  );
}

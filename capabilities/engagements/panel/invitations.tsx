/**
 * Invitations of the own side that nobody has accepted yet. The other side does not see them.
 */
import { Badge, Button, Group, Skeleton, Text } from '@mantine/core';
import { announce } from '@tandem/platform/ui/announcement.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { announceProblem, ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { Moment } from '@tandem/platform/ui/time.tsx';
import { instantMs } from '@tandem/platform/ui/time-words.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { engagementsApi, type Invitation } from './engagements-api.ts';
import classes from './people.module.css';
import { roleName } from './role-words.ts';

export function Invitations() {
  const { engagement } = useSession();
  const engagementId = engagement.id;
  const queries = useQueryClient();
  const invitations = useQuery(engagementsApi.invitations.list.queryOptions({ input: { engagementId, limit: 200 } }));
  const revoke = useMutation({
    ...engagementsApi.invitations.revoke.mutationOptions(),
    onSuccess: () => {
      announce('The invitation is taken back.');
      void queries.invalidateQueries({ queryKey: engagementsApi.invitations.key() });
    },
    onError: (error) => announceProblem(error, 'The invitation is still open'),
  });
  const items = invitations.data?.items ?? [];
  return (
    <Panel
      title="Invited, not here yet"
      flush={items.length > 0}
      aside={
        <Text size="sm" c="dimmed">
          Only your side sees these
        </Text>
      }
    >
      {invitations.error && (
        <ProblemNote
          error={invitations.error}
          what="The invitations could not be read"
          onRetry={() => void invitations.refetch()}
        />
      )}
      {invitations.isPending && <Skeleton h={48} role="status" aria-label="Loading" />}
      {invitations.data && items.length === 0 && <Text c="dimmed">Everybody who was invited has come.</Text>}
      {items.length > 0 && (
        <table className={classes.table}>
          <thead>
            <tr>
              <th>Name</th>
              <th>Role</th>
              <th>Link</th>
              <th className={classes.wide}>Invited by</th>
              <th className={classes.action}>
                <span className={classes.hidden}>Take back</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((each) => (
              <InvitationRow
                key={each.id}
                invitation={each}
                onRevoke={() => revoke.mutate({ engagementId, invitationId: each.id })}
              />
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

function InvitationRow({ invitation, onRevoke }: { invitation: Invitation; onRevoke(): void }) {
  const expired = invitation.state === 'expired';
  return (
    <tr>
      <td>
        <span className={classes.name}>{invitation.name}</span>
        <span className={classes.email}>{invitation.email}</span>
      </td>
      <td data-label="Role">{roleName(invitation.side, invitation.role)}</td>
      <td data-label="Link">
        <Group gap={6} component="span" display="inline-flex">
          {expired ? (
            <Badge
              variant="light"
              radius="sm"
              tt="none"
              styles={{ root: { background: 'var(--t-vendor-tint)', color: 'var(--t-vendor-ink)' } }}
            >
              expired
            </Badge>
          ) : (
            'ends'
          )}
          <Moment at={instantMs(invitation.expiresAt)} />
        </Group>
      </td>
      <td className={classes.wide} data-label="Invited by">
        {invitation.invitedBy}
      </td>
      <td className={classes.action}>
        <Button variant="default" size="compact-sm" onClick={onRevoke}>
          Take back<span className={classes.hidden}> the invitation of {invitation.name}</span>
        </Button>
      </td>
    </tr>
  );
}

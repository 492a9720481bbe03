/**
 * API keys: what speaks for you in this engagement when a machine asks. A key is shown once; its scopes are chosen from
 * what your own role may do.
 */
import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { announce } from '@tandem/platform/ui/announcement.tsx';
import { createApi } from '@tandem/platform/ui/api.ts';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { announceProblem, ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useStepUp } from '@tandem/platform/ui/step-up.tsx';
import { Moment } from '@tandem/platform/ui/time.tsx';
import { instantMs } from '@tandem/platform/ui/time-words.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { engagementsContract } from '../../engagements/contract.ts';
import { AccountKeyNew } from './account-key-new.tsx';
import { accessWhy } from './prove-again.tsx';

const engagementsApi = createApi(engagementsContract);
type Key = Awaited<ReturnType<typeof engagementsApi.keys.list.call>>['items'][number];

export function AccountKeys() {
  const { engagement, reasonAgainst } = useSession();
  const engagementId = engagement.id;
  const reason = reasonAgainst('engagements.keys-own');
  const queries = useQueryClient();
  const [making, setMaking] = useState(false);
  const stepUp = useStepUp(accessWhy);
  const keys = useQuery({ ...engagementsApi.keys.list.queryOptions({ input: { engagementId } }), enabled: reason === null });
  const refresh = () => queries.invalidateQueries({ queryKey: engagementsApi.keys.key() });
  const revoke = useMutation({
    ...engagementsApi.keys.revoke.mutationOptions(),
    onSuccess: () => {
      announce('The key is revoked.');
      void refresh();
    },
    onError: (error) => announceProblem(error, 'The key was not revoked'),
  });
  return (
    <Panel
      title={`API keys for ${engagement.name}`}
      aside={
        <ReasonButton reason={reason} variant="default" size="compact-sm" onClick={() => setMaking(true)}>
          Make a key
        </ReasonButton>
      }
    >
      {keys.error && <ProblemNote error={keys.error} what="Your keys could not be read" onRetry={() => void keys.refetch()} />}
      {keys.isLoading && <Skeleton h={64} role="status" aria-label="Loading" />}
      {(keys.data?.items.length ?? 0) === 0 && !keys.isLoading && (
        <Text c="dimmed">
          {reason ?? 'None. A key lets a script or another system act for you here, and in no other engagement.'}
        </Text>
      )}
      <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {keys.data?.items.map((key) => (
          <KeyLine key={key.id} entry={key} onRevoke={() => revoke.mutate({ engagementId, keyId: key.id })} />
        ))}
      </Stack>
      <AccountKeyNew
        opened={making}
        offers={keys.data?.scopes ?? []}
        onMake={(wanted) => stepUp.run(() => engagementsApi.keys.create.call({ engagementId, ...wanted }))}
        onClose={() => {
          setMaking(false);
          void refresh();
        }}
      />
      {stepUp.dialog}
    </Panel>
  );
}

function KeyLine({ entry, onRevoke }: { entry: Key; onRevoke(): void }) {
  return (
    <Group component="li" justify="space-between" wrap="nowrap" align="flex-start">
      <Group gap="xs" wrap="nowrap" align="flex-start" style={{ minWidth: 0 }}>
        <IconKey size={18} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
        <div style={{ minWidth: 0 }}>
          <Text fw={550}>{entry.name}</Text>
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {entry.start}… · {entry.scopes.join(', ')}
          </Text>
          <Text size="sm" c="dimmed">
            {entry.lastUsedAt ? (
              <>
                used <Moment at={instantMs(entry.lastUsedAt)} />
              </>
            ) : (
              'never used'
            )}
            {entry.expiresAt && (
              <>
                , ends <Moment at={instantMs(entry.expiresAt)} />
              </>
            )}
          </Text>
        </div>
      </Group>
      <Button variant="subtle" size="compact-sm" aria-label={`Revoke ${entry.name}`} onClick={onRevoke}>
        Revoke
      </Button>
    </Group>
  );
}

/**
 * The tokens of a source: which are good, and until when. A new one takes over while the old ones end by themselves.
 */
import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { announce } from '@tandem/platform/ui/announcement.tsx';
import { useNow } from '@tandem/platform/ui/clock.ts';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { announceProblem } from '@tandem/platform/ui/problem.tsx';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { Moment } from '@tandem/platform/ui/time.tsx';
import { instantMs } from '@tandem/platform/ui/time-words.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import classes from './alerts.module.css';
import { alertsApi, type Source } from './alerts-data.ts';
import { TokenOnce } from './token-once.tsx';
import { tokenState } from './words.ts';

const overlaps = [
  { value: '0', label: 'Nothing: they end now' },
  { value: '60', label: 'An hour' },
  { value: '1440', label: 'A day' },
  { value: '10080', label: 'A week' },
];

export function Tokens({ source }: { source: Source }) {
  const [asking, setAsking] = useState(false);
  const reason = useTokenReason(source);
  return (
    <Panel
      title="Tokens"
      aside={
        <ReasonButton size="compact-sm" variant="default" reason={reason} onClick={() => setAsking(true)}>
          New token
        </ReasonButton>
      }
    >
      <ol className={classes.history}>
        {source.tokens.map((token) => (
          <TokenLine key={token.id} source={source} token={token} />
        ))}
      </ol>
      {asking && <Rotate source={source} onClose={() => setAsking(false)} />}
    </Panel>
  );
}

function useTokenReason(source: Source): string | null {
  const { reasonAgainst } = useSession();
  return source.may === true ? reasonAgainst('alerts.source.token') : source.may;
}

function TokenLine({ source, token }: { source: Source; token: Source['tokens'][number] }) {
  const { engagement } = useSession();
  const queries = useQueryClient();
  const now = useNow();
  const state = tokenState(token, now);
  const reason = useTokenReason(source);
  const revoke = useMutation(
    alertsApi.sources.revoke.mutationOptions({
      onSuccess: () => {
        announce(`The token that ends in ${token.hint} is revoked.`);
        void queries.invalidateQueries({ queryKey: alertsApi.sources.key() });
      },
      onError: (error) => announceProblem(error, 'The token was not revoked'),
    }),
  );
  return (
    <li>
      <span>
        <code>…{token.hint}</code> {state.text}
        <Text size="sm" c="dimmed" component="div">
          given <Moment at={instantMs(token.createdAt)} />
        </Text>
      </span>
      {state.good && (
        <ReasonButton
          size="compact-sm"
          variant="subtle"
          reason={reason}
          loading={revoke.isPending}
          onClick={() => revoke.mutate({ engagementId: engagement.id, sourceId: source.id, tokenId: token.id })}
        >
          Revoke
        </ReasonButton>
      )}
    </li>
  );
}

function Rotate({ source, onClose }: { source: Source; onClose(): void }) {
  const { engagement } = useSession();
  const queries = useQueryClient();
  const [overlap, setOverlap] = useState('60');
  const rotate = useMutation(
    alertsApi.sources.rotate.mutationOptions({
      onSuccess: () => void queries.invalidateQueries({ queryKey: alertsApi.sources.key() }),
      onError: (error) => announceProblem(error, 'No token was given'),
    }),
  );
  if (rotate.data) return <TokenOnce address={rotate.data.address} format={source.format} onClose={onClose} />;
  return (
    <Modal opened onClose={onClose} title="A new token">
      <Stack gap="md">
        <Select
          label="The tokens given before stay good for"
          data={overlaps}
          value={overlap}
          onChange={(next) => setOverlap(next ?? '60')}
          allowDeselect={false}
          data-autofocus
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            loading={rotate.isPending}
            onClick={() => rotate.mutate({ engagementId: engagement.id, sourceId: source.id, overlapMinutes: Number(overlap) })}
          >
            Give a new token
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

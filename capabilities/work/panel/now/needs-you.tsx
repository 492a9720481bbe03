/**
 * What needs the reader, most pressing first, each with the one thing to do about it.
 */
import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconCup } from '@tabler/icons-react';
import { announce } from '@tandem/platform/ui/announcement.tsx';
import { PlaceLink, useNavigation } from '@tandem/platform/ui/navigation.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { announceProblem, ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { durationWords, type EpochMs, relativeWords } from '@tandem/platform/ui/time-words.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { workApi } from '../work-data.ts';
import type { Need } from './needs.ts';
import classes from './now.module.css';
import { shortParty } from './now-sentence.ts';

const shownAtOnce = 5;

interface NeedsYouProps {
  needs: readonly Need[] | null;
  error: unknown;
  now: EpochMs;
}

export function NeedsYou({ needs, error, now }: NeedsYouProps) {
  return (
    <Panel title="Needs you">
      {error ? <ProblemNote error={error} what="What needs you could not be read" /> : null}
      {!needs && !error && (
        <Stack gap="sm" role="status" aria-busy="true" aria-label="Reading what needs you">
          <Skeleton h={22} />
          <Skeleton h={40} />
          <Skeleton h={34} w={160} />
        </Stack>
      )}
      {needs?.length === 0 && (
        <Group gap="sm" wrap="nowrap" align="flex-start">
          <IconCup size={20} stroke={1.5} aria-hidden style={{ flex: 'none', color: 'var(--t-soft)' }} />
          <Text size="sm" c="dimmed">
            Nothing waits for you. Hand-overs offered to your side, urgent work that nobody has taken, and answers that are due
            appear here.
          </Text>
        </Group>
      )}
      <Stack gap="md">
        {needs?.slice(0, shownAtOnce).map((need) => (
          <NeedEntry key={need.item.id} need={need} now={now} />
        ))}
        {needs && needs.length > shownAtOnce && (
          <Text size="sm">
            <PlaceLink to="/work" query={{ view: 'unassigned' }} style={{ color: 'inherit' }}>
              {needs.length - shownAtOnce} more
            </PlaceLink>
          </Text>
        )}
      </Stack>
    </Panel>
  );
}

function NeedEntry({ need, now }: { need: Need; now: EpochMs }) {
  const { item, kind } = need;
  const { go } = useNavigation();
  const late = need.until !== null && need.until < now;
  return (
    <article className={classes.need} data-kind={kind} data-late={late || undefined}>
      <Text fw={640} component="h3" size="md">
        {item.title}
      </Text>
      <Text size="sm" c="dimmed">
        <NeedWords need={need} now={now} />
      </Text>
      <Group gap="xs" mt={8}>
        {kind === 'untaken' ? <TakeButton need={need} /> : null}
        <Button size="compact-md" variant={kind === 'untaken' ? 'default' : 'filled'} onClick={() => go(`/work/${item.number}`)}>
          {kind === 'offer' ? 'Read and answer' : 'Open'}
        </Button>
      </Group>
    </article>
  );
}

function NeedWords({ need: { kind, item, until }, now }: { need: Need; now: EpochMs }) {
  const { parties } = useSession();
  const about = `${item.number} · ${item.functionName}${item.asset ? ` · ${item.asset}` : ''}. `;
  if (kind === 'offer') {
    const giver = item.custody.memberName ?? shortParty(parties[item.custody.side]);
    return `${about}${giver} offers to hand it over${until ? `; the offer ends ${relativeWords(until, now)}` : ''}.`;
  }
  const due =
    until === null
      ? ''
      : until < now
        ? `The answer is ${durationWords(now - until)} late.`
        : `The answer is due ${relativeWords(until, now)}.`;
  return `${about}${kind === 'untaken' ? 'Nobody has taken it. ' : ''}${due}`;
}

function TakeButton({ need: { item } }: { need: Need }) {
  const { engagement, reasonAgainst } = useSession();
  const queries = useQueryClient();
  const take = useMutation(
    workApi.items.take.mutationOptions({
      onSuccess: () => announce(`${item.number} is yours.`),
      onError: (error) => announceProblem(error, `${item.number} is not yours yet`),
      onSettled: () => queries.invalidateQueries({ queryKey: workApi.key() }),
    }),
  );
  return (
    <ReasonButton
      size="compact-md"
      reason={reasonAgainst('work.take')}
      loading={take.isPending}
      onClick={() => take.mutate({ engagementId: engagement.id, number: item.number, version: item.version })}
    >
      Take it
    </ReasonButton>
  );
}

/**
 * One item: what happened to it in order, who holds it, until when, and what they may do. What can be written always says
 * who will read it. The reasons behind its owner are one click away, from the receipt of the decision itself.
 */

import { Anchor, Grid, Group, Skeleton, Stack, Text } from '@mantine/core';
import { rowCitation } from '@tandem/core/commercial/statement/citation.ts';
import { RowClause } from '@tandem/platform/ui/clause.tsx';
import { useNavigation } from '@tandem/platform/ui/navigation.tsx';
import { Page } from '@tandem/platform/ui/page.tsx';
import { ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { instantMs } from '@tandem/platform/ui/time-words.ts';
import { Timeline, type TimelineEntry } from '@tandem/platform/ui/timeline.tsx';
import { TraceDrawer } from '@tandem/platform/ui/trace.tsx';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ItemActions } from './item-actions.tsx';
import { ItemFacts } from './item-facts.tsx';
import { ItemReply } from './item-reply.tsx';
import { useNames } from './now/now-data.ts';
import classes from './queue.module.css';
import { kindWords, stateWords } from './words.ts';
import { type Entry, type Item, readClause, useItem, workApi } from './work-data.ts';

export function ItemScreen() {
  const { place } = useNavigation();
  const number = place.split('/')[2] ?? '';
  const { item, timeline } = useItem(number);
  if (item.isError)
    return <ProblemNote error={item.error} what={`${number} could not be read`} onRetry={() => void item.refetch()} />;
  if (!item.data) return <ItemSkeleton number={number} />;
  return <ItemPage item={item.data} entries={timeline.data?.items} error={timeline.error} />;
}

function ItemPage({ item, entries, error }: { item: Item; entries: Entry[] | undefined; error: unknown }) {
  const [why, setWhy] = useState(false);
  return (
    <>
      <Group gap="sm" mb={6}>
        <span className={classes.number}>{item.number}</span>
        <span className={classes.priority} data-priority={item.priority}>
          {item.priority}
        </span>
        <Text size="sm" c="dimmed">
          {kindWords[item.kind]} · {item.functionName}
          {item.asset && ` · ${item.asset}`} · {stateWords[item.state]}
        </Text>
      </Group>
      <Page title={item.title} sub={<OpenedLine item={item} onWhy={() => setWhy(true)} />} actions={<ItemActions item={item} />}>
        <Grid gap="md">
          <Grid.Col span={{ base: 12, md: 8 }}>
            <Stack gap="md">
              {item.detail && item.alert === null && (
                <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }} maw="46rem">
                  {item.detail}
                </Text>
              )}
              {error !== null && <ProblemNote error={error} what="The timeline could not be read" />}
              {entries ? (
                <Timeline label={`What happened to ${item.number}`} entries={entries.map(showEntry)} />
              ) : (
                <TimelineSkeleton />
              )}
              <ItemReply item={item} />
            </Stack>
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 4 }}>
            <ItemFacts item={item} />
          </Grid.Col>
        </Grid>
      </Page>
      <WhyDrawer item={item} opened={why} onClose={() => setWhy(false)} />
    </>
  );
}

function OpenedLine({ item, onWhy }: { item: Item; onWhy(): void }) {
  const { reasonAgainst } = useSession();
  const holder =
    item.custody.teamName ?? item.custody.memberName ?? (item.custody.side === 'internal' ? 'the internal side' : 'the provider');
  const basis = item.gap
    ? 'No row of the agreement covers it.'
    : item.authority?.row
      ? `Decided by row ${item.authority.row} of version ${item.authority.agreementVersion}.`
      : '';
  return (
    <>
      {item.requester ? `Asked for by ${item.requester.name}. ` : item.alert ? 'Opened by an alert. ' : ''}
      {basis}{' '}
      {reasonAgainst('work.why') === null && (
        <Anchor component="button" type="button" onClick={onWhy} fz="inherit" td="underline">
          Why {holder}?
        </Anchor>
      )}
    </>
  );
}

function WhyDrawer({ item, opened, onClose }: { item: Item; opened: boolean; onClose(): void }) {
  const { engagement } = useSession();
  const why = useQuery({
    ...workApi.items.why.queryOptions({ input: { engagementId: engagement.id, number: item.number } }),
    enabled: opened,
  });
  const names = useNames();
  const nameOf = (id: string): string => why.data?.parties.find((party) => party.id === id)?.name ?? names.of(id);
  const answer = why.data?.answer as
    | { row?: string | null; version?: string | null; who?: string[]; accountable?: string | null }
    | undefined;
  return (
    <TraceDrawer
      opened={opened}
      onClose={onClose}
      title={`Why is ${item.number} held there?`}
      error={why.error}
      foot={
        why.data && <RowClause at={why.data.at} row={answer?.row ?? null} version={answer?.version ?? null} read={readClause} />
      }
      content={
        why.data && {
          lead: null,
          steps: why.data.trace.map(names.read),
          grounds: [
            ['Row', answer?.row ?? 'none: a gap'],
            ['Clause', answer?.row ? rowCitation(answer.row) : 'none'],
            ['Version', answer?.version ?? 'none in force'],
            ['Acts', (answer?.who ?? []).map(nameOf).join(', ') || 'nobody'],
            ['Answers for it', answer?.accountable ? nameOf(answer.accountable) : 'nobody'],
            ['Agreement', <code key="hash">{why.data.contentHash.slice(0, 12)}</code>],
            ['Receipt', <code key="receipt">{why.data.receiptId.slice(-12)}</code>],
          ],
        }
      }
    />
  );
}

function showEntry(entry: Entry): TimelineEntry {
  const base = {
    id: entry.id,
    at: instantMs(entry.at),
    side: entry.side,
    ...(entry.aside === null ? {} : { aside: entry.aside }),
  };
  if (entry.kind === 'noted')
    return { ...base, title: entry.by ?? entry.title, note: { audience: entry.audience, text: entry.body ?? '' } };
  return {
    ...base,
    title: entry.title,
    ...(entry.body === null
      ? {}
      : { detail: <span style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{entry.body}</span> }),
  };
}

function TimelineSkeleton() {
  return (
    <Stack gap="sm" aria-hidden>
      <Skeleton height={22} width="60%" />
      <Skeleton height={22} width="70%" />
      <Skeleton height={72} />
    </Stack>
  );
}

function ItemSkeleton({ number }: { number: string }) {
  return (
    <Page title={number}>
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <TimelineSkeleton />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Skeleton height={180} radius="lg" />
        </Grid.Col>
      </Grid>
    </Page>
  );
}

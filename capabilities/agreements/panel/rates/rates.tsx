/**
 * The provider's rate cards: every version as it was, and the editing of the next one. The example card stands first
 * and is only ever copied.
 */
import { Button, Group, Skeleton, Text } from '@mantine/core';
import { exampleRateCard } from '@tandem/core/commercial/rate-card.ts';
import { useLive } from '@tandem/platform/ui/live.ts';
import { useQueryState } from '@tandem/platform/ui/navigation.tsx';
import { Page } from '@tandem/platform/ui/page.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { Moment } from '@tandem/platform/ui/time.tsx';
import { dateWords, instantMs } from '@tandem/platform/ui/time-words.ts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { agreementsApi } from '../draft-store.ts';
import classes from './rates.module.css';
import { type Editing, RateEditor } from './rates-editor.tsx';

type Rate = Awaited<ReturnType<typeof agreementsApi.rates.list.call>>['items'][number];

const example: Editing = { card: null, name: 'Our rate card', rates: exampleRateCard };

export function RatesScreen() {
  const { engagement } = useSession();
  const engagementId = engagement.id;
  const queries = useQueryClient();
  const refresh = () => void queries.invalidateQueries({ queryKey: agreementsApi.rates.key() });
  useLive(['agreements'], refresh);
  const rates = useQuery(agreementsApi.rates.list.queryOptions({ input: { engagementId, limit: 200 } }));
  const [begun, setBegun] = useState(false);
  const [chosen, setChosen] = useQueryState('version');
  const opened = useQuery({
    ...agreementsApi.rates.see.queryOptions({ input: { engagementId, rateId: chosen ?? '' } }),
    enabled: chosen !== undefined,
  });
  const editing: Editing | null = begun ? example : opened.data ? asEditing(opened.data) : null;
  const leave = () => {
    setBegun(false);
    setChosen(undefined);
    refresh();
  };
  const items = rates.data?.items ?? [];
  return (
    <Page
      title="Rate cards"
      sub="What you charge. The other side never sees a card until a draft is priced with it, and then only that one."
    >
      {rates.error && (
        <ProblemNote error={rates.error} what="The rate cards could not be read" onRetry={() => void rates.refetch()} />
      )}
      {opened.error && <ProblemNote error={opened.error} what="This version could not be read" />}
      <Panel title="Versions" flush>
        {rates.isPending && <Skeleton h={120} role="status" aria-label="Reading the rate cards" />}
        <div className={classes.line}>
          <div>
            <Text fw={600}>Example card</Text>
            <Text size="sm" c="dimmed">
              Calibrated to one published comparison, not surveyed. A place to begin, not a price.
            </Text>
          </div>
          <Button size="compact-sm" variant="default" onClick={() => setBegun(true)}>
            Copy it
          </Button>
        </div>
        {items.map((rate) => (
          <Line key={rate.id} rate={rate} onOpen={() => setChosen(rate.id)} />
        ))}
      </Panel>
      {editing && <RateEditor key={chosen ?? 'example'} editing={editing} onDone={leave} />}
    </Page>
  );
}

function asEditing({ card, name, rates }: Awaited<ReturnType<typeof agreementsApi.rates.see.call>>): Editing {
  return { card, name, rates: rates as unknown as Editing['rates'] };
}

function Line({ rate, onOpen }: { rate: Rate; onOpen(): void }) {
  return (
    <div className={classes.line}>
      <div>
        <Text fw={600}>
          {rate.name}, version {rate.version}
        </Text>
        <Text size="sm" c="dimmed" component="div">
          From {dateWords(rate.effectiveFrom)}, {rate.currency}. Added by {rate.createdBy}{' '}
          <Moment at={instantMs(rate.createdAt)} />.
        </Text>
      </div>
      <Group gap="xs">
        <Button size="compact-sm" variant="default" onClick={onOpen}>
          Read, or make the next version
        </Button>
      </Group>
    </div>
  );
}

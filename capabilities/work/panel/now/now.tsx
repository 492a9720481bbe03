/**
 * Now: who has what, right now, and what needs me? It opens with the sentence, then the ribbon, then what waits for the
 * reader, the open work, and what the reader may do on what they hold. Every owner opens why.
 */
import { Grid, Skeleton, Stack } from '@mantine/core';
import { useNow } from '@tandem/platform/ui/clock.ts';
import { AgreementProblem, isNothingAgreed } from '@tandem/platform/ui/nothing-agreed.tsx';
import { Page } from '@tandem/platform/ui/page.tsx';
import { Sentence } from '@tandem/platform/ui/sentence.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useMemo, useState } from 'react';
import { Authority } from './authority.tsx';
import { findNeeds } from './needs.ts';
import { NeedsYou } from './needs-you.tsx';
import classes from './now.module.css';
import { useItems, useNames, useNowUpdates, useRibbon } from './now-data.ts';
import { type NowRow, type NowSegment, rowsOf } from './now-lines.ts';
import { NowRibbon } from './now-ribbon.tsx';
import { needsWords, nowSentence } from './now-sentence.ts';
import { OpenWork } from './open-work.tsx';
import { SegmentWhy } from './segment-why.tsx';
import { WeekAhead } from './week-ahead.tsx';

export function NowScreen() {
  useNowUpdates();
  const { engagement, parties } = useSession();
  const now = useNow();
  const names = useNames();
  const ribbon = useRibbon();
  const [why, setWhy] = useState<{ row: NowRow; segment: NowSegment } | null>(null);
  const lines = ribbon.query.data?.lines;
  const rows = useMemo(() => (lines ? rowsOf(lines, names) : null), [lines, names]);
  const holidays = useMemo(() => new Map(ribbon.query.data?.holidays.map((each) => [each.date, each.name])), [ribbon.query.data]);
  const waiting = useNeeds(now);
  return (
    <Page
      title="Now"
      heading={
        rows ? (
          <Sentence parts={nowSentence({ rows, now, zone: engagement.zone, names, parties, holidays })} />
        ) : ribbon.query.isError ? undefined : (
          <Skeleton h={32} w="70%" />
        )
      }
      sub={waiting.needs ? needsWords(waiting.needs.length) : <Skeleton h={18} w={180} mt={6} />}
    >
      {ribbon.query.isError && (
        <AgreementProblem
          error={ribbon.query.error}
          what="Who has what could not be read"
          onRetry={() => void ribbon.query.refetch()}
        />
      )}
      <Grid gap="md">
        <Grid.Col span={{ base: 12, lg: 8.4 }} order={{ base: 2, lg: 1 }}>
          <Stack gap="md">
            {!ribbon.query.isError && (
              <NowRibbon
                rows={rows}
                from={ribbon.from}
                to={ribbon.to}
                now={now}
                holidays={ribbon.query.data?.holidays ?? []}
                onOpen={(row, segment) => setWhy({ row, segment })}
              />
            )}
            <OpenWork />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 3.6 }} order={{ base: 1, lg: 2 }}>
          <div className={classes.beside}>
            <NeedsYou needs={waiting.needs} error={waiting.error} now={now} />
            <Authority />
            {!isNothingAgreed(ribbon.query.error) && <WeekAhead rows={rows} from={ribbon.from} to={ribbon.to} now={now} />}
          </div>
        </Grid.Col>
      </Grid>
      <SegmentWhy open={why} names={names} onClose={() => setWhy(null)} />
    </Page>
  );
}

const listed = 50;

function useNeeds(now: number) {
  const offered = useItems('offered', 'updated', listed);
  const unassigned = useItems('unassigned', 'due', listed);
  const mine = useItems('mine', 'due', listed);
  const { data: offeredItems } = offered;
  const { data: unassignedItems } = unassigned;
  const { data: mineItems } = mine;
  const needs = useMemo(() => {
    if (!offeredItems || !unassignedItems || !mineItems) return null;
    return findNeeds({ offered: offeredItems.items, unassigned: unassignedItems.items, mine: mineItems.items, now });
  }, [offeredItems, unassignedItems, mineItems, now]);
  return { needs, error: offered.error ?? unassigned.error ?? mine.error };
}

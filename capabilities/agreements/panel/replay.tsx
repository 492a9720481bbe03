/**
 * Replay: what happened in the last 90 days, or a list of tickets somebody brings, decided under the agreement in force
 * and under the draft. Both sides see the same numbers, and the check sum under them shows it.
 */
import { Alert, Button, FileButton, Group, Skeleton, Stack, Table, Text } from '@mantine/core';
import { Empty } from '@tandem/platform/ui/empty.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { announceProblem, ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { formatWall, instantMs } from '@tandem/platform/ui/time-words.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { replayDays, ticketsMost } from '../replay/contract.ts';
import type { OpenDraft } from './draft-data.ts';
import { DraftFrame } from './draft-frame.tsx';
import { useDraftNames } from './draft-names.ts';
import { agreementsApi } from './draft-store.ts';
import { answerWords, feeFigure, feeWords, figuresOf, type Replayed, reproducedWords } from './replay-view.ts';

export function ReplayScreen() {
  return <DraftFrame tab="replay">{(open) => <ReplayTab open={open} />}</DraftFrame>;
}

interface Tickets {
  name: string;
  csv: string;
}

function ReplayTab({ open }: { open: OpenDraft }) {
  const { engagement } = useSession();
  const [tickets, setTickets] = useState<Tickets | null>(null);
  const about = { engagementId: engagement.id, draftId: open.draft.id };
  const { data, error, refetch } = useQuery({
    queryKey: ['replay', about.engagementId, about.draftId, open.draft.revision, tickets],
    queryFn: () =>
      tickets === null
        ? agreementsApi.replay.happened.call({ ...about, days: replayDays })
        : agreementsApi.replay.tickets.call({ ...about, csv: tickets.csv }),
  });
  const save = async (as: 'json' | 'csv') => {
    try {
      const file =
        tickets === null
          ? await agreementsApi.replay.file.call({ ...about, days: replayDays, as })
          : await agreementsApi.replay.ticketsFile.call({ ...about, csv: tickets.csv, as });
      saveFile(file);
    } catch (problem) {
      announceProblem(problem, 'The replay was not saved');
    }
  };
  return (
    <Stack gap="md">
      <Source tickets={tickets} onTickets={setTickets} onSave={save} />
      {error !== null && <ProblemNote error={error} what="Nothing could be replayed" onRetry={() => void refetch()} />}
      {data === undefined && error === null && (
        <Skeleton h={320} radius="lg" role="status" aria-label="Deciding again what happened" />
      )}
      {data !== undefined && error === null && <Outcome replayed={data} open={open} />}
    </Stack>
  );
}

function saveFile({ name, type, text }: { name: string; type: string; text: string }): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}

interface SourceProps {
  tickets: Tickets | null;
  onTickets(tickets: Tickets | null): void;
  onSave(as: 'json' | 'csv'): Promise<void>;
}

function Source({ tickets, onTickets, onSave }: SourceProps) {
  const [tooLong, setTooLong] = useState(false);
  const choose = async (file: File | null) => {
    if (file === null) return;
    setTooLong(file.size > ticketsMost);
    if (file.size <= ticketsMost) onTickets({ name: file.name, csv: await file.text() });
  };
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text>
          {tickets === null
            ? `The work and alerts of the last ${replayDays} days, decided as agreed now and as drafted.`
            : `The tickets of ${tickets.name}, decided as agreed now and as drafted. Nothing of the list is kept.`}
        </Text>
        <Group gap="xs">
          {tickets !== null && (
            <Button variant="default" onClick={() => onTickets(null)}>
              Back to what happened here
            </Button>
          )}
          <FileButton accept=".csv,text/csv" onChange={(file) => void choose(file)}>
            {(props) => (
              <Button variant="default" {...props}>
                Bring a list of tickets
              </Button>
            )}
          </FileButton>
          <Button variant="default" onClick={() => void onSave('csv')}>
            Save as CSV
          </Button>
          <Button variant="default" onClick={() => void onSave('json')}>
            Save as JSON
          </Button>
        </Group>
      </Group>
      <Text size="sm" c="dimmed">
        A list of tickets is CSV with the columns at, function and priority, and if you have them id, title, site, asset, app,
        vendor, first-response and resolved.
      </Text>
      {tooLong && <Alert color="red">That file is longer than 2 MB. Cut it into parts.</Alert>}
    </Stack>
  );
}

function Outcome({ replayed, open }: { replayed: Replayed; open: OpenDraft }) {
  if (replayed.count === 0 && replayed.refusedCount === 0)
    return (
      <Empty title="Nothing happened in that time.">
        Bring a list of tickets from another system to compare with. {feeWords(replayed)}
      </Empty>
    );
  return (
    <>
      <Figures replayed={replayed} open={open} />
      <Changes replayed={replayed} open={open} />
      {replayed.refusedCount > 0 && <Refused replayed={replayed} />}
    </>
  );
}

function Figures({ replayed, open }: { replayed: Replayed; open: OpenDraft }) {
  const { parties } = useSession();
  const names = useDraftNames(open.draft.file);
  const reproduced = reproducedWords(replayed);
  return (
    <Panel title={`${replayed.count} events, ${replayed.changed} decided otherwise`} flush>
      <Table.ScrollContainer minWidth={300} type="native" tabIndex={0}>
        <Table maw={640}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>What</Table.Th>
              <Table.Th ta="right">Now</Table.Th>
              <Table.Th ta="right">Drafted</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {[...figuresOf(replayed, names, parties), feeFigure(replayed)].map(({ id, label, before, after, changed }) => (
              <Table.Tr key={id} fw={changed ? 640 : undefined}>
                <Table.Td>{label}</Table.Td>
                <Table.Td ta="right">{before}</Table.Td>
                <Table.Td ta="right">{after}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Stack gap={4} px="var(--t-inset)" py="md">
        <Text size="sm">{feeWords(replayed)}</Text>
        {reproduced !== null && <Text size="sm">{reproduced}</Text>}
        {replayed.cut && <Text size="sm">There were more events than are decided at once; the oldest are left out.</Text>}
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          The same for both sides: check sum {replayed.hash.slice(0, 16)}
        </Text>
      </Stack>
    </Panel>
  );
}

function Changes({ replayed, open }: { replayed: Replayed; open: OpenDraft }) {
  const names = useDraftNames(open.draft.file);
  const zone = open.draft.file.sites[0]?.timezone ?? 'UTC';
  if (replayed.changes.length === 0) return <Empty title="The draft would have decided all of it the same way." />;
  return (
    <Panel title="What would have been different" flush>
      <Table.ScrollContainer minWidth={640} type="native" tabIndex={0}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>When</Table.Th>
              <Table.Th>What</Table.Th>
              <Table.Th>Now</Table.Th>
              <Table.Th>Drafted</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {replayed.changes.map((change) => (
              <Table.Tr key={change.id}>
                <Table.Td>{formatWall(instantMs(change.at), zone, 'moment')}</Table.Td>
                <Table.Td>
                  {change.title}
                  <Text size="sm" c="dimmed">
                    {names.functionOf(change.function)}, {change.priority}
                  </Text>
                </Table.Td>
                <Table.Td>{answerWords(change.before, names)}</Table.Td>
                <Table.Td>{answerWords(change.after, names)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {replayed.changed > replayed.changes.length && (
        <Text size="sm" c="dimmed" px="var(--t-inset)" py="md">
          The first {replayed.changes.length} of {replayed.changed}; the files hold all.
        </Text>
      )}
    </Panel>
  );
}

function Refused({ replayed }: { replayed: Replayed }) {
  return (
    <Panel
      title={replayed.refusedCount === 1 ? '1 line was not understood' : `${replayed.refusedCount} lines were not understood`}
    >
      <Stack gap={4}>
        {replayed.refused.map(({ line, reason }) => (
          <Text size="sm" key={line}>
            Line {line}: {reason}
          </Text>
        ))}
      </Stack>
    </Panel>
  );
}

/**
 * The proof of a draft: the year shaded by the worst finding of each day, what is wrong with the answer at the instant that
 * shows it, the same with one person away and
 * with two, what may be accepted as a named risk, and what the draft changes.
 */
import { Button, Drawer, Group, List, Select, Skeleton, Stack, Text } from '@mantine/core';
import { redlineFile } from '@tandem/core/commercial/redline-file.ts';
import type { DraftFinding } from '@tandem/core/responsibility/examine/finding.ts';
import type { EngagementFile, Facts } from '@tandem/core/responsibility/model.ts';
import { Empty } from '@tandem/platform/ui/empty.tsx';
import { Heatmap } from '@tandem/platform/ui/heatmap.tsx';
import type { Names } from '@tandem/platform/ui/names.ts';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { lazy, Suspense, useMemo, useState } from 'react';
import { type OpenDraft, useBefore } from './draft-data.ts';
import { spanOf, useFindings } from './draft-findings.ts';
import { DraftFrame } from './draft-frame.tsx';
import { useDraftNames } from './draft-names.ts';
import { FindingGroups } from './finding-groups.tsx';
import { type Dated, datedOf, dayStarts, lettersOf, without } from './proof-days.ts';
import { PairsPanel } from './proof-pairs.tsx';
import { RiskForm } from './proof-risk.tsx';

/** Brings the decision core with all its calendars, which nobody needs before asking. */
const AnswerThere = lazy(async () => ({ default: (await import('./proof-answer.tsx')).AnswerThere }));

export function DraftProofScreen() {
  return <DraftFrame tab="proof">{(open) => <Proof open={open} />}</DraftFrame>;
}

function Proof({ open }: { open: OpenDraft }) {
  const { file } = open.draft;
  const names = useDraftNames(file);
  const { examination, busy } = useFindings(open.draft);
  const [person, setPerson] = useState<string | null>(null);
  const [day, setDay] = useState<number | null>(null);
  const [seen, setSeen] = useState<Facts | null>(null);
  const { from, to } = spanOf(file);
  const zone = file.sites[0]?.timezone ?? 'UTC';
  const starts = useMemo(() => dayStarts(from, to, zone), [from, to, zone]);
  const all = useMemo(() => (examination === null ? null : datedOf(examination, starts)), [examination, starts]);
  const indexOf = (date: string): number => Temporal.PlainDate.from(from).until(date).days;
  if (all === null) return <Looking />;
  const shown = without(all, person);
  const listed = day === null ? shown : shown.filter(({ days }) => days.some(([first, last]) => first <= day && day <= last));
  return (
    <Stack gap="md">
      <Verdict all={all} busy={busy} />
      <Panel title="The year" aside={<Absent file={file} person={person} onChange={setPerson} />}>
        <Heatmap
          label="The year of the draft"
          firstDay={from}
          letters={lettersOf(shown, starts.length - 1)}
          wordsOf={({ date }) => `${countOn(shown, indexOf(date))} findings`}
          selected={day === null ? undefined : Temporal.PlainDate.from(from).add({ days: day }).toString()}
          onOpen={({ date }) => setDay(indexOf(date) === day ? null : indexOf(date))}
        />
      </Panel>
      <FindingsPanel open={open} names={names} listed={listed} day={day} onAllDays={() => setDay(null)} onSee={setSeen} />
      <PairsPanel file={file} names={names} onSee={setSeen} />
      <Redline open={open} />
      <AnswerDrawer file={file} names={names} facts={seen} onClose={() => setSeen(null)} />
    </Stack>
  );
}

/** In the shape of what is being found out. */
function Looking() {
  return (
    <Stack gap="md" role="status" aria-label="Looking at every minute of the year">
      <Skeleton h={24} maw={480} />
      <Skeleton h={220} radius="lg" />
      <Skeleton h={420} radius="lg" />
    </Stack>
  );
}

interface AnswerDrawerProps {
  file: EngagementFile;
  names: Names;
  facts: Facts | null;
  onClose(): void;
}

function AnswerDrawer({ facts, onClose, ...rest }: AnswerDrawerProps) {
  return (
    <Drawer
      opened={facts !== null}
      onClose={onClose}
      title="The answer at that moment"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {facts !== null && (
        <Suspense fallback={<Text role="status">Asking the draft…</Text>}>
          <AnswerThere facts={facts} {...rest} />
        </Suspense>
      )}
    </Drawer>
  );
}

const countOn = (dated: readonly Dated[], day: number): number =>
  dated.filter(({ days }) => days.some(([first, last]) => first <= day && day <= last)).length;

function Verdict({ all, busy }: { all: readonly Dated[]; busy: boolean }) {
  const blocking = all.filter(({ finding }) => finding.severity === 'error' && !finding.accepted).length;
  return (
    <Text fw={600} role="status">
      {blocking === 0
        ? 'Nothing stands against offering this draft for signature.'
        : `${blocking} ${blocking === 1 ? 'error stands' : 'errors stand'} against offering this draft: mend them, or let the accountable executive accept them as named risks.`}
      {busy && ' Looking again…'}
    </Text>
  );
}

interface AbsentProps {
  file: EngagementFile;
  person: string | null;
  onChange(person: string | null): void;
}

function Absent({ file, person, onChange }: AbsentProps) {
  return (
    <Select
      aria-label="Without this person"
      placeholder="Everybody is there"
      clearable
      searchable
      w={240}
      data={file.people.map(({ id, name }) => ({ value: id, label: `Without ${name}` }))}
      value={person}
      onChange={onChange}
    />
  );
}

interface FindingsPanelProps {
  open: OpenDraft;
  names: Names;
  listed: readonly Dated[];
  day: number | null;
  onAllDays(): void;
  onSee(facts: Facts): void;
}

function FindingsPanel({ open, names, listed, day, onAllDays, onSee }: FindingsPanelProps) {
  const [accepting, setAccepting] = useState<DraftFinding | null>(null);
  const findings = useMemo(() => listed.map(({ finding }) => finding), [listed]);
  const { reasonAgainst } = useSession();
  const may = reasonAgainst('agreements.risk.accept') ?? (open.draft.state === 'open' ? null : open.reason);
  return (
    <Panel
      title={`${listed.length} ${listed.length === 1 ? 'finding' : 'findings'}${day === null ? '' : ' on that day'}`}
      aside={
        day !== null && (
          <Button size="compact-sm" variant="default" onClick={onAllDays}>
            All days
          </Button>
        )
      }
    >
      {listed.length === 0 && <Empty title="Every minute is covered." />}
      <FindingGroups
        open={open}
        names={names}
        findings={findings}
        actionsOf={(finding) =>
          (finding.witness || finding.severity === 'error') && (
            <Group gap="xs" mb="xs">
              {finding.witness && (
                <Button size="compact-xs" variant="default" onClick={() => onSee(finding.witness as Facts)}>
                  The answer then
                </Button>
              )}
              {finding.severity === 'error' && (
                <ReasonButton size="compact-xs" variant="default" reason={may} onClick={() => setAccepting(finding)}>
                  {finding.accepted ? 'No longer accept' : 'Accept as a risk'}
                </ReasonButton>
              )}
            </Group>
          )
        }
      />
      <RiskForm open={open} names={names} finding={accepting} onClose={() => setAccepting(null)} />
    </Panel>
  );
}

/** More are not read by anybody. */
const changesMost = 200;

/** What the draft changes, in sentences. */
function Redline({ open }: { open: OpenDraft }) {
  const { file } = open.draft;
  const before = useBefore(open.draft);
  const changes = useMemo(() => {
    if (before === null) return [];
    const dated = (each: EngagementFile) => ({
      ...each,
      matrix: each.matrix.map((version) => ({ ...version, signed: '', from: '' })),
    });
    return redlineFile(dated(before), dated(file));
  }, [before, file]);
  if (before === null) return null;
  return (
    <Panel title="What it changes in the version before it">
      {changes.length === 0 ? (
        <Text c="dimmed">Nothing yet.</Text>
      ) : (
        <List spacing={4}>
          {changes.slice(0, changesMost).map(({ path, sentence }) => (
            <List.Item key={path}>{sentence}</List.Item>
          ))}
        </List>
      )}
    </Panel>
  );
}

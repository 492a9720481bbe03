/**
 * Proof: is every minute covered? One sentence, the year as cells shaded by the worst finding, and the counterexamples,
 * each of which opens Ask at an instant that shows it, and which two people may not be away together. The switch leaves one person out of the year. Pressing a day
 * shows what stands on that day.
 */
import { Button, Group, SegmentedControl, Select, Skeleton, Stack, Switch, Text } from '@mantine/core';
import { findingRules } from '@tandem/core/responsibility/examine/rules.ts';
import type { TwoAbsences } from '@tandem/core/responsibility/two-absences.ts';
import { AwayTogether } from '@tandem/platform/ui/away-together.tsx';
import { Heatmap, levelWords } from '@tandem/platform/ui/heatmap.tsx';
import type { HeatDay } from '@tandem/platform/ui/heatmap-layout.ts';
import type { Names } from '@tandem/platform/ui/names.ts';
import { useNavigation, useQueryState } from '@tandem/platform/ui/navigation.tsx';
import { AgreementProblem, isNothingAgreed } from '@tandem/platform/ui/nothing-agreed.tsx';
import { Page } from '@tandem/platform/ui/page.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { Sentence } from '@tandem/platform/ui/sentence.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { dateWords } from '@tandem/platform/ui/time-words.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { agreementApi, type Finding, type Proof, useNames, useOverview } from './agreement.ts';
import { ProofFindings } from './proof-findings.tsx';
import { proofSentence } from './proof-words.ts';
import { filterFindings, findingsOn, yearLetters } from './proof-year.ts';
import { queryOfFacts } from './question-facts.ts';

export function ProofScreen() {
  const overview = useOverview();
  const names = useNames(overview.data);
  const { engagement } = useSession();
  const [without, setWithout] = useQueryState('without');
  const input = { engagementId: engagement.id, ...(without && { without }) };
  const proof = useQuery({ ...agreementApi.proof.queryOptions({ input }), placeholderData: keepPreviousData });
  const left = without ? names.of(without) : null;
  return (
    <Page
      title="Proof"
      heading={<Sentence parts={proof.data ? proofSentence(proof.data.findings, left) : ['Is every minute covered?']} />}
      sub={proof.data ? <Examined proof={proof.data} /> : examining(proof.error)}
    >
      {proof.data && (
        <WithoutSwitch people={proof.data.people} value={without} names={names} onChange={setWithout} busy={proof.isFetching} />
      )}
      {proof.isError && (
        <AgreementProblem error={proof.error} what="The proof could not be made" onRetry={() => void proof.refetch()} />
      )}
      {proof.isPending && <ProofSkeleton />}
      {proof.data && <ProofYear proof={proof.data} names={names} />}
    </Page>
  );
}

const examining = (error: unknown): string =>
  isNothingAgreed(error)
    ? 'Every situation of the coming year is examined.'
    : 'Every situation of the coming year is being examined.';

function ProofYear({ proof, names }: { proof: Proof; names: Names }) {
  const { go } = useNavigation();
  const [day, setDay] = useQueryState('day');
  const [kind, setKind] = useQueryState('kind');
  const [passing, setPassing] = useQueryState('passing');
  const count = proof.days.length;
  const filter = { kind: kind ?? null, passing: passing === 'yes' };
  const findings = filterFindings(proof.findings, filter, count);
  const indexOf = (date: string): number => Temporal.PlainDate.from(proof.firstDay).until(date).days;
  const kinds = [...new Set(proof.findings.map((finding) => finding.kind))];
  return (
    <Stack gap="md">
      <Panel
        title="The coming year"
        aside={
          <Group gap="md">
            <Switch
              size="xs"
              label="Only what comes and goes"
              checked={filter.passing}
              onChange={(event) => setPassing(event.currentTarget.checked ? 'yes' : undefined)}
            />
            <Select
              aria-label="Kind of finding"
              size="xs"
              w={200}
              clearable
              placeholder="Every kind of finding"
              data={kinds.map((each) => ({ value: each, label: findingRules[each].title }))}
              value={filter.kind}
              onChange={(next) => setKind(next ?? undefined)}
            />
          </Group>
        }
      >
        <Heatmap
          label="The coming year, a cell a day, shaded by the worst finding"
          firstDay={proof.firstDay}
          letters={yearLetters(findings, count)}
          wordsOf={(each) => dayWords(each, findingsOn(findings, indexOf(each.date)))}
          onOpen={(each) => setDay(each.date === day ? undefined : each.date)}
          selected={day}
        />
      </Panel>
      <ProofFindings
        findings={day ? findingsOn(findings, indexOf(day)) : findings}
        day={day}
        onEveryDay={() => setDay(undefined)}
        names={names}
      />
      <AwayTogether away={proof.away as TwoAbsences} names={names} onSee={(facts) => go('/ask', queryOfFacts({ ...facts }))} />
    </Stack>
  );
}

function dayWords(day: HeatDay, findings: readonly Finding[]): string {
  if (findings.length === 0) return levelWords[day.level];
  return `${levelWords[day.level]}, ${findings.length === 1 ? 'one finding' : `${findings.length} findings`}`;
}

function Examined({ proof }: { proof: Proof }) {
  const situations = Object.values(proof.examined).reduce((most, each) => Math.max(most, each), 0);
  return (
    <>
      {situations.toLocaleString('en-US')} situations examined in {(proof.milliseconds / 1000).toFixed(1)} s, from{' '}
      {dateWords(proof.firstDay)} over twelve months, with everybody present and with each person away.
    </>
  );
}

interface WithoutSwitchProps {
  people: readonly string[];
  value: string | undefined;
  names: Names;
  onChange(person: string | undefined): void;
  busy: boolean;
}

/** Leaves one person out of the year; a long list of people goes into lines of buttons. */
function WithoutSwitch({ people, value, names, onChange, busy }: WithoutSwitchProps) {
  if (people.length > 6) {
    return (
      <Group gap={6} role="group" aria-label="Leave a person out">
        <Text size="sm" c="dimmed">
          Without
        </Text>
        {[undefined, ...people].map((person) => (
          <Button
            key={person ?? ''}
            size="compact-sm"
            variant={person === value ? 'filled' : 'default'}
            aria-pressed={person === value}
            onClick={() => onChange(person)}
          >
            {person ? names.short(person) : 'nobody'}
          </Button>
        ))}
      </Group>
    );
  }
  return (
    <SegmentedControl
      aria-label="Leave a person out"
      w="fit-content"
      maw="100%"
      value={value ?? ''}
      onChange={(next) => onChange(next || undefined)}
      data={[
        { value: '', label: 'Everybody there' },
        ...people.map((person) => ({ value: person, label: `Without ${names.short(person)}` })),
      ]}
      aria-busy={busy}
      style={{ overflowX: 'auto' }}
    />
  );
}

function ProofSkeleton() {
  return (
    <Stack gap="md" aria-busy="true" role="status" aria-label="Proving the year">
      <Skeleton h={36} w={420} maw="100%" />
      <Skeleton h={270} radius="lg" />
      <Skeleton h={240} radius="lg" />
    </Stack>
  );
}

/**
 * The counterexamples: worst first, each with its kind in words, how long it stands, and the way to see it.
 */
import { Button, Group, Text } from '@mantine/core';
import { IconAlertOctagon, IconAlertTriangle, IconInfoCircle, IconShieldCheck } from '@tabler/icons-react';
import { findingRules, severityWords } from '@tandem/core/responsibility/examine/rules.ts';
import { Empty } from '@tandem/platform/ui/empty.tsx';
import type { Names } from '@tandem/platform/ui/names.ts';
import { PlaceLink } from '@tandem/platform/ui/navigation.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { Moment } from '@tandem/platform/ui/time.tsx';
import { dateWords, instantMs } from '@tandem/platform/ui/time-words.ts';
import { useState } from 'react';
import type { Finding } from './agreement.ts';
import { yearWords } from './matrix-view.ts';
import classes from './proof.module.css';
import { sortFindings } from './proof-words.ts';
import { queryOfFacts } from './question-facts.ts';

const severityIcons = { error: IconAlertOctagon, warning: IconAlertTriangle, info: IconInfoCircle };
const shownAtOnce = 40;

interface ProofFindingsProps {
  findings: readonly Finding[];
  /** The local date they are narrowed to. */
  day: string | undefined;
  onEveryDay(): void;
  names: Names;
}

export function ProofFindings({ findings, day, onEveryDay, names }: ProofFindingsProps) {
  const [all, setAll] = useState(false);
  const sorted = sortFindings(findings);
  const shown = all ? sorted : sorted.slice(0, shownAtOnce);
  const everyDay = day && (
    <Button variant="subtle" size="compact-sm" onClick={onEveryDay}>
      Every day
    </Button>
  );
  return (
    <Panel flush title={day ? `What stands on ${dateWords(day)}` : `Counterexamples: ${findings.length}`} aside={everyDay}>
      {shown.length === 0 ? (
        <Empty
          icon={<IconShieldCheck size={28} stroke={1.5} />}
          title={day ? 'Nothing stands on that day.' : 'There is no counterexample.'}
        >
          Each situation that the agreement can meet has an owner who is there, can be reached, and may act.
        </Empty>
      ) : (
        <ul className={classes.list}>
          {shown.map((finding) => (
            <FindingItem key={`${finding.kind} ${finding.message} ${finding.without ?? ''}`} finding={finding} names={names} />
          ))}
        </ul>
      )}
      {sorted.length > shown.length && (
        <Group justify="center" p="sm">
          <Button variant="default" onClick={() => setAll(true)}>
            Show the other {sorted.length - shown.length}
          </Button>
        </Group>
      )}
    </Panel>
  );
}

function FindingItem({ finding, names }: { finding: Finding; names: Names }) {
  const Icon = severityIcons[finding.severity];
  return (
    <li className={classes.finding} data-severity={finding.severity}>
      <span className={classes.icon}>
        <Icon size={18} stroke={1.75} aria-label={severityWords[finding.severity]} />
      </span>
      <div className={classes.words}>
        <Text fw={600}>
          <PlaceLink to="/agreement/rules" query={{ rule: finding.kind }}>
            {findingRules[finding.kind].title}
          </PlaceLink>
          {finding.function && <Text span fw={400}>{` in ${names.functionOf(finding.function)}`}</Text>}
        </Text>
        <Text c="dimmed" size="sm">
          {names.readAbout(finding.message)}
        </Text>
      </div>
      <dl className={classes.facts}>
        {finding.minutesPerYear > 0 && (
          <div>
            <dt>Stands</dt>
            <dd>{yearWords(finding.minutesPerYear)}</dd>
          </div>
        )}
        {finding.witness && (
          <div>
            <dt>First</dt>
            <dd>
              <Moment at={instantMs(finding.witness.at)} style="moment" />
            </dd>
          </div>
        )}
      </dl>
      <div className={classes.way}>
        {finding.witness ? (
          <PlaceLink to="/ask" query={queryOfFacts(finding.witness)}>
            See it
          </PlaceLink>
        ) : finding.rows[0] ? (
          <PlaceLink to="/matrix" query={{ row: finding.rows[0] }}>
            Open the row
          </PlaceLink>
        ) : null}
      </div>
    </li>
  );
}

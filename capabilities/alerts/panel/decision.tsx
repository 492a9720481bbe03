/**
 * A decision as a card: who has it and how, what may be done at once and what never, who is told, and by when; and why,
 * in the steps of the decision itself.
 */
import { Group, Stack, Text } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { deedWords } from '@tandem/core/responsibility/deeds.ts';
import { modeWords, type Names, spanWords } from '@tandem/platform/ui/names.ts';
import { SideBadge } from '@tandem/platform/ui/side.tsx';
import { Moment } from '@tandem/platform/ui/time.tsx';
import { instantMs } from '@tandem/platform/ui/time-words.ts';
import { TraceBody } from '@tandem/platform/ui/trace.tsx';
import type { ReactNode } from 'react';
import classes from './alerts.module.css';
import type { Answer } from './alerts-data.ts';
import { type FactName, factNames, factWords } from './words.ts';

export function DecisionCard({ answer, names }: { answer: Answer; names: Names }) {
  return (
    <Stack gap="sm">
      {answer.gap && (
        <div className={classes.note} data-tone="late">
          <strong>The agreement names nobody.</strong>{' '}
          {answer.holder && `${names.of(answer.holder)} holds it, as agreed for gaps.`}
        </div>
      )}
      {answer.blocked && (
        <div className={classes.note} data-tone="vendor">
          <strong>May not act yet.</strong> {names.read(answer.blocked.because)}
        </div>
      )}
      <dl className={classes.facts}>
        {!answer.gap && (
          <Fact label="Owner">
            <Group gap={6}>
              {answer.who.map((id) => (
                <SideBadge key={id} side={names.sideOf(id) ?? answer.responsible ?? 'gap'} label={names.of(id)} />
              ))}
              <Text span>{modeWords[answer.mode]}</Text>
            </Group>
          </Fact>
        )}
        {answer.accountable && <Fact label="Answers for it">{names.of(answer.accountable)}</Fact>}
        {answer.workStartsAt && (
          <Fact label="Work starts">
            <Moment at={instantMs(answer.workStartsAt)} style="moment" />
          </Fact>
        )}
        {answer.responseDueAt && (
          <Fact label="Response due">
            <Moment at={instantMs(answer.responseDueAt)} style="moment" />
          </Fact>
        )}
        {answer.approvers.length > 0 && (
          <Fact label="Who approves">{answer.approvers.map(names.of).join(answer.approve === 'all' ? ' and ' : ', then ')}</Fact>
        )}
        {answer.allowedNow.length > 0 && (
          <Fact label="Allowed now">
            <Lines lines={answer.allowedNow} icon={<IconCheck size={15} color="var(--t-good)" aria-hidden />} />
          </Fact>
        )}
        {answer.mustNot.length > 0 && (
          <Fact label="Never">
            <Lines lines={answer.mustNot} icon={<IconX size={15} color="var(--t-gap)" aria-hidden />} />
          </Fact>
        )}
        {answer.inform.length > 0 && (
          <Fact label="Is told">
            {answer.inform.map(({ who, within }) => `${names.of(who)} within ${spanWords(within)}`).join(', ')}
          </Fact>
        )}
      </dl>
    </Stack>
  );
}

export function Why({
  answer,
  names,
  contentHash,
  receiptId,
}: {
  answer: Answer;
  names: Names;
  contentHash: string | null;
  receiptId: string | null;
}) {
  const grounds: [string, ReactNode][] = [
    ['Row', answer.row ?? 'none'],
    ['Version', answer.version ?? 'none in force'],
    ['Window', answer.window.replace('-', ' ')],
  ];
  if (contentHash !== null) grounds.push(['Agreement', <code key="hash">{contentHash.slice(0, 12)}</code>]);
  if (receiptId !== null) grounds.push(['Receipt', <code key="receipt">{receiptId}</code>]);
  return <TraceBody content={{ lead: null, steps: answer.trace.map(names.read), grounds }} />;
}

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** What the question says of the alert, beside its kind of work and priority. */
export function FactLines({ facts }: { facts: Partial<Record<FactName, string>> }) {
  return factNames.map((name) =>
    facts[name] ? (
      <Fact key={name} label={factWords[name]}>
        {facts[name]}
      </Fact>
    ) : null,
  );
}

function Lines({ lines, icon }: { lines: readonly string[]; icon: ReactNode }) {
  return lines.map((line) => (
    <Group key={line} gap={6} wrap="nowrap" align="baseline">
      <span style={{ flex: 'none', transform: 'translateY(2px)' }}>{icon}</span>
      <span>{deedWords(line)}</span>
    </Group>
  ));
}

/** Labels by name; hostile text is shown as text. */
export function Labels({ labels }: { labels: Record<string, string> }) {
  return (
    <dl className={classes.labels}>
      {Object.entries(labels).map(([name, value]) => (
        <Fact key={name} label={name}>
          {value}
        </Fact>
      ))}
    </dl>
  );
}

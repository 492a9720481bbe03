/**
 * Trying a body with the settings on the screen: what alerts are in it, which rule takes each, who would own it now, and
 * why. Nothing is kept and nobody is told.
 */
import { Accordion, Button, Group, Menu, Stack, Text, Textarea } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { announce } from '@tandem/platform/ui/announcement.tsx';
import type { Names } from '@tandem/platform/ui/names.ts';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Owner, StateMark } from './alert-line.tsx';
import classes from './alerts.module.css';
import { type Answer, alertsApi, type Settings, type Tried, type TriedAlert, useAgreement } from './alerts-data.ts';
import { DecisionCard, Fact, FactLines, Labels, Why } from './decision.tsx';
import { type Sample, samples } from './samples.ts';
import { codeWords, type FactName, formatWords } from './words.ts';

interface TryPanelProps {
  settings: Pick<Settings, 'format' | 'mapping' | 'rules' | 'priorities'>;
  sourceId?: string | undefined;
  /** A body to begin with: one from quarantine. */
  body?: string | undefined;
  /** Samples may bring a mapping along; without this they bring none. */
  onMapping?: ((mapping: string) => void) | undefined;
}

export function TryPanel({ settings, sourceId, body: first, onMapping }: TryPanelProps) {
  const { engagement, reasonAgainst } = useSession();
  const [body, setBody] = useState(first ?? '');
  const attempt = useMutation(
    alertsApi.trial.mutationOptions({
      onSuccess: (tried) => announce(`${tried.alerts.length} alerts read, ${tried.rejected.length} refused.`),
    }),
  );
  const run = (): void =>
    attempt.mutate({
      engagementId: engagement.id,
      body,
      format: settings.format,
      mapping: settings.format === 'mapping' ? (settings.mapping ?? '') : null,
      rules: settings.rules,
      priorities: settings.priorities,
      ...(sourceId === undefined ? {} : { sourceId }),
    });
  const pick = (sample: Sample): void => {
    setBody(sample.body);
    if (sample.mapping !== undefined) onMapping?.(sample.mapping);
  };
  return (
    <Panel
      title="Try a body"
      aside={<Samples withMapping={onMapping !== undefined || settings.format === 'mapping'} onPick={pick} />}
    >
      <Stack gap="sm">
        <Textarea
          className={classes.mono}
          aria-label="Body"
          placeholder="Paste what the sender posts, or take a sample."
          value={body}
          onChange={(event) => setBody(event.currentTarget.value)}
          autosize
          minRows={6}
          maxRows={20}
          maxLength={262_144}
          spellCheck={false}
        />
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            Read as: {formatWords[settings.format]}. Nothing is kept, nobody is told.
          </Text>
          <ReasonButton
            reason={
              reasonAgainst('alerts.body.try') ??
              (body.trim() === '' && settings.format !== 'heartbeat' ? 'There is no body yet.' : null)
            }
            loading={attempt.isPending}
            onClick={run}
          >
            Try it
          </ReasonButton>
        </Group>
        {attempt.isError && <ProblemNote error={attempt.error} what="The body could not be tried" />}
        {attempt.data && <Result tried={attempt.data} />}
      </Stack>
    </Panel>
  );
}

function Samples({ withMapping, onPick }: { withMapping: boolean; onPick(sample: Sample): void }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="compact-sm" variant="default" rightSection={<IconChevronDown size={14} />}>
          Take a sample
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {samples
          .filter((sample) => withMapping || sample.mapping === undefined)
          .map((sample) => (
            <Menu.Item key={sample.name} onClick={() => onPick(sample)}>
              {sample.name}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Result({ tried }: { tried: Tried }) {
  const { names } = useAgreement();
  const nothing = tried.alerts.length === 0 && tried.rejected.length === 0;
  return (
    <Stack gap="sm">
      {tried.rejected.map((rejected) => (
        <div key={`${rejected.field} ${rejected.message}`} className={classes.note} data-tone="late">
          <strong>{codeWords[rejected.code] ?? rejected.code}</strong>
          {rejected.field && (
            <>
              {' '}
              at <code>{rejected.field}</code>
            </>
          )}
          : {rejected.message}
        </div>
      ))}
      {nothing && <div className={classes.note}>The body is read, and says nothing about an alert.</div>}
      {tried.alerts.length > 0 && (
        <Accordion variant="separated" multiple defaultValue={tried.alerts.length === 1 ? ['0'] : []} chevronPosition="left">
          {tried.alerts.map((alert, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a tried alert is its place in the body
            <Accordion.Item key={index} value={String(index)}>
              <Accordion.Control>
                <Group gap="sm">
                  <strong>{alert.title}</strong>
                  <StateMark state={alert.state} />
                  <span className={classes.sub}>
                    {alert.priority} · {names.functionOf(alert.function)}
                  </span>
                  {alert.state === 'firing' && alert.answer && (
                    <Owner
                      row={{ responsible: alert.answer.responsible, who: alert.answer.who, function: alert.function }}
                      names={names}
                    />
                  )}
                </Group>
              </Accordion.Control>
              <Accordion.Panel>
                <TriedDetail alert={alert} names={names} />
              </Accordion.Panel>
            </Accordion.Item>
          ))}
        </Accordion>
      )}
    </Stack>
  );
}

function TriedDetail({ alert, names }: { alert: TriedAlert; names: Names }) {
  const facts = alert.facts as Partial<Record<FactName, string>>;
  const answer = alert.answer as Answer | null;
  return (
    <Stack gap="md">
      <dl className={classes.facts}>
        <Fact label="Rule">{alert.rule ?? 'none'}</Fact>
        <FactLines facts={facts} />
        {alert.severity && <Fact label="Severity">{alert.severity}</Fact>}
        <Fact label="Recognised by">
          <code>{alert.fingerprint}</code>
        </Fact>
        {alert.group && <Fact label="Group">{alert.group}</Fact>}
      </dl>
      {alert.notes.map((note) => (
        <Text key={note} size="sm" c="dimmed">
          {note}
        </Text>
      ))}
      {Object.keys(alert.labels).length > 0 && <Labels labels={alert.labels} />}
      {answer && <DecisionCard answer={answer} names={names} />}
      {answer && <Why answer={answer} names={names} contentHash={null} receiptId={null} />}
    </Stack>
  );
}

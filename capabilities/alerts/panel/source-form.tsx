/**
 * The settings of a source as fields. Whoever may not change them reads them, and reads why.
 */
import { NumberInput, Select, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { fieldProblem } from '@tandem/platform/ui/problem.tsx';
import { useState } from 'react';
import classes from './alerts.module.css';
import { type Settings, useAgreement } from './alerts-data.ts';
import { RulesEditor } from './rules-editor.tsx';
import { firstHeartbeat, prioritiesText, readPriorities } from './settings.ts';
import type { SourceFormProps } from './source-props.ts';
import { formatWords, minutesWords } from './words.ts';

const formatOptions = Object.entries(formatWords).map(([value, label]) => ({ value, label }));

export function SourceForm(props: SourceFormProps) {
  const { settings, reason } = props;
  return (
    <fieldset className={classes.fieldset} disabled={reason !== null} aria-label="Settings">
      <Stack gap="md">
        {reason !== null && <div className={classes.note}>{reason}</div>}
        <Panel title="What it reads">
          <Reading {...props} />
        </Panel>
        {settings.format !== 'heartbeat' && (
          <>
            <Panel title="What each alert is about">
              <RulesEditor {...props} />
            </Panel>
            <Panel title="How urgent it is">
              <Priorities {...props} />
            </Panel>
          </>
        )}
        <Panel title="When it is silent">
          <Heartbeat {...props} />
        </Panel>
      </Stack>
    </fieldset>
  );
}

function Reading({ settings, onChange, problem }: SourceFormProps) {
  return (
    <Stack gap="sm">
      <div className={classes.grid}>
        <TextInput
          label="Name"
          value={settings.name}
          onChange={(event) => onChange({ ...settings, name: event.currentTarget.value })}
          error={fieldProblem(problem, 'name')}
          maxLength={100}
          required
        />
        <Select
          label="Format"
          data={formatOptions}
          value={settings.format}
          onChange={(next) => onChange({ ...settings, format: (next ?? 'auto') as Settings['format'] })}
          allowDeselect={false}
        />
        {settings.format !== 'heartbeat' && (
          <NumberInput
            label="Reopen within, in minutes"
            description={`Firing again ${settings.reopenMinutes === 0 ? 'is always a new alert' : `within ${minutesWords(settings.reopenMinutes)} of its end is the same alert`}`}
            value={settings.reopenMinutes}
            onChange={(next) => onChange({ ...settings, reopenMinutes: Number(next) || 0 })}
            min={0}
            max={10_080}
            allowDecimal={false}
          />
        )}
      </div>
      {settings.format === 'mapping' && (
        <Textarea
          className={classes.mono}
          label="Mapping"
          description="JSONata that turns a body into the plain shape. Try it before you keep it."
          value={settings.mapping ?? ''}
          onChange={(event) => onChange({ ...settings, mapping: event.currentTarget.value })}
          error={fieldProblem(problem, 'mapping')}
          autosize
          minRows={7}
          maxRows={24}
          maxLength={10_000}
          spellCheck={false}
        />
      )}
      <Switch
        label="Explain to the sender: its reply names who owns each alert, and why"
        checked={settings.explains}
        onChange={(event) => onChange({ ...settings, explains: event.currentTarget.checked })}
      />
    </Stack>
  );
}

/** The words are kept as text while they are written, and read at every change. */
function Priorities({ settings, onChange }: SourceFormProps) {
  const [text, setText] = useState(() => prioritiesText(settings.priorities.map));
  const { unread } = readPriorities(text);
  const change = (next: string): void => {
    setText(next);
    onChange({ ...settings, priorities: { ...settings.priorities, map: readPriorities(next).map } });
  };
  return (
    <div className={classes.grid}>
      <TextInput
        label="Label that tells the severity"
        value={settings.priorities.label}
        onChange={(event) => onChange({ ...settings, priorities: { ...settings.priorities, label: event.currentTarget.value } })}
        maxLength={200}
      />
      <Select
        label="Any other word"
        data={['P1', 'P2', 'P3', 'P4']}
        value={settings.priorities.otherwise}
        onChange={(next) => onChange({ ...settings, priorities: { ...settings.priorities, otherwise: (next ?? 'P3') as 'P3' } })}
        allowDeselect={false}
      />
      <Textarea
        label="Its words"
        style={{ gridColumn: '1 / -1' }}
        value={text}
        onChange={(event) => change(event.currentTarget.value)}
        error={unread.length > 0 && `Not understood: ${unread.join(', ')}. Write word=P1.`}
        autosize
        minRows={2}
        spellCheck={false}
      />
    </div>
  );
}

function Heartbeat({ settings, onChange }: SourceFormProps) {
  const { functions } = useAgreement();
  const always = settings.format === 'heartbeat';
  const beat = settings.heartbeat ?? (always ? firstHeartbeat : null);
  const set = (more: Partial<NonNullable<Settings['heartbeat']>>): void =>
    onChange({ ...settings, heartbeat: { ...(beat ?? firstHeartbeat), ...more } });
  return (
    <Stack gap="sm">
      {!always && (
        <Switch
          label="It should be heard regularly; silence is an alert"
          checked={beat !== null}
          onChange={(event) => onChange({ ...settings, heartbeat: event.currentTarget.checked ? firstHeartbeat : null })}
        />
      )}
      {beat && (
        <div className={classes.grid}>
          <NumberInput
            label="Heard every, in minutes"
            value={beat.intervalMinutes}
            onChange={(next) => set({ intervalMinutes: Number(next) || 1 })}
            min={1}
            max={10_080}
            allowDecimal={false}
          />
          <NumberInput
            label="Grace, in minutes"
            value={beat.graceMinutes}
            onChange={(next) => set({ graceMinutes: Number(next) || 0 })}
            min={0}
            max={10_080}
            allowDecimal={false}
          />
          <Select
            label="Whose work silence is"
            data={functions.map(({ id, name }) => ({ value: id, label: name }))}
            value={beat.function}
            onChange={(next) => set({ function: next ?? beat.function })}
            searchable
            allowDeselect={false}
          />
          <Select
            label="How urgent"
            data={['P1', 'P2', 'P3', 'P4']}
            value={beat.priority}
            onChange={(next) => set({ priority: (next ?? 'P2') as 'P2' })}
            allowDeselect={false}
          />
        </div>
      )}
      {beat && (
        <Text size="sm" c="dimmed">
          An alert opens when nothing came for {minutesWords(beat.intervalMinutes + beat.graceMinutes)}; the next delivery
          resolves it.
        </Text>
      )}
    </Stack>
  );
}

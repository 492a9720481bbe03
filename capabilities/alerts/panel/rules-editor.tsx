/**
 * Rules in their order: the first whose matchers all hold decides. A rule is moved with two buttons rather than by
 * dragging, so that a keyboard can do it as well.
 */
import { ActionIcon, Autocomplete, Button, Group, Select, Stack, Text, TextInput, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash, IconX } from '@tabler/icons-react';
import { announce } from '@tandem/platform/ui/announcement.tsx';
import { fieldProblem } from '@tandem/platform/ui/problem.tsx';
import type { ReactNode } from 'react';
import classes from './alerts.module.css';
import { type Rule, useAgreement } from './alerts-data.ts';
import { moveAt, newRule, removeAt, replaceAt, withSet } from './settings.ts';
import type { SourceFormProps } from './source-props.ts';
import { type FactName, factNames, factWords } from './words.ts';

export function RulesEditor({ settings, onChange, problem, reason }: SourceFormProps) {
  const { rules } = settings;
  const set = (next: Rule[]): void => onChange({ ...settings, rules: next });
  const move = (index: number, by: -1 | 1): void => {
    set(moveAt(rules, index, by));
    announce(`${rules[index]?.name ?? 'The rule'} is now rule ${index + by + 1}.`);
  };
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        The first rule whose matchers all hold decides. {'{instance}'} stands for the value of a label, {'{instance|host}'} for
        its host name. What no rule takes becomes work for intake and triage.
      </Text>
      <ol className={classes.rules}>
        {rules.map((rule, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule is its place in the list
          <li key={index} className={classes.rule}>
            <RuleEditor
              rule={rule}
              index={index}
              onChange={(next) => set(replaceAt(rules, index, next))}
              problem={problem}
              controls={
                <>
                  <Control
                    label={`Move rule ${index + 1} up`}
                    disabled={index === 0}
                    onClick={() => move(index, -1)}
                    icon={<IconArrowUp size={16} />}
                  />
                  <Control
                    label={`Move rule ${index + 1} down`}
                    disabled={index === rules.length - 1}
                    onClick={() => move(index, 1)}
                    icon={<IconArrowDown size={16} />}
                  />
                  <Control
                    label={`Remove rule ${index + 1}`}
                    onClick={() => set(removeAt(rules, index))}
                    icon={<IconTrash size={16} />}
                  />
                </>
              }
            />
          </li>
        ))}
      </ol>
      <Group>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} />}
          onClick={() => set([...rules, newRule(rules.length)])}
          disabled={rules.length >= 100 || reason !== null}
        >
          Add a rule
        </Button>
      </Group>
    </Stack>
  );
}

function Control({
  label,
  icon,
  onClick,
  disabled = false,
}: {
  label: string;
  icon: ReactNode;
  onClick(): void;
  disabled?: boolean;
}) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" aria-label={label} onClick={onClick} disabled={disabled}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}

interface RuleEditorProps {
  rule: Rule;
  index: number;
  onChange(rule: Rule): void;
  controls: ReactNode;
  problem: SourceFormProps['problem'];
}

function RuleEditor({ rule, index, onChange, controls, problem }: RuleEditorProps) {
  return (
    <Stack gap="xs">
      <Group gap="xs" wrap="nowrap">
        <Text span c="dimmed" w={20} ta="right">
          {index + 1}
        </Text>
        <TextInput
          aria-label={`Name of rule ${index + 1}`}
          value={rule.name}
          onChange={(event) => onChange({ ...rule, name: event.currentTarget.value })}
          error={fieldProblem(problem, `rules.${index}.name`)}
          maxLength={100}
          style={{ flex: 1 }}
        />
        <Group gap={0} wrap="nowrap">
          {controls}
        </Group>
      </Group>
      <Matchers rule={rule} index={index} onChange={onChange} problem={problem} />
      <Sets rule={rule} index={index} onChange={onChange} problem={problem} />
    </Stack>
  );
}

const ops = [
  { value: '=', label: 'is' },
  { value: '!=', label: 'is not' },
  { value: '=~', label: 'like' },
  { value: '!~', label: 'unlike' },
];

function Matchers({ rule, index, onChange, problem }: Omit<RuleEditorProps, 'controls'>) {
  const set = (match: Rule['match']): void => onChange({ ...rule, match });
  const of = (place: number) => `of matcher ${place + 1}, rule ${index + 1}`;
  return (
    <Stack gap={6}>
      {rule.match.length === 0 && (
        <Text size="sm" c="dimmed">
          Without a matcher the rule takes every alert.
        </Text>
      )}
      {rule.match.map((matcher, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a matcher is its place in the rule
        <div key={place} className={classes.matcher}>
          <TextInput
            aria-label={`Label ${of(place)}`}
            placeholder="label"
            value={matcher.label}
            onChange={(event) => set(replaceAt(rule.match, place, { ...matcher, label: event.currentTarget.value }))}
            error={fieldProblem(problem, `rules.${index}.match.${place}.label`)}
            maxLength={200}
            spellCheck={false}
          />
          <Select
            aria-label={`Comparison ${of(place)}`}
            data={ops}
            value={matcher.op}
            onChange={(next) => set(replaceAt(rule.match, place, { ...matcher, op: (next ?? '=') as '=' }))}
            allowDeselect={false}
          />
          <TextInput
            aria-label={`Value ${of(place)}`}
            placeholder={matcher.op.includes('~') ? 'pattern: erp.*|fs0[1-3]' : 'value'}
            value={matcher.value}
            onChange={(event) => set(replaceAt(rule.match, place, { ...matcher, value: event.currentTarget.value }))}
            error={fieldProblem(problem, `rules.${index}.match.${place}.value`)}
            maxLength={300}
            spellCheck={false}
          />
          <Control
            label={`Remove matcher ${place + 1} of rule ${index + 1}`}
            onClick={() => set(removeAt(rule.match, place))}
            icon={<IconX size={16} />}
          />
        </div>
      ))}
      <Group>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          onClick={() => set([...rule.match, { label: '', op: '=', value: '' }])}
          disabled={rule.match.length >= 20}
        >
          and another label
        </Button>
      </Group>
    </Stack>
  );
}

const bySeverity = 'by severity';

function Sets({ rule, index, onChange, problem }: Omit<RuleEditorProps, 'controls'>) {
  const { functions } = useAgreement();
  const set = (key: FactName | 'function' | 'priority', text: string | null): void => onChange(withSet(rule, key, text));
  const error = (key: string) => fieldProblem(problem, `rules.${index}.set.${key}`);
  const names = new Map(functions.map(({ id, name }) => [id, name]));
  const priorities = [bySeverity, 'P1', 'P2', 'P3', 'P4'];
  const own = rule.set.priority;
  const shown = factNames.filter((name) => name === 'asset' || rule.set[name] !== undefined);
  const more = factNames.filter((name) => !shown.includes(name));
  return (
    <div className={classes.grid}>
      <Autocomplete
        label="Kind of work"
        description={
          names.get(rule.set.function ?? '') ??
          (rule.set.function ? 'a template, or not in the catalogue' : 'none: intake and triage')
        }
        data={functions.map(({ id }) => id)}
        renderOption={({ option }) => `${names.get(option.value) ?? ''} (${option.value})`}
        value={rule.set.function ?? ''}
        onChange={(next) => set('function', next)}
        error={error('function')}
        limit={60}
        spellCheck={false}
      />
      <Select
        label="Priority"
        description={own === undefined ? 'the words of the source decide' : 'whatever the severity'}
        data={own === undefined || priorities.includes(own) ? priorities : [...priorities, own]}
        value={own ?? bySeverity}
        onChange={(next) => set('priority', next === bySeverity ? null : next)}
        allowDeselect={false}
        error={error('priority')}
      />
      {shown.map((name) => (
        <TextInput
          key={name}
          label={factWords[name]}
          description={name === 'asset' && rule.set.asset === undefined ? 'guessed from host, instance, …' : ' '}
          placeholder={name === 'asset' ? '{instance|host}' : ''}
          value={rule.set[name] ?? ''}
          onChange={(event) => set(name, event.currentTarget.value)}
          error={error(name)}
          maxLength={200}
          spellCheck={false}
        />
      ))}
      {more.length > 0 && (
        <Select
          label="Also set"
          description=" "
          placeholder="Class, site, vendor…"
          data={more.map((name) => ({ value: name, label: factWords[name] }))}
          value={null}
          onChange={(next) => next !== null && set(next as FactName, `{${next}}`)}
        />
      )}
    </div>
  );
}

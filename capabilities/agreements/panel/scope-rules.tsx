/**
 * The rules that hold for every row: who is asked and how long each has, who hears of what no row covers, how fast an
 * answer comes, when work flows over, and who approves spending. What is left open is set when rows are drafted.
 */
import { Group, Select, SimpleGrid, Stack, Text } from '@mantine/core';
import { type EngagementFile, type Overflow, type Priority, priorities, type Target } from '@tandem/core/responsibility/model.ts';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import type { OpenDraft } from './draft-data.ts';
import { rowsOf } from './matrix-edit.ts';
import { Kept, KeptDuration, NamesField } from './scope-field.tsx';

type Key = 'approval' | 'gaps' | 'targets' | 'overflow' | 'spending';

/** Puts one part of the file; undefined takes it away. */
function putPart<K extends Key>(open: OpenDraft, key: K, value: EngagementFile[K] | undefined): void {
  open.edit(({ file, terms }) => {
    const { [key]: _, ...rest } = file;
    return { terms, file: (value === undefined ? rest : { ...rest, [key]: value }) as EngagementFile };
  });
}

export function ApprovalPanel({ open }: { open: OpenDraft }) {
  const { people, approval, spending } = open.draft.file;
  const locked = open.reason !== null;
  const internal = people.filter(({ side }) => side === 'internal');
  const step = approval?.step ?? '15m';
  return (
    <Panel title="Who says yes">
      <Stack gap="sm">
        <NamesField
          label="Asked before the provider acts, one after the other"
          description="Nobody: only whoever answers for the agreement."
          locked={locked}
          options={internal}
          value={approval?.chain ?? []}
          onChange={(chain) => putPart(open, 'approval', chain.length === 0 ? undefined : { chain, step })}
        />
        <KeptDuration
          label="How long each has"
          placeholder={approval === undefined ? 'Choose who is asked first' : '15m'}
          locked={locked || approval === undefined}
          value={approval?.step ?? ''}
          onKeep={(text) => approval && putPart(open, 'approval', { ...approval, step: text })}
        />
        <NamesField
          label="Approve spending"
          locked={locked}
          options={internal}
          value={spending?.approvers ?? []}
          onChange={(approvers) => putPart(open, 'spending', approvers.length === 0 ? undefined : { ...spending, approvers })}
        />
        <Caps open={open} />
      </Stack>
    </Panel>
  );
}

/** What may be spent in an emergency without asking; the rest waits for those who approve spending. */
function Caps({ open }: { open: OpenDraft }) {
  const { spending } = open.draft.file;
  const put = (priority: Priority, text: string): void => {
    if (spending === undefined) return;
    const { 'emergency-cap': caps = {}, ...rest } = spending;
    const { [priority]: _, ...others } = caps;
    const next = text === '' ? others : { ...others, [priority]: Number(text) };
    putPart(open, 'spending', Object.keys(next).length === 0 ? rest : { ...rest, 'emergency-cap': next });
  };
  return (
    <div>
      <Text size="sm" fw={500} mb={4}>
        May be spent in an emergency without asking, in whole units of your currency
      </Text>
      <SimpleGrid cols={{ base: 2, xs: 4 }}>
        {priorities.map((priority) => (
          <Kept
            key={priority}
            label={`Up to, for ${priority}`}
            placeholder={spending === undefined ? 'Choose who approves' : 'nothing'}
            locked={open.reason !== null || spending === undefined}
            value={String(spending?.['emergency-cap']?.[priority] ?? '')}
            check={(text) => (/^\d{0,9}$/.test(text) ? null : 'Write a whole number.')}
            onKeep={(text) => put(priority, text)}
          />
        ))}
      </SimpleGrid>
    </div>
  );
}

export function TargetsPanel({ open }: { open: OpenDraft }) {
  const { targets = {} } = open.draft.file;
  const locked = open.reason !== null;
  const put = (priority: Priority, change: Partial<Target> | null): void => {
    const { [priority]: known, ...others } = targets;
    const next = { respond: '4h', clock: 'business' as const, ...known, ...change };
    putPart(open, 'targets', change === null ? others : { ...others, [priority]: next });
  };
  return (
    <Panel title="How fast an answer comes">
      <Stack gap="xs">
        {priorities.map((priority) => (
          <Group key={priority} gap="xs" align="flex-end" wrap="nowrap">
            <div style={{ flex: '0 1 8rem' }}>
              <KeptDuration
                label={`${priority} within`}
                mayBeBlank
                placeholder="no target"
                locked={locked}
                value={targets[priority]?.respond ?? ''}
                onKeep={(text) => put(priority, text === '' ? null : { respond: text })}
              />
            </div>
            <Select
              aria-label={`${priority} is counted`}
              style={{ flex: '1 1 10rem' }}
              allowDeselect={false}
              disabled={locked || targets[priority] === undefined}
              data={[
                { value: 'always', label: 'around the clock' },
                { value: 'business', label: 'in working hours' },
              ]}
              value={targets[priority]?.clock ?? null}
              onChange={(clock) => put(priority, { clock: clock as Target['clock'] })}
            />
          </Group>
        ))}
      </Stack>
    </Panel>
  );
}

export function GapsPanel({ open }: { open: OpenDraft }) {
  const { people, teams = [], gaps } = open.draft.file;
  const parties = [...people, ...teams].map(({ id, name }) => ({ value: id, label: name }));
  const put = (key: 'urgent' | 'normal', id: string): void =>
    putPart(open, 'gaps', { urgent: id, normal: id, ...gaps, [key]: id });
  const fields = [
    ['urgent', 'What is urgent goes to'],
    ['normal', 'The rest goes to'],
  ] as const;
  return (
    <Panel title="When no row covers it">
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        {fields.map(([key, label]) => (
          <Select
            key={key}
            label={label}
            placeholder="Nobody yet"
            allowDeselect={false}
            searchable
            disabled={open.reason !== null}
            data={parties}
            value={gaps?.[key] ?? null}
            onChange={(id) => id && put(key, id)}
          />
        ))}
      </SimpleGrid>
    </Panel>
  );
}

const limits: readonly [part: 'enter' | 'leave', key: 'untouched' | 'oldest-untouched-p3' | 'held', label: string][] = [
  ['enter', 'untouched', 'Begins with so many waiting'],
  ['enter', 'oldest-untouched-p3', 'or when the oldest P3 waits'],
  ['leave', 'untouched', 'Ends with so many waiting'],
  ['leave', 'oldest-untouched-p3', 'and the oldest P3 waits less than'],
  ['leave', 'held', 'for as long as'],
];

const usual: Omit<Overflow, 'to'> = {
  enter: { untouched: 10, 'oldest-untouched-p3': '4h' },
  leave: { untouched: 4, 'oldest-untouched-p3': '1h', held: '1h' },
};

export function OverflowPanel({ open }: { open: OpenDraft }) {
  const { teams = [], overflow } = open.draft.file;
  const locked = open.reason !== null;
  const flowing = rowsOf(open.draft.file).filter((row) => row.overflow === true).length;
  return (
    <Panel
      title="When work flows over"
      aside={
        overflow && (
          <ReasonButton
            size="compact-sm"
            variant="default"
            reason={open.reason ?? (flowing > 0 ? `${flowing} rows flow over. Take that from them first.` : null)}
            onClick={() => putPart(open, 'overflow', undefined)}
          >
            No overflow
          </ReasonButton>
        )
      }
    >
      <Stack gap="sm">
        <Select
          label="To"
          placeholder="No overflow"
          allowDeselect={false}
          disabled={locked}
          data={teams.filter(({ side }) => side === 'provider').map(({ id, name }) => ({ value: id, label: name }))}
          value={overflow?.to ?? null}
          onChange={(to) => to && putPart(open, 'overflow', { ...usual, ...overflow, to })}
        />
        {overflow === undefined ? (
          <Text size="sm" c="dimmed">
            No work flows over yet.
          </Text>
        ) : (
          <SimpleGrid cols={{ base: 1, xs: 2 }} style={{ alignItems: 'end' }}>
            {limits.map(([part, key, label]) => (
              <Limit key={`${part} ${key}`} open={open} overflow={overflow} part={part} name={key} label={label} />
            ))}
          </SimpleGrid>
        )}
      </Stack>
    </Panel>
  );
}

interface LimitProps {
  open: OpenDraft;
  overflow: Overflow;
  part: 'enter' | 'leave';
  name: 'untouched' | 'oldest-untouched-p3' | 'held';
  label: string;
}

function Limit({ open, overflow, part, name, label }: LimitProps) {
  const isCount = name === 'untouched';
  const known: Overflow['leave'] = overflow[part];
  const keep = (text: string): void => {
    const { [name]: _, ...others } = known;
    putPart(open, 'overflow', {
      ...overflow,
      [part]: text === '' ? others : { ...others, [name]: isCount ? Number(text) : text },
    });
  };
  const field = {
    label,
    placeholder: 'no limit',
    locked: open.reason !== null,
    value: known[name] === undefined ? '' : String(known[name]),
    onKeep: keep,
  };
  if (!isCount) return <KeptDuration {...field} mayBeBlank />;
  return <Kept {...field} check={(text) => (/^\d{0,6}$/.test(text) ? null : 'Write a whole number.')} />;
}

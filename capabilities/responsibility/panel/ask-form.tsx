/**
 * The facts of the question, each of which can be changed; the rarer ones wait behind "More facts".
 */
import {
  Button,
  Collapse,
  Group,
  Input,
  MultiSelect,
  NumberInput,
  SegmentedControl,
  Select,
  Switch,
  TextInput,
} from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
import { readNow } from '@tandem/platform/ui/clock.ts';
import type { Names } from '@tandem/platform/ui/names.ts';
import { useSession } from '@tandem/platform/ui/session.ts';
import { WallTimeField } from '@tandem/platform/ui/wall-time-field.tsx';
import { useState } from 'react';
import type { Overview } from './agreement.ts';
import classes from './ask.module.css';
import { type Question, zonedText } from './ask-question.ts';

interface AskFormProps {
  question: Question;
  overview: Overview | undefined;
  names: Names;
}

/** On a phone an answered question folds its facts into one line, so that the answer is seen first. */
export function AskForm(props: AskFormProps) {
  const narrow = useMediaQuery('(max-width: 48em)');
  const [open, setOpen] = useState(false);
  if (!narrow || !props.question.facts || open) return <FactsForm {...props} />;
  return (
    <Button
      variant="default"
      fullWidth
      justify="space-between"
      rightSection={<IconChevronDown size={16} />}
      onClick={() => setOpen(true)}
    >
      {factWords(props)}
    </Button>
  );
}

/** `P1 · ERP01 · without Dana` */
function factWords({ question: { query, facts }, names }: AskFormProps): string {
  const away = query['away']
    ?.split(',')
    .map((id) => `without ${names.short(id)}`)
    .join(', ');
  return [facts?.priority, query['asset'], query['app'], away].filter(Boolean).join(' · ');
}

function FactsForm({ question, overview, names }: AskFormProps) {
  const rare = ['site', 'group', 'vendor', 'requester', 'amount', 'confirmed', 'touched'].some((key) => question.query[key]);
  const [more, setMore] = useState(rare);
  return (
    <div>
      <MainFacts question={question} overview={overview} names={names} />
      <Button variant="subtle" size="compact-sm" mt={8} onClick={() => setMore(!more)} aria-expanded={more}>
        {more ? 'Fewer facts' : 'More facts'}
      </Button>
      <Collapse expanded={more}>
        <RareFacts question={question} overview={overview} />
      </Collapse>
    </div>
  );
}

function MainFacts({ question, overview, names }: AskFormProps) {
  const { zone } = useSession().engagement;
  const { query, change } = question;
  return (
    <div className={classes.form}>
      <Select
        label="Kind of work"
        searchable
        data={functionOptions(overview, names)}
        value={query['f'] ?? null}
        onChange={(value) => change({ f: value ?? undefined })}
        placeholder="Choose"
        nothingFoundMessage="No kind of work is called that"
        maxDropdownHeight={340}
      />
      <Input.Wrapper label="Priority" labelElement="div" labelProps={{ id: 'ask-priority' }}>
        <SegmentedControl
          aria-labelledby="ask-priority"
          fullWidth
          p={6}
          data={['P1', 'P2', 'P3', 'P4']}
          value={query['p'] ?? 'P2'}
          onChange={(value) => change({ p: value })}
        />
      </Input.Wrapper>
      <WallTimeField
        zone={zone}
        at={question.at}
        onChange={(at) => change({ at })}
        onNow={() => change({ at: zonedText(readNow(), zone) })}
      />
      <FactSelect label="System" name="asset" data={overview?.assets ?? []} question={question} />
      <FactSelect label="Application" name="app" data={overview?.apps ?? []} question={question} />
      <MultiSelect
        label="Without"
        placeholder={query['away'] ? '' : 'Everybody is there'}
        data={people(overview)}
        value={query['away']?.split(',') ?? []}
        onChange={(ids) => change({ away: ids.length > 0 ? ids.join(',') : undefined })}
        clearable
      />
    </div>
  );
}

function FactSelect({
  label,
  name,
  data,
  question,
}: {
  label: string;
  name: string;
  data: readonly string[];
  question: Question;
}) {
  const value = question.query[name] ?? null;
  const options = value && !data.includes(value) ? [...data, value] : [...data];
  return (
    <Select
      label={label}
      placeholder="Any"
      searchable
      clearable
      data={options}
      value={value}
      onChange={(next) => question.change({ [name]: next ?? undefined })}
    />
  );
}

function RareFacts({ question, overview }: { question: Question; overview: Overview | undefined }) {
  const { query, change } = question;
  return (
    <div className={classes.form} style={{ paddingTop: '0.5rem' }}>
      <Select
        label="Site"
        placeholder="Any"
        clearable
        data={overview?.sites.map((site) => ({ value: site.id, label: site.name })) ?? []}
        value={query['site'] ?? null}
        onChange={(value) => change({ site: value ?? undefined })}
      />
      <TextInput
        label="User group"
        placeholder="Any"
        value={query['group'] ?? ''}
        onChange={(event) => change({ group: event.currentTarget.value || undefined })}
      />
      <Select
        label="Vendor"
        placeholder="None"
        clearable
        data={overview?.vendors.map((vendor) => ({ value: vendor.id, label: vendor.name })) ?? []}
        value={query['vendor'] ?? null}
        onChange={(value) => change({ vendor: value ?? undefined })}
      />
      <Select
        label="Asked for by"
        placeholder="Anybody"
        clearable
        searchable
        data={people(overview)}
        value={query['requester'] ?? null}
        onChange={(value) => change({ requester: value ?? undefined })}
      />
      <NumberInput
        label="Spending"
        placeholder="Nothing"
        min={0}
        thousandSeparator=" "
        value={query['amount'] ?? ''}
        onChange={(value) => change({ amount: value === '' ? undefined : String(value) })}
      />
      <Group gap="lg" align="flex-end" pb={8}>
        <Switch
          label="Confirmed"
          checked={query['confirmed'] === 'yes'}
          onChange={(event) => change({ confirmed: event.currentTarget.checked ? 'yes' : undefined })}
        />
        <Switch
          label="Already touched"
          checked={query['touched'] === 'yes'}
          onChange={(event) => change({ touched: event.currentTarget.checked ? 'yes' : undefined })}
        />
      </Group>
    </div>
  );
}

function people(overview: Overview | undefined): { value: string; label: string }[] {
  return (
    overview?.parties.filter((party) => party.kind === 'person').map((party) => ({ value: party.id, label: party.name })) ?? []
  );
}

/** Functions with a row first, under the names of their groups; those without one stand apart, since they are gaps. */
function functionOptions(overview: Overview | undefined, names: Names) {
  if (!overview) return [];
  const covered = overview.groups.map((group) => ({
    group: group.name,
    items: overview.functions.filter((each) => each.inMatrix && each.group === group.id),
  }));
  const bare = { group: 'No row covers these', items: overview.functions.filter((each) => !each.inMatrix) };
  return [...covered, bare]
    .filter((group) => group.items.length > 0)
    .map((group) => ({
      group: group.group,
      items: group.items.map((each) => ({ value: each.id, label: names.functionOf(each.id) })),
    }));
}

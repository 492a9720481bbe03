/**
 * What is wanted from the provider: who answers for it all, nights, security, overflow, mandates, and the systems that
 * nobody touches without a yes. Each shapes the rows that are drafted; rows that are there do not change by it.
 */
import { SegmentedControl, Select, Stack, Switch, TagsInput, Text } from '@mantine/core';
import type { ScopeAnswers, ScopingFacts } from '@tandem/core/responsibility/scoping/facts.ts';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import type { OpenDraft } from './draft-data.ts';
import { answered } from './scope-view.ts';

const nightWords: Record<ScopingFacts['nights'], string> = {
  none: 'Nothing',
  p1p2: 'What is urgent',
  fullDesk: 'Everything',
};

const mandateWords: Record<string, string> = { hipaa: 'HIPAA', pci: 'PCI DSS', soc2: 'SOC 2', cmmc: 'CMMC' };

export function WantedPanel({ open, facts }: { open: OpenDraft; facts: ScopingFacts }) {
  const onAnswer = (change: ScopeAnswers): void => open.edit((agreement) => answered(agreement, change));
  const locked = open.reason !== null;
  return (
    <Panel title="What is wanted">
      <Stack gap="md">
        <Executive open={open} facts={facts} onChange={(executive) => onAnswer({ executive })} />
        <div>
          <Text size="sm" fw={500} id="nights" mb={4}>
            While the company is closed, the provider takes
          </Text>
          <SegmentedControl
            aria-labelledby="nights"
            fullWidth
            disabled={locked}
            data={Object.entries(nightWords).map(([value, label]) => ({ value, label }))}
            value={facts.nights}
            onChange={(nights) => onAnswer({ nights: nights as ScopingFacts['nights'] })}
          />
        </div>
        <Switch
          label="The provider watches and answers security around the clock"
          disabled={locked}
          checked={facts.security}
          onChange={(event) => onAnswer({ security: event.currentTarget.checked })}
        />
        <Switch
          label="The provider takes desk work when the internal queue is too long"
          disabled={locked}
          checked={facts.overflow}
          onChange={(event) => onAnswer({ overflow: event.currentTarget.checked })}
        />
        <TagsInput
          label="Systems that must not be touched without a yes"
          description="Names as your register has them, such as ERP01. Enter after each."
          disabled={locked}
          value={facts.untouchable}
          onChange={(untouchable) => onAnswer({ untouchable })}
        />
        <Mandates open={open} />
      </Stack>
    </Panel>
  );
}

interface ExecutiveProps {
  open: OpenDraft;
  facts: ScopingFacts;
  onChange(id: string): void;
}

function Executive({ open, facts, onChange }: ExecutiveProps) {
  const internal = facts.people.filter(({ side }) => side === 'internal');
  return (
    <Select
      label="Answers for the agreement"
      description="Takes the decisions that never leave the company."
      placeholder={internal.length === 0 ? 'Add people first' : 'Choose'}
      allowDeselect={false}
      searchable
      disabled={open.reason !== null}
      data={internal.map(({ id, name }) => ({ value: id, label: name }))}
      value={facts.executive === '' ? null : facts.executive}
      onChange={(id) => id && onChange(id)}
    />
  );
}

/** Those of the draft and the usual ones; the price counts the same. */
function Mandates({ open }: { open: OpenDraft }) {
  const { frameworks } = open.draft.terms;
  const ids = [...new Set([...Object.keys(mandateWords), ...frameworks])];
  return (
    <div>
      <Text size="sm" fw={500} mb={4}>
        Rules that the company must meet
      </Text>
      <Stack gap={6}>
        {ids.map((id) => (
          <Switch
            key={id}
            label={mandateWords[id] ?? id}
            disabled={open.reason !== null}
            checked={frameworks.includes(id)}
            onChange={(event) => {
              const others = frameworks.filter((each) => each !== id);
              const next = event.currentTarget.checked ? [...others, id] : others;
              open.edit((agreement) => ({ ...agreement, terms: { ...agreement.terms, frameworks: next } }));
            }}
          />
        ))}
      </Stack>
    </div>
  );
}

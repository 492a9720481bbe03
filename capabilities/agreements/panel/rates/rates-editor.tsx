/**
 * A rate card as a form: every figure, checked as one types by the check that the server uses, beside what the newest
 * open draft would cost with it. Keeping adds a version; the one that was opened stays as it is.
 */
import { Button, Group, NumberInput, SegmentedControl, Stack, Text, TextInput, Title } from '@mantine/core';
import { readRateCard } from '@tandem/core/commercial/card-check.ts';
import { price, type Quote } from '@tandem/core/commercial/price.ts';
import type { RateCard } from '@tandem/core/commercial/rate-card.ts';
import { type Agreement, emptyTerms, quoteScopeOf } from '@tandem/core/commercial/terms.ts';
import { useNow } from '@tandem/platform/ui/clock.ts';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useDrafts } from '../draft-data.ts';
import { agreementsApi } from '../draft-store.ts';
import { money } from '../price/price-view.ts';
import classes from './rates.module.css';
import { pathText, type RateField, sectionsOf, valueAt, withValue } from './rates-fields.ts';

export interface Editing {
  /** The card whose next version this becomes; null: a card of its own. */
  card: string | null;
  name: string;
  rates: RateCard;
}

export function RateEditor({ editing, onDone }: { editing: Editing; onDone(): void }) {
  const { engagement, reasonAgainst } = useSession();
  const today = new Date(useNow()).toISOString().slice(0, 10);
  const [rates, setRates] = useState(editing.rates);
  const [name, setName] = useState(editing.name);
  const [from, setFrom] = useState(today);
  const [asCopy, setAsCopy] = useState(editing.card === null);
  const read = useMemo(() => readRateCard(rates), [rates]);
  const problems = new Map(read.ok ? [] : read.problems.map(({ field, message }) => [field, message]));
  const keep = useMutation({ ...agreementsApi.rates.create.mutationOptions(), onSuccess: onDone });
  const reason =
    reasonAgainst('agreements.rate.change') ??
    (name.trim() === '' ? 'Give the card a name.' : null) ??
    (/^\d{4}-\d{2}-\d{2}$/.test(from) ? null : 'Say from which day it counts.') ??
    (read.ok ? null : `${problems.size} ${problems.size === 1 ? 'figure needs' : 'figures need'} another look.`);
  return (
    <Panel title={editing.card === null ? 'A new card' : `${editing.name}: the next version`}>
      <Stack gap="lg">
        <div className={classes.fields}>
          <TextInput
            label="Name of the card"
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput label="Counts from" type="date" value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
          {editing.card !== null && (
            <SegmentedControl
              aria-label="What this becomes"
              value={asCopy ? 'copy' : 'next'}
              onChange={(value) => setAsCopy(value === 'copy')}
              data={[
                { value: 'next', label: 'The next version' },
                { value: 'copy', label: 'A card of its own' },
              ]}
            />
          )}
        </div>
        <Preview rates={read.ok ? read.card : null} />
        <Figures rates={rates} problems={problems} onRates={setRates} />
        {keep.error && <ProblemNote error={keep.error} what="The card was not kept" />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            Leave it
          </Button>
          <ReasonButton
            reason={reason}
            loading={keep.isPending}
            onClick={() =>
              keep.mutate({
                engagementId: engagement.id,
                card: asCopy ? null : editing.card,
                name,
                effectiveFrom: from,
                rates: { ...rates },
              })
            }
          >
            {asCopy ? 'Keep the card' : 'Keep the next version'}
          </ReasonButton>
        </Group>
      </Stack>
    </Panel>
  );
}

interface FiguresProps {
  rates: RateCard;
  problems: ReadonlyMap<string, string>;
  onRates(next: (before: RateCard) => RateCard): void;
}

function Figures({ rates, problems, onRates }: FiguresProps) {
  return sectionsOf(rates).map((section, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a section is its place; its title may be edited
    <section key={index} aria-label={section.title}>
      <Title order={3} fz="sm" mb="xs">
        {section.title}
      </Title>
      <div className={classes.fields}>
        {section.fields.map((field) => (
          <Figure
            key={pathText(field.steps)}
            field={field}
            value={valueAt(rates, field.steps)}
            problem={problems.get(pathText(field.steps))}
            onValue={(value) => onRates((before) => withValue(before, field.steps, value))}
          />
        ))}
      </div>
    </section>
  ));
}

interface FigureProps {
  field: RateField;
  value: unknown;
  problem: string | undefined;
  onValue(value: unknown): void;
}

function Figure({ field, value, problem, onValue }: FigureProps) {
  if (field.kind === 'text')
    return (
      <TextInput
        label={field.label}
        error={problem}
        inputMode={field.label === 'Name' || field.label === 'Currency' ? 'text' : 'decimal'}
        value={String(value ?? '')}
        onChange={(event) => onValue(event.currentTarget.value)}
      />
    );
  return (
    <NumberInput
      label={field.label}
      error={problem}
      min={0}
      allowDecimal={false}
      placeholder={field.kind === 'upTo' ? 'no end' : ''}
      value={typeof value === 'number' ? value : ''}
      onChange={(next) => onValue(typeof next === 'number' ? next : null)}
    />
  );
}

/** What the newest open draft would cost; without one, a company of seventy-five people. */
function Preview({ rates }: { rates: RateCard | null }) {
  const { engagement } = useSession();
  const drafts = useDrafts();
  const open = drafts.data?.items.find(({ state }) => state === 'open');
  const draft = useQuery({
    ...agreementsApi.drafts.see.queryOptions({ input: { engagementId: engagement.id, draftId: open?.id ?? '' } }),
    enabled: open !== undefined,
  });
  const read = draft.data ? ({ file: draft.data.file, terms: draft.data.terms } as unknown as Agreement) : null;
  const about = read === null ? 'A company of 75 people that buys tools, security, nights and overflow' : `“${open?.title}”`;
  const quote = rates === null ? null : tryPrice(rates, read);
  return (
    <div className={classes.preview} role="status">
      {quote === null ? (
        <Text>With these figures nothing can be priced.</Text>
      ) : (
        <Text>
          {about} would cost <b>{money(quote.coManagedMonthlyMinor, quote.currency)}</b> a month,{' '}
          {(quote.ratioTenThousandths / 100).toFixed(1)} % of fully managed.
        </Text>
      )}
    </div>
  );
}

const usual = { users: 75, workstations: 80, servers: 4, sites: 1, internalTech: 1, frameworks: [] };

function tryPrice(rates: RateCard, read: Agreement | null): Quote | null {
  const modules = ['platform', 'security-ops', 'after-hours', 'overflow'].filter((id) =>
    rates.modules.some((one) => one.id === id),
  );
  const scope = read === null ? { ...usual, modules } : quoteScopeOf({ ...read, terms: { ...emptyTerms(), ...read.terms } });
  try {
    return price(scope, rates);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

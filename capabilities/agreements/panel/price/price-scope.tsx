/**
 * What is bought: each module with the rows that call for it, and with one click exactly what they call for; and the
 * counts and choices that a price is made of. All of it is the draft's, edited like its rows.
 */
import { Checkbox, MultiSelect, NumberInput, SegmentedControl, Text } from '@mantine/core';
import { quoteScopeOf, type Terms } from '@tandem/core/commercial/terms.ts';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import type { OpenDraft } from '../draft-data.ts';
import classes from './price.module.css';
import { followingScope, type ModuleLine, money, type PriceView } from './price-view.ts';

interface Props {
  open: OpenDraft;
  view: PriceView;
}

const putTerms = (open: OpenDraft, change: Partial<Terms>) =>
  open.edit((agreement) => ({ ...agreement, terms: { ...agreement.terms, ...change } }));

export function ModulesPanel({ open, view }: Props) {
  const { terms } = open.draft;
  const choose = (id: string, isBought: boolean) => {
    const others = terms.modules.filter((module) => module !== id);
    putTerms(open, { modules: isBought ? [...others, id] : others });
  };
  return (
    <Panel
      title="What is bought"
      aside={
        <ReasonButton
          size="compact-sm"
          variant="default"
          reason={open.reason ?? (view.differs ? null : 'It buys what the rows call for.')}
          onClick={() => open.edit((agreement) => followingScope(agreement, view.card.rates))}
        >
          Buy what the rows call for
        </ReasonButton>
      }
    >
      <ul className={classes.modules}>
        {view.modules.map((line) => (
          <Module
            key={line.id}
            line={line}
            currency={view.card.rates.currency}
            isFixed={open.reason !== null}
            onChoose={choose}
          />
        ))}
      </ul>
      {view.quote && (
        <div className={classes.total}>
          <Text fw={650}>
            Fee, a month
            {view.quote.minimumApplied && (
              <Text span c="dimmed" fw={400}>
                {' '}
                (lifted to the minimum of the card)
              </Text>
            )}
          </Text>
          <Text fw={650}>{money(view.quote.coManagedMonthlyMinor, view.quote.currency)}</Text>
        </div>
      )}
    </Panel>
  );
}

interface ModuleProps {
  line: ModuleLine;
  currency: string;
  isFixed: boolean;
  onChoose(id: string, isBought: boolean): void;
}

function Module({ line, currency, isFixed, onChoose }: ModuleProps) {
  const { id, name, isBought, amountMinor, because, rows } = line;
  const missing = because !== null && !isBought;
  const idle = because === null && isBought;
  return (
    <li className={classes.module}>
      <Checkbox
        label={name}
        checked={isBought}
        disabled={isFixed}
        onChange={(event) => onChoose(id, event.currentTarget.checked)}
        description={
          because === null ? (
            <span data-idle={idle || undefined} className={classes.note}>
              {idle ? 'Bought, and no row calls for it.' : 'No row calls for it.'}
            </span>
          ) : (
            <span data-missing={missing || undefined} className={classes.note} title={rows.join(', ')}>
              {missing && 'Not bought. '}
              {because}
            </span>
          )
        }
      />
      <Text>{amountMinor === null ? '–' : money(amountMinor, currency)}</Text>
    </li>
  );
}

const counts = [
  { key: 'users', label: 'People' },
  { key: 'workstations', label: 'Workstations' },
  { key: 'servers', label: 'Servers' },
] as const;

const wholeOf = (value: number | string): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;

export function CountsPanel({ open, view }: Props) {
  const { terms } = open.draft;
  const isFixed = open.reason !== null;
  const scope = quoteScopeOf(open.draft);
  const putCount = (key: string, value: number | string) => {
    const count = wholeOf(value);
    if (count === null) return;
    open.edit(({ file, ...rest }) => {
      const internal = { ...file.parties.internal, [key]: count };
      return { ...rest, file: { ...file, parties: { ...file.parties, internal } } };
    });
  };
  const number = { min: 0, max: 1_000_000, allowDecimal: false, allowNegative: false, disabled: isFixed };
  return (
    <Panel title="For how many, and how long">
      <div className={classes.fields}>
        {counts.map(({ key, label }) => (
          <NumberInput key={key} {...number} label={label} value={scope[key]} onChange={(value) => putCount(key, value)} />
        ))}
        <NumberInput
          {...number}
          label="Months"
          min={1}
          max={120}
          value={terms.termMonths}
          onChange={(value) => {
            const termMonths = wholeOf(value);
            if (termMonths !== null && termMonths > 0) putTerms(open, { termMonths });
          }}
        />
        <NumberInput
          {...number}
          label="Hours of specialists a month"
          max={2_000}
          value={terms.blockHours ?? 0}
          onChange={(value) => {
            const blockHours = wholeOf(value);
            if (blockHours !== null) putTerms(open, { blockHours });
          }}
        />
        <Frameworks open={open} view={view} />
      </div>
      <Text size="sm" fw={550} mt="md" mb={4} id="nights-served">
        At night the desk answers
      </Text>
      <SegmentedControl
        aria-labelledby="nights-served"
        disabled={isFixed}
        value={terms.afterHoursOption ?? 'p1p2'}
        onChange={(afterHoursOption) => putTerms(open, { afterHoursOption })}
        data={[
          { value: 'p1p2', label: 'What is urgent' },
          { value: 'fullDesk', label: 'Everything' },
        ]}
      />
      <Text size="sm" c="dimmed" mt="sm">
        {scope.internalTech === 1 ? '1 internal IT person' : `${scope.internalTech} internal IT people`} and{' '}
        {scope.sites === 1 ? '1 site' : `${scope.sites} sites`}, counted from the draft.
      </Text>
    </Panel>
  );
}

function Frameworks({ open, view }: Props) {
  const { terms } = open.draft;
  const known = Object.keys(view.card.rates.modules.find(({ frameworks }) => frameworks)?.frameworks ?? {});
  const ids = [...new Set([...known, ...terms.frameworks])];
  return (
    <MultiSelect
      label="Rules to prove"
      placeholder={terms.frameworks.length === 0 ? 'None' : ''}
      disabled={open.reason !== null}
      data={ids.map((id) => ({
        value: id,
        label: known.includes(id) ? id.toUpperCase() : `${id.toUpperCase()} (not on the card)`,
      }))}
      value={terms.frameworks}
      onChange={(frameworks) => putTerms(open, { frameworks })}
    />
  );
}

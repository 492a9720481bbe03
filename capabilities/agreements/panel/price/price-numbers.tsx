/**
 * The three numbers (fee, internal salaries, total), the comparison with fully managed IT and a second hire as bars with
 * their amounts, and the band in words. Bars are drawn to one scale, with the usual range as a thin line.
 */
import { List, NumberInput, Text, Title } from '@mantine/core';
import type { Quote } from '@tandem/core/commercial/price.ts';
import { bandWords, seatPeople, secondHireHours, threeNumbers, weekHours } from '@tandem/core/commercial/quote-words.ts';
import type { EngagementFile } from '@tandem/core/responsibility/model.ts';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import classes from './price.module.css';
import { money, moneyRange } from './price-view.ts';

interface NumbersProps {
  file: EngagementFile;
  quote: Quote;
  salariesMinor: number | null;
  onSalaries(salariesMinor: number | null): void;
}

export function NumbersPanel({ file, quote, salariesMinor, onSalaries }: NumbersProps) {
  const year = threeNumbers(quote, salariesMinor);
  const { currency } = quote;
  return (
    <Panel title="What it costs, a year">
      <dl className={classes.three}>
        <div>
          <dt>The fee</dt>
          <dd>{money(year.feeMinor, currency, false)}</dd>
        </div>
        <div>
          <dt>Internal salaries</dt>
          <dd>{year.salariesMinor === null ? 'not told' : money(year.salariesMinor, currency, false)}</dd>
        </div>
        <div data-total>
          <dt>Both together</dt>
          <dd>{year.totalMinor === null ? 'not known' : money(year.totalMinor, currency, false)}</dd>
        </div>
      </dl>
      <NumberInput
        mt="sm"
        maw={360}
        label="Internal IT salaries, a year"
        description="Stays on this screen: it is not sent or kept."
        min={0}
        max={1_000_000_000}
        thousandSeparator=","
        decimalScale={0}
        allowNegative={false}
        value={salariesMinor === null ? '' : salariesMinor / 100}
        onChange={(value) => onSalaries(typeof value === 'number' ? Math.round(value) * 100 : null)}
      />
      <Title order={3} fz="sm" mt="lg" mb="xs">
        Compared, a month
      </Title>
      <Comparison quote={quote} />
      <BandNote file={file} quote={quote} />
    </Panel>
  );
}

interface Bar {
  label: string;
  amountMinor: number;
  range: string;
  lowMinor: number;
  highMinor: number;
  hue: 'provider' | 'vendor' | 'internal';
}

function barsOf(quote: Quote): Bar[] {
  const { currency } = quote;
  const hire = { lowMinor: Math.round(quote.secondHireLowMinor / 12), highMinor: Math.round(quote.secondHireHighMinor / 12) };
  return [
    {
      label: 'This agreement',
      amountMinor: quote.coManagedMonthlyMinor,
      range: moneyRange(quote.coManagedLowMajor, quote.coManagedHighMajor, currency),
      lowMinor: quote.coManagedLowMajor * 100,
      highMinor: quote.coManagedHighMajor * 100,
      hue: 'provider',
    },
    {
      label: 'Fully managed',
      amountMinor: quote.fullyManagedMonthlyMinor,
      range: moneyRange(quote.fullyManagedLowMajor, quote.fullyManagedHighMajor, currency),
      lowMinor: quote.fullyManagedLowMajor * 100,
      highMinor: quote.fullyManagedHighMajor * 100,
      hue: 'vendor',
    },
    {
      label: 'A second hire',
      amountMinor: Math.round((hire.lowMinor + hire.highMinor) / 2),
      range: `${money(quote.secondHireLowMinor, currency, false)} to ${money(quote.secondHireHighMinor, currency, false)} a year`,
      ...hire,
      hue: 'internal',
    },
  ];
}

export function Comparison({ quote }: { quote: Quote }) {
  const bars = barsOf(quote);
  const most = Math.max(...bars.map(({ highMinor }) => highMinor), 1);
  const share = (amountMinor: number) => (amountMinor * 100) / most;
  return (
    <>
      <ul className={classes.bars}>
        {bars.map(({ label, amountMinor, range, lowMinor, highMinor, hue }) => (
          <li key={label}>
            <Text fw={600}>{label}</Text>
            <Text fw={600} ta="right">
              {money(amountMinor, quote.currency, false)}
            </Text>
            <svg className={classes.bar} viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true">
              <rect width="100" height="14" fill="var(--t-raised)" />
              <rect width={share(amountMinor)} height="14" fill={`var(--t-${hue})`} />
              <rect x={share(lowMinor)} width={share(highMinor - lowMinor)} y="6" height="2" fill="var(--t-ink)" />
            </svg>
            <Text size="sm" c="dimmed" className={classes.wide}>
              usually {range}
            </Text>
          </li>
        ))}
      </ul>
      <Text size="sm" c="dimmed" mt="xs">
        A second hire covers {secondHireHours} of {weekHours} hours a week; one seat around the clock needs {seatPeople} people.
      </Text>
    </>
  );
}

const shownMost = 8;

function BandNote({ file, quote }: { file: EngagementFile; quote: Quote }) {
  const words = bandWords(file, quote);
  const missing = words.open.filter(({ row }) => row === null);
  return (
    <div className={classes.band} data-band={words.band}>
      <Text fw={650}>{words.title}</Text>
      <Text>{words.sentence}</Text>
      {missing.length > 0 && (
        <>
          <Text mt="xs">Without a row, though it cannot wait:</Text>
          <List size="sm">
            {missing.slice(0, shownMost).map(({ function: id, name }) => (
              <List.Item key={id}>{name}</List.Item>
            ))}
            {missing.length > shownMost && <List.Item>and {missing.length - shownMost} more</List.Item>}
          </List>
        </>
      )}
      {quote.onboardingOneTimeMinor > 0 && (
        <Text size="sm" mt="xs">
          Onboarding, once: {money(quote.onboardingOneTimeMinor, quote.currency)}.
        </Text>
      )}
    </div>
  );
}

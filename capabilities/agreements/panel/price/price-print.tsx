/**
 * The quote on paper: nothing of the screen is printed but this sheet. Both organisations, the day, the hash of what is
 * priced, the lines, the three numbers and what they are compared with; black on white whatever the scheme.
 */
import { Portal } from '@mantine/core';
import { coveredYear, permilleOf } from '@tandem/core/commercial/coverage.ts';
import type { Quote } from '@tandem/core/commercial/price.ts';
import { bandWords, seatPeople, secondHireHours, threeNumbers, weekHours } from '@tandem/core/commercial/quote-words.ts';
import { agreementHash, quoteScopeOf } from '@tandem/core/commercial/terms.ts';
import { useNow } from '@tandem/platform/ui/clock.ts';
import { useSession } from '@tandem/platform/ui/session.ts';
import { formatWall } from '@tandem/platform/ui/time-words.ts';
import type { Draft } from '../draft-data.ts';
import classes from './price-print.module.css';
import { money, moneyRange, type PriceView } from './price-view.ts';

interface PrintProps {
  draft: Draft;
  view: PriceView;
  quote: Quote;
  salariesMinor: number | null;
}

export function PrintedQuote({ draft, view, quote, salariesMinor }: PrintProps) {
  const { engagement } = useSession();
  const now = useNow();
  const { file, terms } = draft;
  const scope = quoteScopeOf(draft);
  const { currency } = quote;
  return (
    <Portal reuseTargetNode={false} className={classes.sheet ?? ''}>
      <h1>Quote</h1>
      <p>
        {file.parties.provider.name} for {file.parties.internal.name}. {draft.title}.
      </p>
      <p>
        {formatWall(now, engagement.zone, 'date')}. {scope.users} people, {scope.workstations} workstations, {scope.servers}{' '}
        servers, {scope.sites} {scope.sites === 1 ? 'site' : 'sites'}, {terms.termMonths} months. Rates: {view.card.name}.
      </p>
      <Lines view={view} quote={quote} />
      <Year quote={quote} salariesMinor={salariesMinor} />
      <h2>Compared</h2>
      <p>
        Fully managed: {money(quote.fullyManagedMonthlyMinor, currency)} a month, usually{' '}
        {moneyRange(quote.fullyManagedLowMajor, quote.fullyManagedHighMajor, currency)}. A second hire:{' '}
        {money(quote.secondHireLowMinor, currency, false)} to {money(quote.secondHireHighMinor, currency, false)} a year, for{' '}
        {secondHireHours} of {weekHours} hours a week; one seat around the clock needs {seatPeople} people.
      </p>
      <p>{bandWords(file, quote).sentence}</p>
      <HoursLine draft={draft} />
      <footer>
        Content {agreementHash({ file, terms })}. Revision {draft.revision} of the draft. An estimate until both sides have
        signed.
      </footer>
    </Portal>
  );
}

function Lines({ view, quote }: { view: PriceView; quote: Quote }) {
  const { currency } = quote;
  return (
    <table>
      <thead>
        <tr>
          <th>Module</th>
          <th>Why</th>
          <th>A month</th>
        </tr>
      </thead>
      <tbody>
        {view.modules
          .filter(({ isBought }) => isBought)
          .map(({ id, name, because, amountMinor }) => (
            <tr key={id}>
              <td>{name}</td>
              <td>{because ?? 'No row calls for it.'}</td>
              <td>{amountMinor === null ? '' : money(amountMinor, currency)}</td>
            </tr>
          ))}
      </tbody>
      <tfoot>
        <tr>
          <th>Fee{quote.minimumApplied && ', lifted to the minimum'}</th>
          <td>usually {moneyRange(quote.coManagedLowMajor, quote.coManagedHighMajor, currency)}</td>
          <th>{money(quote.coManagedMonthlyMinor, currency)}</th>
        </tr>
      </tfoot>
    </table>
  );
}

function Year({ quote, salariesMinor }: { quote: Quote; salariesMinor: number | null }) {
  const year = threeNumbers(quote, salariesMinor);
  const shown = (amountMinor: number | null) => (amountMinor === null ? 'not told' : money(amountMinor, quote.currency));
  return (
    <>
      <h2>A year</h2>
      <table>
        <tbody>
          <tr>
            <td>The fee</td>
            <td>{shown(year.feeMinor)}</td>
          </tr>
          <tr>
            <td>Internal salaries</td>
            <td>{shown(year.salariesMinor)}</td>
          </tr>
          <tr>
            <th>Both together</th>
            <th>{shown(year.totalMinor)}</th>
          </tr>
          {quote.onboardingOneTimeMinor > 0 && (
            <tr>
              <td>Onboarding, once</td>
              <td>{shown(quote.onboardingOneTimeMinor)}</td>
            </tr>
          )}
        </tbody>
      </table>
    </>
  );
}

function HoursLine({ draft }: { draft: Draft }) {
  const year = coveredYear(draft.file, draft.file.matrix[0]?.from ?? '');
  if (year === null) return null;
  const share = (by: 'internal' | 'provider' | null) => `${(permilleOf(year, by) / 10).toFixed(1)} %`;
  return (
    <p>
      Hours of the year: the internal team {share('internal')}, the provider {share('provider')}, nobody {share(null)}.
    </p>
  );
}

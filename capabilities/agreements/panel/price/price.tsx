/**
 * The price tab of a draft: what is bought beside what the rows call for, what that costs in the three numbers that
 * matter, which hours it covers, what each row has to do with it, and the quotes that were kept.
 */
import { Alert, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { useMemo, useState } from 'react';
import type { OpenDraft } from '../draft-data.ts';
import { DraftFrame } from '../draft-frame.tsx';
import classes from './price.module.css';
import { CardPanel } from './price-card.tsx';
import { HoursPanel } from './price-hours.tsx';
import { KeptQuotes } from './price-kept.tsx';
import { NumbersPanel } from './price-numbers.tsx';
import { PrintedQuote } from './price-print.tsx';
import { RowsPanel } from './price-rows.tsx';
import { CountsPanel, ModulesPanel } from './price-scope.tsx';
import { priceView } from './price-view.ts';

export function PriceScreen() {
  return <DraftFrame tab="price">{(open) => <PriceTab open={open} />}</DraftFrame>;
}

function PriceTab({ open }: { open: OpenDraft }) {
  const { file, terms } = open.draft;
  const view = useMemo(() => priceView({ file, terms }), [file, terms]);
  // Salaries are the company's own: they stay on this screen and are sent nowhere.
  const [salariesMinor, setSalariesMinor] = useState<number | null>(null);
  return (
    <Stack gap="md">
      {view.isExample && (
        <Alert color="gray" variant="outline" icon={<IconAlertTriangle />} title="No rate card is chosen yet">
          <Text>
            These figures use the example card. It is calibrated to one published comparison, not surveyed; the provider puts its
            own card in its place.
          </Text>
        </Alert>
      )}
      {view.problem && (
        <Alert color="red" variant="outline" title="There is no price for this">
          <Text>{view.problem} Choose again below what is bought.</Text>
        </Alert>
      )}
      <div className={classes.columns}>
        <Stack gap="md">
          <ModulesPanel open={open} view={view} />
          <CountsPanel open={open} view={view} />
          <CardPanel open={open} view={view} />
        </Stack>
        <Stack gap="md">
          {view.quote && (
            <NumbersPanel file={file} quote={view.quote} salariesMinor={salariesMinor} onSalaries={setSalariesMinor} />
          )}
          <HoursPanel file={file} />
        </Stack>
      </div>
      {view.quote && <RowsPanel open={open} view={view} quote={view.quote} />}
      <KeptQuotes
        open={open}
        view={view}
        print={
          <ReasonButton
            variant="default"
            reason={view.quote === null ? 'There is no price to print yet.' : null}
            onClick={() => globalThis.print()}
          >
            Print the quote
          </ReasonButton>
        }
      />
      {view.quote && <PrintedQuote draft={open.draft} view={view} quote={view.quote} salariesMinor={salariesMinor} />}
    </Stack>
  );
}

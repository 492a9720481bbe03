/**
 * Each row's share of the fee, and for one row at a time what its going would save and uncover. Both are shown because
 * they differ: a share falls away only with the last row that calls for a module.
 */
import { Text } from '@mantine/core';
import { minimumPart, withoutRow } from '@tandem/core/commercial/allocation.ts';
import type { Quote } from '@tandem/core/commercial/price.ts';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { useState } from 'react';
import type { OpenDraft } from '../draft-data.ts';
import { useDraftNames } from '../draft-names.ts';
import classes from './price.module.css';
import { money, type PriceView } from './price-view.ts';

interface RowsProps {
  open: OpenDraft;
  view: PriceView;
  quote: Quote;
}

export function RowsPanel({ open, view, quote }: RowsProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const names = useDraftNames(open.draft.file);
  const functions = new Map(open.draft.file.matrix[0]?.rows.map((row) => [row.id, row.function]));
  return (
    <Panel title="What each row has to do with the price" flush>
      <ul className={classes.rows}>
        {view.shares.map(({ row, amountMinor, parts }) => (
          <li key={row ?? ''} data-open={(row !== null && chosen === row) || undefined}>
            <div className={classes.row}>
              <div>
                <Text fw={600}>{row === null ? 'No row calls for it' : names.functionOf(functions.get(row) ?? '')}</Text>
                <Text size="sm" c="dimmed">
                  {row !== null && `${row}, `}
                  {parts.map(({ module }) => moduleName(view, module)).join(', ')}
                </Text>
              </div>
              <Text>{money(amountMinor, quote.currency)}</Text>
              {row !== null && (
                <ReasonButton
                  size="compact-sm"
                  variant="default"
                  reason={null}
                  onClick={() => setChosen(chosen === row ? null : row)}
                >
                  {chosen === row ? 'Hide' : 'Without it'}
                </ReasonButton>
              )}
            </div>
            {row !== null && chosen === row && <Without open={open} view={view} row={row} quote={quote} />}
          </li>
        ))}
      </ul>
      <div className={classes.row} data-total>
        <Text fw={650}>All rows, a month</Text>
        <Text fw={650}>{money(quote.coManagedMonthlyMinor, quote.currency)}</Text>
      </div>
    </Panel>
  );
}

function moduleName(view: PriceView, id: string): string {
  return id === minimumPart ? 'minimum of the card' : (view.modules.find((module) => module.id === id)?.name ?? id);
}

const windowNames = {
  'business-hours': 'in business hours',
  'after-hours': 'at night',
  weekend: 'at weekends',
  holiday: 'on holidays',
};

function Without({ open, view, row, quote }: RowsProps & { row: string }) {
  const less = withoutRow(view.agreement, row);
  if (less === null) return null;
  const remove = () =>
    open.edit(({ file, terms }) => ({
      terms: { ...terms, modules: terms.modules.filter((id) => !less.drops.includes(id)) },
      file: {
        ...file,
        matrix: file.matrix.map((version) => ({ ...version, rows: version.rows.filter(({ id }) => id !== row) })),
      },
    }));
  return (
    <div className={classes.without}>
      <Text>
        Removing this row saves <b>{money(less.savesMinor, quote.currency)}</b> a month
        {less.drops.length > 0 && `, with ${less.drops.map((id) => moduleName(view, id)).join(' and ')}`}.{' '}
        {less.uncovers === null ? (
          'It uncovers nothing: a wider row still answers.'
        ) : (
          <>
            It uncovers <b>{less.uncovers.name}</b>{' '}
            {less.uncovers.windows.length === 4
              ? 'at all times'
              : less.uncovers.windows.map((window) => windowNames[window]).join(', ')}
            .
          </>
        )}
      </Text>
      {less.keeps.map(({ module, rows }) => (
        <Text key={module} size="sm" c="dimmed">
          {moduleName(view, module)} stays, because {rows.length === 1 ? 'row' : 'rows'} {rows.slice(0, 12).join(', ')}
          {rows.length > 12 && ` and ${rows.length - 12} more`} {rows.length === 1 ? 'calls' : 'call'} for it.
        </Text>
      ))}
      <ReasonButton mt="xs" size="compact-sm" variant="default" reason={open.reason} onClick={remove}>
        Remove the row
      </ReasonButton>
    </div>
  );
}

/**
 * The rows of the register: assets or applications, with what may be done to each, or why not.
 */
import { Empty } from '@tandem/platform/ui/empty.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { Moment } from '@tandem/platform/ui/time.tsx';
import { instantMs } from '@tandem/platform/ui/time-words.ts';
import type { ReactNode } from 'react';
import { type App, type Asset, useAgreement } from './engagements-api.ts';
import classes from './people.module.css';
import register from './register.module.css';

interface TableProps<Row> {
  rows: readonly Row[];
  /** Why the reader may change nothing; null when they may. */
  reason: string | null;
  /** What is searched for, for the words of an empty list. */
  q: string;
  onEdit(row: Row): void;
  onRetire(row: Row): void;
  onRestore(row: Row): void;
}

export function AssetTable(props: TableProps<Asset>) {
  const agreement = useAgreement();
  const siteName = (id: string) => agreement.sites.find((site) => site.value === id)?.label ?? id;
  return (
    <Rows {...props} title="Assets" nothing="No asset is registered." columns={['Kind', 'Site', 'Application']}>
      {(asset) => (
        <>
          <td data-label="Kind">{asset.class}</td>
          <td data-label="Site" className={classes.wide}>
            {asset.site ? siteName(asset.site) : '–'}
          </td>
          <td data-label="Application" className={classes.wide}>
            {asset.app ?? '–'}
          </td>
        </>
      )}
    </Rows>
  );
}

export function AppTable(props: TableProps<App>) {
  const agreement = useAgreement();
  const vendorName = (id: string) => agreement.vendors.find((vendor) => vendor.value === id)?.label ?? id;
  return (
    <Rows {...props} title="Applications" nothing="No application is registered." columns={['Vendor']}>
      {(app) => <td data-label="Vendor">{app.vendor ? vendorName(app.vendor) : '–'}</td>}
    </Rows>
  );
}

interface RowsProps<Row> extends TableProps<Row> {
  title: string;
  nothing: string;
  columns: readonly string[];
  children(row: Row): ReactNode;
}

function Rows<Row extends Asset | App>({ title, nothing, columns, rows, reason, q, children, ...does }: RowsProps<Row>) {
  if (rows.length === 0)
    return (
      <Panel title={title}>
        <Empty title={q ? `Nothing holds “${q}”.` : nothing}>
          {q
            ? 'Try a part of the name, the kind or the description.'
            : 'Add what alerts will name: ERP01, the firewall, the ERP.'}
        </Empty>
      </Panel>
    );
  return (
    <Panel title={title} flush>
      <table className={`${classes.table} ${register.table}`}>
        <thead>
          <tr>
            <th>Name</th>
            {columns.map((column, index) => (
              <th key={column} className={index > 0 ? classes.wide : undefined}>
                {column}
              </th>
            ))}
            <th className={classes.action}>
              <span className={classes.hidden}>Change</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className={row.retiredAt ? classes.retired : undefined}>
              <td>
                <span className={classes.name}>{row.name}</span>
                <span className={classes.detail}>
                  {row.retiredAt && (
                    <>
                      retired <Moment at={instantMs(row.retiredAt)} />
                      {row.detail && ' · '}
                    </>
                  )}
                  {row.detail}
                </span>
              </td>
              {children(row)}
              <td className={classes.action}>
                <Deeds row={row} reason={reason} {...does} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

type DeedsProps<Row> = Pick<TableProps<Row>, 'reason' | 'onEdit' | 'onRetire' | 'onRestore'> & { row: Row };

function Deeds<Row extends Asset | App>({ row, reason, onEdit, onRetire, onRestore }: DeedsProps<Row>) {
  const name = <span className={classes.hidden}> {row.name}</span>;
  if (row.retiredAt)
    return (
      <ReasonButton reason={reason} variant="default" size="compact-sm" onClick={() => onRestore(row)}>
        Take back{name}
      </ReasonButton>
    );
  return (
    <div className={register.deeds}>
      <ReasonButton reason={reason} variant="default" size="compact-sm" onClick={() => onEdit(row)}>
        Change{name}
      </ReasonButton>
      <ReasonButton reason={reason} variant="subtle" size="compact-sm" onClick={() => onRetire(row)}>
        Retire{name}
      </ReasonButton>
    </div>
  );
}

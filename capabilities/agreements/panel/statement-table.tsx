/**
 * A schedule's table as it prints. One of them has a row for each row of the matrix, so it is drawn again only when what
 * stands in it changed, in plain cells.
 */
import type { Table } from '@tandem/core/commercial/statement/model.ts';
import { memo } from 'react';
import classes from './statement.module.css';

export const StatementTable = memo(
  function StatementTable({ table }: { table: Table }) {
    return (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: A table wider than the page is scrolled with the arrow keys.
      <section className="t-sideways" tabIndex={0} aria-label={table.columns.map(({ title }) => title).join(', ')}>
        <table className={classes['table']} data-wide={table.columns.length > 5 || undefined}>
          <thead>
            <tr>
              {table.columns.map(({ title, share }) => (
                <th key={title} scope="col" style={{ width: `${share * 100}%` }}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((cells, row) => (
              <tr key={table.rowIds[row] ?? cells.join('|')}>
                {cells.map((cell, column) => (
                  <td key={table.columns[column]?.title} data-align={table.columns[column]?.align}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    );
  },
  (before, after) => before.table === after.table || JSON.stringify(before.table) === JSON.stringify(after.table),
);

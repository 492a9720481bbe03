/**
 * The grid of the matrix: groups, rows, their findings, and the gaps that no row covers.
 */

import { useMediaQuery } from '@mantine/hooks';
import type { Names } from '@tandem/platform/ui/names.ts';
import { PlaceLink } from '@tandem/platform/ui/navigation.tsx';
import { SideBadge } from '@tandem/platform/ui/side.tsx';
import type { Finding } from './agreement.ts';
import classes from './matrix.module.css';
import { CellChange } from './matrix-cell.tsx';
import { cellsOf, type GroupView, type RowView, scopeWords, yearWords } from './matrix-view.ts';
import { queryOfFacts } from './question-facts.ts';

interface MatrixTableProps {
  groups: readonly GroupView[];
  names: Names;
  onOpen(view: RowView): void;
}

const allColumns = 7;
/** On a narrower screen the last two columns are left to the drawer; cells that span the table must know. */
const narrow = '(max-width: 64em)';

function useColumns(): number {
  return useMediaQuery(narrow) ? allColumns - 2 : allColumns;
}

export function MatrixTable({ groups, names, onOpen }: MatrixTableProps) {
  const columns = useColumns();
  return (
    <div className={classes.wrap}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th className={classes.function}>Function</th>
            <th>Business hours</th>
            <th className={classes.after}>After hours</th>
            <th>Weekend, holiday</th>
            <th>Decides</th>
            <th className={classes.secondary}>Answers for it</th>
            <th className={classes.secondary}>When away</th>
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.id}>
            <tr className={classes.group}>
              <th colSpan={columns} scope="colgroup">
                {group.name}
              </th>
            </tr>
            {group.rows.map((view) => (
              <Row key={view.row.id} view={view} names={names} onOpen={onOpen} />
            ))}
            {group.gaps.map((gap) => (
              <Gap key={gap.message} gap={gap} names={names} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

const stateWords = { same: '', added: 'new', changed: 'changed', withdrawn: 'withdrawn' };

function Row({ view, names, onOpen }: { view: RowView; names: Names; onOpen(view: RowView): void }) {
  const { row, state } = view;
  const scope = scopeWords(row.scope);
  const decides = decidesWords(view, names);
  return (
    <>
      <tr className={classes.row} data-state={state} onClick={() => onOpen(view)}>
        <td>
          <button type="button" className={classes.open}>
            <span className={classes.name}>{row.functionName}</span>
            {scope && <span> {scope}</span>}
            {state !== 'same' && <span className={classes.state}>{stateWords[state]}</span>}
            <span className={classes.id} style={{ display: 'block' }}>
              {row.id}
            </span>
          </button>
        </td>
        <Windows view={view} names={names} />
        <td data-window="Decides" data-empty={decides === null || undefined}>
          <span className={classes.caption}>{decides ?? '–'}</span>
        </td>
        <td className={classes.secondary}>{names.short(row.accountable)}</td>
        <td className={classes.secondary}>
          <Cover id={row.absenceCover} names={names} />
        </td>
      </tr>
      {view.findings.map((finding) => (
        <FindingLine key={finding.message} finding={finding} names={names} />
      ))}
    </>
  );
}

function Windows({ view, names }: { view: RowView; names: Names }) {
  const cells = cellsOf(view.row);
  const old = view.before ? cellsOf(view.before) : null;
  if (cells.always && !(old && !old.always)) {
    return (
      <td colSpan={3} data-window="At any hour">
        <CellChange cell={cells.always} before={old?.always ?? null} names={names} />
      </td>
    );
  }
  const apart = cells.weekend ?? cells.holiday;
  return (
    <>
      <td data-window="Business hours">
        <CellChange cell={cells.business ?? cells.always} before={old?.business ?? old?.always ?? null} names={names} />
      </td>
      <td data-window="After hours">
        <CellChange cell={cells.after ?? cells.always} before={old?.after ?? old?.always ?? null} names={names} />
      </td>
      <td data-window="Weekend, holiday" data-empty={!apart || undefined}>
        {apart ? (
          <>
            {cells.weekend && <CellChange cell={cells.weekend} before={old?.weekend ?? null} names={names} caption="Weekend" />}
            {cells.holiday && <CellChange cell={cells.holiday} before={old?.holiday ?? null} names={names} caption="Holiday" />}
          </>
        ) : (
          <span className={classes.caption}>as after hours</span>
        )}
      </td>
    </>
  );
}

/** Who is asked before acting, in order; pre-authorised actions need nobody. Null when nothing has to be decided. */
function decidesWords({ row }: RowView, names: Names): string | null {
  if (row.approvers.length > 0) return row.approvers.map(names.short).join(row.approve === 'all' ? ' + ' : ' → ');
  return row.preAuthorised.length > 0 ? 'pre-authorised' : null;
}

function Cover({ id, names }: { id: string | null; names: Names }) {
  if (!id || id === 'none') return <span className={classes.caption}>{id === 'none' ? 'nobody' : '–'}</span>;
  const side = names.sideOf(id);
  return side ? <SideBadge side={side} label={names.short(id)} size="xs" /> : names.short(id);
}

function FindingLine({ finding, names }: { finding: Finding; names: Names }) {
  const columns = useColumns();
  return (
    <tr className={classes.finding}>
      <td colSpan={columns}>
        <div className={classes.findingline} data-severity={finding.severity}>
          <span>{names.readAbout(finding.message)}</span>
          {finding.witness && (
            <PlaceLink to="/ask" query={queryOfFacts(finding.witness)}>
              Ask at that moment
            </PlaceLink>
          )}
        </div>
      </td>
    </tr>
  );
}

function Gap({ gap, names }: { gap: Finding; names: Names }) {
  const columns = useColumns();
  return (
    <tr className={classes.row} data-state="same">
      <td>
        <span className={classes.name}>{gap.function ? names.functionOf(gap.function) : 'Other work'}</span>
        <span className={classes.id} style={{ display: 'block' }}>
          no row
        </span>
      </td>
      <td colSpan={3}>
        <div className={`${classes.gap} t-hatch`}>
          <span>Nobody. {yearWords(gap.minutesPerYear)}.</span>
        </div>
      </td>
      <td colSpan={columns - 4}>
        {gap.witness && (
          <PlaceLink to="/ask" query={queryOfFacts(gap.witness)} style={{ color: 'inherit' }}>
            Ask who holds it
          </PlaceLink>
        )}
      </td>
    </tr>
  );
}

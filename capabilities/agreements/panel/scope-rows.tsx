/**
 * The rows that the facts lead to, before they are drafted: each with the sentence that says why. For an empty
 * matrix all are chosen at first; afterwards nothing is added or replaced but what somebody chooses.
 */
import { Accordion, Button, Checkbox, Group, List, Stack, Text } from '@mantine/core';
import { exampleRateCard } from '@tandem/core/commercial/rate-card.ts';
import { redlineFile } from '@tandem/core/commercial/redline-file.ts';
import { catalogueFunction, groupName } from '@tandem/core/responsibility/catalogue.ts';
import type { EngagementFile } from '@tandem/core/responsibility/model.ts';
import type { ScopingFacts } from '@tandem/core/responsibility/scoping/facts.ts';
import { announce } from '@tandem/platform/ui/announcement.tsx';
import { PlaceLink } from '@tandem/platform/ui/navigation.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { useMemo, useState } from 'react';
import type { OpenDraft } from './draft-data.ts';
import { rowsOf, withRows } from './matrix-edit.ts';
import { applyRows, type DraftedRow, missingFacts, planRows, type ScopePlan, uncalledModules } from './scope-view.ts';

export function RowsPanel({ open, facts }: { open: OpenDraft; facts: ScopingFacts }) {
  const [looking, setLooking] = useState(false);
  const missing = missingFacts(facts);
  const count = rowsOf(open.draft.file).length;
  return (
    <Panel title="Draft the rows">
      <Stack gap="sm">
        <Text>
          {count === 0
            ? 'The matrix is empty. From the facts above it gets a row for each function of the catalogue.'
            : `The matrix has ${count} rows. None of them changes unless you choose it.`}
        </Text>
        {missing.length > 0 && (
          <List size="sm">
            {missing.map((sentence) => (
              <List.Item key={sentence}>{sentence}</List.Item>
            ))}
          </List>
        )}
        {!looking || missing.length > 0 ? (
          <div>
            <ReasonButton reason={missing.length > 0 ? missing.join(' ') : null} onClick={() => setLooking(true)}>
              Show what would be drafted
            </ReasonButton>
          </div>
        ) : (
          <Plan open={open} facts={facts} onClose={() => setLooking(false)} />
        )}
        {count > 0 && <Uncalled open={open} />}
        {count > 0 && (
          <Group gap="md">
            <PlaceLink to={`/agreement/${open.draft.id}/matrix`}>Go to the matrix</PlaceLink>
            <PlaceLink to={`/agreement/${open.draft.id}/decisions`}>Then the decisions</PlaceLink>
          </Group>
        )}
      </Stack>
    </Panel>
  );
}

/** What is bought although no row calls for it, to be left out or kept on purpose. */
function Uncalled({ open }: { open: OpenDraft }) {
  const { file, terms } = open.draft;
  const ids = useMemo(() => uncalledModules({ file, terms }), [file, terms]);
  const { modules } = terms.card?.rates ?? exampleRateCard;
  const leaveOut = (id: string): void =>
    open.edit((agreement) => ({
      ...agreement,
      terms: { ...agreement.terms, modules: agreement.terms.modules.filter((each) => each !== id) },
    }));
  return ids.map((id) => {
    const name = modules.find((module) => module.id === id)?.name ?? id.replaceAll('-', ' ');
    return (
      <Group key={id} gap="xs">
        <Text size="sm">{name} is bought, and no row calls for it.</Text>
        <ReasonButton
          size="compact-sm"
          variant="default"
          aria-label={`Leave out ${name}`}
          reason={open.reason}
          onClick={() => leaveOut(id)}
        >
          Leave it out
        </ReasonButton>
      </Group>
    );
  });
}

interface PlanProps {
  open: OpenDraft;
  facts: ScopingFacts;
  onClose(): void;
}

function Plan({ open, facts, onClose }: PlanProps) {
  const { file, terms } = open.draft;
  const plan = useMemo(() => planRows({ file, terms }, facts), [file, terms, facts]);
  const isFirst = rowsOf(file).length === 0;
  /** Keys against what is chosen at first: all rows of an empty matrix, none of another. */
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const keys = [...plan.added, ...plan.changed].map(({ key }) => key);
  const chosen = new Set(keys.filter((key) => turned.has(key) !== isFirst));
  const turn = (which: readonly string[], isOn: boolean): void => {
    const next = new Set(turned);
    for (const key of which) {
      if (isOn === isFirst) next.delete(key);
      else next.add(key);
    }
    setTurned(next);
  };
  const draft = (): void => {
    open.edit((agreement) => applyRows(agreement, facts, chosen));
    announce('Drafted. Undo takes all of it back.');
    onClose();
  };
  return (
    <Stack gap="sm">
      <Text role="status">{summaryOf(plan, chosen)}</Text>
      <RowGroups rows={plan.added} chosen={chosen} onTurn={turn} />
      {plan.changed.length > 0 && <ChangedRows file={file} rows={plan.changed} chosen={chosen} onTurn={turn} />}
      <Group gap="xs">
        <ReasonButton reason={open.reason ?? (chosen.size === 0 ? 'No row is chosen.' : null)} onClick={draft}>
          {`Draft ${chosen.size} ${chosen.size === 1 ? 'row' : 'rows'}`}
        </ReasonButton>
        <Button variant="default" onClick={onClose}>
          Not now
        </Button>
      </Group>
    </Stack>
  );
}

function summaryOf({ added, changed, same }: ScopePlan, chosen: ReadonlySet<string>): string {
  if (added.length + changed.length === 0) return 'Every row stands already as it would be drafted.';
  const replaced = changed.filter(({ key }) => chosen.has(key)).length;
  const news = chosen.size - replaced;
  const kept = same > 0 ? ` ${same} stand already as they would be drafted.` : '';
  const theirs = changed.length > 0 ? ` ${replaced} of ${changed.length} that say something else are replaced.` : '';
  const fresh = added.length > 0 ? `${news} of ${added.length} new rows are chosen.` : 'No row is new.';
  return `${fresh}${theirs}${kept} What the rows call for is bought too.`;
}

interface RowGroupsProps {
  rows: readonly DraftedRow[];
  chosen: ReadonlySet<string>;
  onTurn(keys: readonly string[], isOn: boolean): void;
}

interface ChangedRowsProps extends RowGroupsProps {
  file: EngagementFile;
}

function ChangedRows({ file, rows, chosen, onTurn }: ChangedRowsProps) {
  const keys = rows.map(({ key }) => key);
  const on = keys.filter((key) => chosen.has(key)).length;
  return (
    <section>
      <Text fw={600}>Rows that are there and say something else</Text>
      <Text size="sm" c="dimmed">
        Somebody may have written them so on purpose. A row is replaced only when it is ticked.
      </Text>
      <Stack gap="sm" mt="xs">
        <Checkbox
          label="Replace all of these"
          checked={on === keys.length}
          indeterminate={on > 0 && on < keys.length}
          onChange={(event) => onTurn(keys, event.currentTarget.checked)}
        />
        {rows.map((row) => (
          <RowChoice key={row.key} row={row} chosen={chosen} onTurn={(isOn) => onTurn([row.key], isOn)}>
            <Changes file={file} row={row} />
          </RowChoice>
        ))}
      </Stack>
    </section>
  );
}

function RowGroups({ rows, chosen, onTurn }: RowGroupsProps) {
  const groups = Map.groupBy(rows, ({ row }) => catalogueFunction(row.function)?.group ?? '');
  return (
    <Accordion variant="contained" multiple>
      {[...groups].map(([group, members]) => {
        const keys = members.map(({ key }) => key);
        const on = keys.filter((key) => chosen.has(key)).length;
        return (
          <Accordion.Item key={group} value={group}>
            <Accordion.Control>
              {groupName(group)}{' '}
              <Text span size="sm" c="dimmed">
                {on} of {keys.length}
              </Text>
            </Accordion.Control>
            <Accordion.Panel>
              <Stack gap="sm">
                <Checkbox
                  label={`All of ${groupName(group)}`}
                  checked={on === keys.length}
                  indeterminate={on > 0 && on < keys.length}
                  onChange={(event) => onTurn(keys, event.currentTarget.checked)}
                />
                {members.map((row) => (
                  <RowChoice key={row.key} row={row} chosen={chosen} onTurn={(isOn) => onTurn([row.key], isOn)} />
                ))}
              </Stack>
            </Accordion.Panel>
          </Accordion.Item>
        );
      })}
    </Accordion>
  );
}

interface RowChoiceProps {
  row: DraftedRow;
  chosen: ReadonlySet<string>;
  onTurn(isOn: boolean): void;
  children?: React.ReactNode;
}

function RowChoice({ row: { key, row, reason, old }, chosen, onTurn, children }: RowChoiceProps) {
  const about = Object.values(row.scope ?? {}).join(', ');
  const name = catalogueFunction(row.function)?.name ?? row.function;
  return (
    <div>
      <Checkbox
        label={`${old === null ? '' : `${old.id}, `}${name}${about === '' ? '' : `, only ${about}`}`}
        description={reason}
        checked={chosen.has(key)}
        onChange={(event) => onTurn(event.currentTarget.checked)}
      />
      {children}
    </div>
  );
}

function Changes({ file, row: { row, old } }: { file: EngagementFile; row: DraftedRow }) {
  const changes = useMemo(() => {
    const alone = (each: typeof row): EngagementFile => withRows(file, () => [each]);
    return old === null ? [] : redlineFile(alone(old), alone(row));
  }, [file, row, old]);
  return (
    <List size="sm" ml="lg" mt={4}>
      {changes.map(({ path, sentence }) => (
        <List.Item key={path}>{sentence}</List.Item>
      ))}
    </List>
  );
}

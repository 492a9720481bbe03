/**
 * One row in full: its windows, its authority, who is told, what stands against it, and the way to ask about it.
 */
import { Button, Drawer, Group, List, Stack, Text, Title } from '@mantine/core';
import { deedWords } from '@tandem/core/responsibility/deeds.ts';
import { readNow } from '@tandem/platform/ui/clock.ts';
import { type Names, spanWords } from '@tandem/platform/ui/names.ts';
import { PlaceLink, useNavigation } from '@tandem/platform/ui/navigation.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { Grounds, type TraceContent } from '@tandem/platform/ui/trace.tsx';
import type { ReactNode } from 'react';
import { zonedText } from './ask-question.ts';
import classes from './matrix.module.css';
import { CellPill } from './matrix-cell.tsx';
import { cellsOf, type RowView, scopeWords } from './matrix-view.ts';
import { queryOfFacts } from './question-facts.ts';

export function MatrixRowDrawer({ view, names, onClose }: { view: RowView | null; names: Names; onClose(): void }) {
  return (
    <Drawer opened={view !== null} onClose={onClose} closeButtonProps={{ 'aria-label': 'Close' }} title={view?.row.functionName}>
      {view && <RowBody view={view} names={names} />}
    </Drawer>
  );
}

function RowBody({ view, names }: { view: RowView; names: Names }) {
  const { row } = view;
  const { engagement } = useSession();
  const { go } = useNavigation();
  const facts = { at: zonedText(readNow(), engagement.zone), function: row.function, priority: 'P2' as const, ...row.scope };
  return (
    <Stack gap="md" pb="lg">
      <Grounds grounds={groundsOf(view, names)} />
      <Windows view={view} names={names} />
      <Actions title="Allowed at once" items={row.preAuthorised} />
      <Actions title="Never" items={row.mustNot} />
      {row.failSafe && (
        <Section title="If nobody answers">
          <Text>{row.failSafe}</Text>
        </Section>
      )}
      {view.findings.map((finding) => (
        <div key={finding.message} className={classes.findingline} data-severity={finding.severity}>
          <span>{names.readAbout(finding.message)}</span>
          {finding.witness && (
            <PlaceLink to="/ask" query={queryOfFacts(finding.witness)}>
              Ask at that moment
            </PlaceLink>
          )}
        </div>
      ))}
      <Group>
        <Button variant="default" onClick={() => go('/ask', queryOfFacts(facts))}>
          Ask about this row now
        </Button>
      </Group>
    </Stack>
  );
}

function groundsOf({ row }: RowView, names: Names): TraceContent['grounds'] {
  const grounds: [string, ReactNode][] = [
    ['Row', row.id],
    ['Applies to', scopeWords(row.scope) || 'everything'],
    ['Answers for it', names.of(row.accountable)],
    ['When away', !row.absenceCover || row.absenceCover === 'none' ? 'nobody covers' : names.of(row.absenceCover)],
  ];
  if (row.approvers.length > 0)
    grounds.push([row.approve === 'all' ? 'All must approve' : 'Approves, in order', row.approvers.map(names.of).join(', ')]);
  if (row.authorisers.length > 0) grounds.push(['May ask for it', row.authorisers.map(names.of).join(', ')]);
  if (row.inform.length > 0)
    grounds.push(['Is told', row.inform.map((each) => `${names.of(each.who)} within ${spanWords(each.within)}`).join(', ')]);
  if (row.overflow) grounds.push(['Overflow', 'may move to the other side']);
  grounds.push(['Changed in', `version ${row.changedIn}`]);
  return grounds;
}

function Windows({ view, names }: { view: RowView; names: Names }) {
  const cells = cellsOf(view.row);
  const lines: [string, typeof cells.always][] = cells.always
    ? [['At any hour', cells.always]]
    : [
        ['Business hours', cells.business],
        ['After hours', cells.after],
        ['Weekend', cells.weekend ?? cells.after],
        ['Holiday', cells.holiday ?? cells.after],
      ];
  return (
    <Section title="Who acts, and how">
      <Stack gap={6}>
        {lines.map(([label, cell]) => (
          <div key={label}>
            <Text size="xs" c="dimmed" mb={2}>
              {label}
            </Text>
            {cell ? <CellPill cell={cell} names={names} /> : <Text size="sm">not answered</Text>}
          </div>
        ))}
      </Stack>
    </Section>
  );
}

function Actions({ title, items }: { title: string; items: readonly string[] }) {
  if (items.length === 0) return null;
  return (
    <Section title={title}>
      <List size="md" spacing={2}>
        {items.map((item) => (
          <List.Item key={item}>{deedWords(item)}</List.Item>
        ))}
      </List>
    </Section>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <Title order={3} size="sm" mb={4}>
        {title}
      </Title>
      {children}
    </section>
  );
}

/**
 * Findings of a draft in groups of one rule and severity: what the rule is about once, what mends more than one of them in
 * one edit, and the first few of many until the rest is asked for. One finding alone is one line.
 */
import { Stack, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { DraftFinding } from '@tandem/core/responsibility/examine/finding.ts';
import { findingRules } from '@tandem/core/responsibility/examine/rules.ts';
import type { Names } from '@tandem/platform/ui/names.ts';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { type ReactNode, useId, useMemo, useRef } from 'react';
import type { OpenDraft } from './draft-data.ts';
import { FindingLine, RuleName } from './finding-line.tsx';
import classes from './findings.module.css';
import { type FindingGroup, groupFindings, type MendingWay, waysToMend } from './findings-grouped.ts';
import { FoldedList } from './folded-list.tsx';
import { applyFix, type Mending, useMending } from './use-mending.ts';

interface FindingGroupsProps {
  open: OpenDraft;
  names: Names;
  findings: readonly DraftFinding[];
  /** What else can be done about one of them. */
  actionsOf?(finding: DraftFinding): ReactNode;
}

export function FindingGroups({ findings, ...rest }: FindingGroupsProps) {
  const groups = useMemo(() => groupFindings(findings), [findings]);
  const whole = useRef<HTMLDivElement>(null);
  const mending = useMending(rest.open, (count, way) => {
    tellMended(count, way);
    whole.current?.focus();
  });
  return (
    <Stack gap={6} ref={whole} tabIndex={-1}>
      {groups.map((group) =>
        group.findings.length === 1 ? (
          group.findings.map((finding) => <Line key={finding.key} finding={finding} {...rest} />)
        ) : (
          <Group key={group.id} group={group} mending={mending} {...rest} />
        ),
      )}
    </Stack>
  );
}

function tellMended(count: number, { findings }: MendingWay): void {
  const { title } = findingRules[findings[0]!.rule];
  const many = findings.length;
  notifications.show({
    color: 'gray',
    title: count === many ? `Mended all ${many}: ${title}` : `Mended ${count} of ${many}: ${title}`,
    message: count === 0 ? 'Nothing was changed.' : 'Undo takes all of it back.',
    autoClose: 10_000,
  });
}

type LineProps = Omit<FindingGroupsProps, 'findings'> & { finding: DraftFinding; grouped?: boolean };

function Line({ open, finding, actionsOf, ...rest }: LineProps) {
  return (
    <div>
      <FindingLine finding={finding} locked={open.reason} onFix={(fix) => applyFix(open.edit, fix)} {...rest} />
      {actionsOf?.(finding)}
    </div>
  );
}

type GroupProps = Omit<FindingGroupsProps, 'findings'> & { group: FindingGroup; mending: Mending };

function Group({ group, mending, ...rest }: GroupProps) {
  const id = useId();
  return (
    <section className={classes.group} data-severity={group.severity} aria-labelledby={id}>
      <div className={classes.head}>
        <Title order={3} id={id} fz="sm" fw={400}>
          <RuleName {...group} /> <span>{group.findings.length} findings</span>
        </Title>
        {waysToMend(group).map((way) => (
          <MendButton key={way.fix} way={way} mending={mending} {...rest} />
        ))}
      </div>
      <FoldedList items={group.findings} keyOf={({ key }) => key} firstFew={3}>
        {(finding) => <Line finding={finding} grouped {...rest} />}
      </FoldedList>
    </section>
  );
}

function MendButton({ way, mending, open, names }: Omit<GroupProps, 'group'> & { way: MendingWay }) {
  const other = mending.busy !== null && !isSame(mending.busy, way) ? 'Others are being mended.' : null;
  return (
    <ReasonButton
      size="compact-xs"
      variant={way.fix === null ? 'filled' : 'default'}
      reason={open.reason ?? other}
      loading={mending.busy !== null && isSame(mending.busy, way)}
      onClick={() => mending.mend(way)}
    >
      Mend all {way.findings.length}
      {way.words !== null && `: ${names.read(way.words)}`}
    </ReasonButton>
  );
}

const isSame = (a: MendingWay, b: MendingWay): boolean => a.fix === b.fix && a.findings[0]?.key === b.findings[0]?.key;

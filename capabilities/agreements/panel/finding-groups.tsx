/**
 * Findings of a draft in groups of one rule and severity: what the rule is about once, what mends more than one of them in
 * one edit, and the first few of many until the rest is asked for. One finding alone is one line.
 */
import { Button, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { DraftFinding } from '@tandem/core/responsibility/examine/finding.ts';
import { findingRules } from '@tandem/core/responsibility/examine/rules.ts';
import type { Names } from '@tandem/platform/ui/names.ts';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { type ReactNode, useId, useMemo, useRef, useState } from 'react';
import type { OpenDraft } from './draft-data.ts';
import { FindingLine, RuleName } from './finding-line.tsx';
import classes from './findings.module.css';
import { type FindingGroup, groupFindings, type MendingWay, waysToMend } from './findings-grouped.ts';
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
      <Lines group={group} {...rest} />
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

/** As many stand there before more is asked for; folding one line away would save nothing. */
const firstFew = 3;
/** More of one kind are not read by anybody; mending some, or choosing a day, makes them fewer. */
const shownMost = 100;

function Lines({ group: { findings }, ...rest }: Omit<GroupProps, 'mending'>) {
  const [unfolded, setUnfolded] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  const id = useId();
  const folds = findings.length > firstFew + 1;
  const shown = findings.slice(0, folds && !unfolded ? firstFew : shownMost);
  const toggle = (): void => {
    setUnfolded(!unfolded);
    // The reader goes on where the new lines begin.
    if (!unfolded) requestAnimationFrame(() => (list.current?.children[firstFew] as HTMLElement | undefined)?.focus());
  };
  return (
    <>
      <ul className={classes.list} id={id} ref={list}>
        {shown.map((finding) => (
          <li key={finding.key} tabIndex={-1}>
            <Line finding={finding} grouped {...rest} />
          </li>
        ))}
      </ul>
      {unfolded && findings.length > shownMost && (
        <Text size="sm" c="dimmed" ml="md">
          and {findings.length - shownMost} more
        </Text>
      )}
      {folds && (
        <Button size="compact-xs" variant="subtle" ml="md" aria-expanded={unfolded} aria-controls={id} onClick={toggle}>
          {unfolded ? `Show the first ${firstFew} only` : `Show ${Math.min(findings.length, shownMost) - firstFew} more`}
        </Button>
      )}
    </>
  );
}

/**
 * One finding of a draft: what is wrong, why it matters on hover or focus, and what can be done about it with one click.
 */
import { Button, HoverCard, Text } from '@mantine/core';
import type { DraftFinding, Fix } from '@tandem/core/responsibility/examine/finding.ts';
import { findingRules, severityWords } from '@tandem/core/responsibility/examine/rules.ts';
import type { Names } from '@tandem/platform/ui/names.ts';
import { PlaceLink } from '@tandem/platform/ui/navigation.tsx';
import classes from './findings.module.css';

interface FindingLineProps {
  finding: DraftFinding;
  names: Names;
  locked: string | null;
  /** Whether something above it says which rule it is. */
  grouped?: boolean;
  onFix(fix: Fix): void;
}

export function FindingLine({ finding, names, locked, grouped = false, onFix }: FindingLineProps) {
  return (
    <div className={classes.finding} data-severity={finding.severity} role="note">
      {!grouped && <RuleName {...finding} />}
      <span>{names.readAbout(finding.message)}</span>
      {finding.accepted && <span className={classes.accepted}>accepted as a risk</span>}
      {locked === null &&
        finding.fixes.map((fix) => (
          <Button key={fix.label} size="compact-xs" variant="default" onClick={() => onFix(fix)}>
            {names.read(fix.label)}
          </Button>
        ))}
    </div>
  );
}

/** The severity in words and the name of the rule, which tells at once what it is about and leads to its page. */
export function RuleName({ rule, severity }: Pick<DraftFinding, 'rule' | 'severity'>) {
  const { title, why, whatToDo } = findingRules[rule];
  return (
    <span>
      {severityWords[severity]}:{' '}
      <HoverCard width={340} openDelay={200} withinPortal>
        <HoverCard.Target>
          <PlaceLink to="/agreement/rules" query={{ rule }} className={classes.rule}>
            {title}
          </PlaceLink>
        </HoverCard.Target>
        <HoverCard.Dropdown>
          <Text size="sm">{why}</Text>
          <Text size="sm" mt={6} fw={600}>
            {whatToDo}
          </Text>
        </HoverCard.Dropdown>
      </HoverCard>
    </span>
  );
}

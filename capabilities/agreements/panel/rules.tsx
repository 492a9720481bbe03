/**
 * What each finding means: every rule with what it is called, how severe it can be, why it matters and what to do. The rule
 * that the address names is brought into view.
 */
import { Badge, Text } from '@mantine/core';
import { type FindingRule, findingRules, isLintRule, severityWords } from '@tandem/core/responsibility/examine/rules.ts';
import { useQueryState } from '@tandem/platform/ui/navigation.tsx';
import { Page } from '@tandem/platform/ui/page.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { useEffect, useRef } from 'react';
import classes from './agreement.module.css';
import ruleClasses from './findings.module.css';

const rules = Object.keys(findingRules) as FindingRule[];

export function RulesScreen() {
  const [wanted] = useQueryState('rule');
  return (
    <Page
      title="What the findings mean"
      sub="An error is a promise that cannot be kept as it is written, and stands in the way of signing. A warning is a risk to take with open eyes."
    >
      <Rules
        title="Of the proof, which looks at every minute of a year"
        ids={rules.filter((rule) => !isLintRule(rule))}
        wanted={wanted}
      />
      <Rules title="Of the checks, which read the rows" ids={rules.filter(isLintRule)} wanted={wanted} />
    </Page>
  );
}

interface RulesProps {
  title: string;
  ids: readonly FindingRule[];
  wanted: string | undefined;
}

function Rules({ title, ids, wanted }: RulesProps) {
  return (
    <Panel title={title} flush>
      {ids.map((rule) => (
        <Rule key={rule} rule={rule} isWanted={rule === wanted} />
      ))}
    </Panel>
  );
}

function Rule({ rule, isWanted }: { rule: FindingRule; isWanted: boolean }) {
  const { title, severity, why, whatToDo } = findingRules[rule];
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!isWanted) return;
    place.current?.scrollIntoView({ block: 'center' });
    place.current?.focus({ preventScroll: true });
  }, [isWanted]);
  return (
    <article
      ref={place}
      tabIndex={-1}
      aria-label={title}
      className={`${classes.line} ${ruleClasses.explained}`}
      data-wanted={isWanted || undefined}
    >
      <div className={ruleClasses.explanation}>
        <Text fw={640}>{title}</Text>
        <Text>{why}</Text>
        <Text>
          <strong>What to do:</strong> {whatToDo}
        </Text>
      </div>
      <Badge variant="outline" color="gray" style={{ flex: 'none' }}>
        {severityWords[severity]}
      </Badge>
    </article>
  );
}

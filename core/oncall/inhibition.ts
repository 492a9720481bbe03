/**
 * Inhibition: while a source alert fires, alerts that match the target and agree with it in the `equal` labels page
 * nobody; they are recorded all the same. An alert that matches both sides of a rule is not silenced by a source that
 * also matches both, or two such alerts would silence each other and nobody would hear of either.
 */

import type { Labels } from './alert-group.ts';

export interface InhibitionRule {
  source: Labels;
  target: Labels;
  /** Labels in which both must agree; one that both lack agrees. */
  equal: string[];
}

/** Whether a firing source keeps the alert with these labels from paging. */
export function isInhibited(labels: Labels, rules: readonly InhibitionRule[], firing: readonly Labels[]): boolean {
  return rules.some((rule) => {
    if (!matches(labels, rule.target)) return false;
    const bothSides = matches(labels, rule.source);
    return firing.some(
      (source) =>
        matches(source, rule.source) &&
        !(bothSides && matches(source, rule.target)) &&
        rule.equal.every((label) => (source[label] ?? '') === (labels[label] ?? '')),
    );
  });
}

function matches(labels: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(([label, value]) => (labels[label] ?? '') === value);
}

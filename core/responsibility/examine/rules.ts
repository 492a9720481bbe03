/**
 * Every rule that can find something about a draft, in words for people: what it is called, how severe it is at worst,
 * why it matters and what to do. Screens show this table, and docs/using/findings.md holds the same for reading.
 */
import type { Finding, FindingKind } from '../model.ts';

export type LintRule =
  | 'not-valid'
  | 'collision'
  | 'duty-without-access'
  | 'access-without-duty'
  | 'duty-without-skill'
  | 'approver-unreachable'
  | 'fail-safe-missing'
  | 'absence-cover-same-person'
  | 'evidence-holder-missing'
  | 'stale-row'
  | 'paid-but-unassigned'
  | 'assigned-but-unpaid'
  | 'target-shorter-than-chain';

/** A kind of the proof, or a rule of the linter. */
export type FindingRule = FindingKind | LintRule;

export interface RuleWords {
  title: string;
  /** The worst that it can be; one absence, or one written word, can make it less. */
  severity: Finding['severity'];
  why: string;
  whatToDo: string;
}

const proofRules: Record<FindingKind, RuleWords> = {
  expired: {
    title: 'No version in force',
    severity: 'error',
    why: 'On the days that no version covers, nobody has agreed to do anything, and all work goes to the holders of gaps.',
    whatToDo: 'Let the version begin earlier or end later, or sign one that follows it.',
  },
  gap: {
    title: 'Nobody owns it',
    severity: 'error',
    why: 'The function, or what its scoped rows leave out, is in no row, so nobody has promised to take it.',
    whatToDo: 'Write a row for everything else, or a row for the function.',
  },
  conflict: {
    title: 'Two rows claim it',
    severity: 'error',
    why: 'Two rows match the same work and neither is narrower, so which one decides is an accident of their order.',
    whatToDo: 'Take one of them away, or write a row for exactly what both claim.',
  },
  unstaffed: {
    title: 'Nobody is on duty',
    severity: 'error',
    why: 'The row says who acts, and at that time none of them is there.',
    whatToDo: 'Name somebody to cover absences, fill the shift, or give the duty to a team.',
  },
  unreachable: {
    title: 'No verified way to reach somebody',
    severity: 'error',
    why: 'Who acts or approves has to be told. A number nobody has tried is found wrong in the night it is needed.',
    whatToDo: 'Enter a contact for the person and have it verified.',
  },
  'duty-without-authority': {
    title: 'Duty without authority',
    severity: 'error',
    why: 'Whoever must act may not: the vendor does not talk to them, nobody can say yes, or the decision has to stay with the company.',
    whatToDo: 'Get the letter of authority, name another approver, or move the duty to the side that may decide.',
  },
  'no-fail-safe': {
    title: 'No fail-safe for an urgent approval',
    severity: 'error',
    why: 'The most urgent work waits for a yes, and the row does not say what happens when nobody answers.',
    whatToDo: 'Write the safe action that is taken, or that nothing is touched, once the chain is exhausted.',
  },
  'self-cover': {
    title: 'Somebody covers themselves',
    severity: 'warning',
    why: 'The cover for the absent person is the absent person.',
    whatToDo: 'Name another person or a team as absence cover.',
  },
  'single-holder': {
    title: 'It hangs on one person',
    severity: 'warning',
    why: 'Without that one person nobody is left: illness, a holiday or a resignation leaves the work undone.',
    whatToDo: 'Name an absence cover, or a second person.',
  },
  'dead-row': {
    title: 'A row that never decides',
    severity: 'warning',
    why: 'Other rows always come before it, so what it says was agreed and never happens.',
    whatToDo: 'Take it away, or narrow its scope to what it is meant for.',
  },
  'out-of-hours-duty': {
    title: 'Bound by name out of hours',
    severity: 'warning',
    why: 'A person is named outright for nights, weekends or holidays, every one of them, without a rota to share it.',
    whatToDo: 'Give the window to a team or a rota, or let the work wait.',
  },
  'not-monotone': {
    title: 'Less urgent work comes first',
    severity: 'warning',
    why: 'A lower priority begins, or is due, before a higher one, which nobody means.',
    whatToDo: 'Give the higher priority a mode or a target at least as fast.',
  },
  'escalation-ends': {
    title: 'A page that wakes nobody',
    severity: 'error',
    why: 'The page goes to a team or rota behind which no person stands.',
    whatToDo: 'Put people into the team, give it a rota, or page somebody else.',
  },
  stale: {
    title: 'It names what is no longer there',
    severity: 'error',
    why: 'A person, team, site or function that is gone, or away without a date of return, is still counted on.',
    whatToDo: 'Put the successor in place, or take the name away.',
  },
};

const lintRules: Record<LintRule, RuleWords> = {
  'not-valid': {
    title: 'Not finished or not valid',
    severity: 'error',
    why: 'The agreement cannot be read with this in it. A broken row is left out of the proof until it is mended.',
    whatToDo: 'Fill in what is missing or correct what the sentence names.',
  },
  collision: {
    title: 'Both sides act',
    severity: 'error',
    why: 'Both sides would start on the same work in the same window and undo each other, or each would wait for the other.',
    whatToDo: 'Give the window to one side, or tell the rows apart by scope.',
  },
  'duty-without-access': {
    title: 'Duty without access',
    severity: 'warning',
    why: 'The system is looked after by a vendor who talks to others only, so whoever owns the work cannot get help with it.',
    whatToDo: 'Add them to the letter of authority, or give the work to somebody the vendor knows.',
  },
  'access-without-duty': {
    title: 'Access without duty',
    severity: 'info',
    why: 'Somebody may speak for the company, or say yes, and no row gives them anything to do. Such rights are forgotten and misused.',
    whatToDo: 'Take the right away, or write down the duty that it is for.',
  },
  'duty-without-skill': {
    title: 'Duty without skill',
    severity: 'warning',
    why: 'The row asks for a skill that nobody who acts is known to have, so it always falls to the cover, or to nobody.',
    whatToDo: 'Name somebody who has the skill, enter the skill, or stop asking for it.',
  },
  'approver-unreachable': {
    title: 'An approver who cannot be asked',
    severity: 'warning',
    why: 'Work waits for a yes from somebody who is away, or whom only a letter box reaches while the site is closed.',
    whatToDo: 'Enter and verify a number that rings, or put somebody into the chain who can be called.',
  },
  'fail-safe-missing': {
    title: 'No fail-safe out of hours',
    severity: 'warning',
    why: 'Work waits for an approval at night or on days off, and the row does not say what happens when none comes.',
    whatToDo: 'Write the safe action that is taken once the chain is exhausted.',
  },
  'absence-cover-same-person': {
    title: 'The cover adds nobody',
    severity: 'warning',
    why: 'The absence cover is somebody who acts already, so when those who act are away, the cover is away with them.',
    whatToDo: 'Name a person or team that is not already in the row.',
  },
  'evidence-holder-missing': {
    title: 'A required control without evidence',
    severity: 'warning',
    why: 'The function serves a framework that the company must meet, and the row does not say what will show that it was done.',
    whatToDo: 'Write what is kept as evidence.',
  },
  'stale-row': {
    title: 'Not looked at for a while',
    severity: 'info',
    why: 'The row was agreed more than 90 days before and is taken over unread; people and systems change faster than that.',
    whatToDo: 'Read the row again. Signing the draft confirms it.',
  },
  'paid-but-unassigned': {
    title: 'Bought and not used',
    severity: 'warning',
    why: 'A module is paid for every month, and no row gives the provider anything to do for it.',
    whatToDo: 'Write the rows that it is for, or do not buy it.',
  },
  'assigned-but-unpaid': {
    title: 'Work that nobody pays for',
    severity: 'warning',
    why: 'Rows give the provider work whose module is not bought. It is done badly, or argued about, or it comes as an invoice.',
    whatToDo: 'Buy the module, or give the rows to the internal side.',
  },
  'target-shorter-than-chain': {
    title: 'The target is over before the chain is',
    severity: 'warning',
    why: 'Asking every approver in turn takes longer than the response target allows, so the target is missed whenever the first ones do not answer.',
    whatToDo: 'Shorten the time each approver has, shorten the chain, or allow more time.',
  },
};

export const severityWords: Record<Finding['severity'], string> = { error: 'Error', warning: 'Warning', info: 'Note' };

export const findingKinds = Object.keys(proofRules) as FindingKind[];

export const findingRules: Record<FindingRule, RuleWords> = { ...proofRules, ...lintRules };

export function isLintRule(rule: FindingRule): rule is LintRule {
  return Object.hasOwn(lintRules, rule);
}

/**
 * The assessment in plain words: what to buy, why, what each part of the score says, and what to do instead where the
 * answer is no. An assessment that can only say yes helps nobody, so each verdict names a next step, which is
 * not always this product.
 */
import { assessFit, type FitAssessment, type FitFacts, type FitPart, type FitVerdict, fitParts, fitWeights } from './fit.ts';
import { mandateName } from './fit-questions.ts';

export interface FitWords {
  verdict: FitVerdict;
  /** Whether going on to a draft is sensible. */
  goOn: boolean;
  title: string;
  why: string;
  next: string[];
  /** The rule that decided whatever the score; null when the score decided. */
  gate: string | null;
  parts: { part: FitPart; label: string; points: number; of: number; says: string }[];
  /** What was taken off, with the reason. */
  modifiers: { points: number; says: string }[];
  flags: string[];
}

interface Verdict {
  goOn: boolean;
  title: string;
  why: string;
  next: string[];
}

const verdicts: Record<FitVerdict, Verdict> = {
  strong: {
    goOn: true,
    title: 'Sharing IT fits well',
    why: 'There is a team to share with, and there is more to do than it can do well alone.',
    next: ['Write down who does what, and where nobody does it today.', 'Price what is missing, and only that.'],
  },
  good: {
    goOn: true,
    title: 'Sharing IT fits',
    why: 'There are real gaps, and a team that a provider can stand beside.',
    next: ['Begin with the parts below that score highest.', 'Leave what the team does well where it is.'],
  },
  marginal: {
    goOn: true,
    title: 'Sharing IT may fit, in part',
    why: 'One or two needs are real; the rest works today.',
    next: [
      'Buy the one thing that is missing (nights, or security, or a specialist) and not a package.',
      'Compare it with a tool, a contractor, or a few hours of advice a month.',
    ],
  },
  weak: {
    goOn: false,
    title: 'Sharing IT does not fit well',
    why: 'The need is small, or the company is of a kind that other arrangements serve better.',
    next: [
      'Look at single services: a monitored security tool, or a block of hours.',
      'Ask again when something below has changed.',
    ],
  },
  'stay-in-house': {
    goOn: false,
    title: 'Keep IT in-house',
    why: 'The team has room, nights can wait, no rule presses and nobody is the only one who knows. There is nothing to buy.',
    next: [
      'Keep what you have, and write down what each person knows.',
      'Ask again after a departure, a new rule, a second shift, or when requests begin to wait.',
    ],
  },
  'not-yet': {
    goOn: false,
    title: 'Not yet',
    why: 'Two teams that have not written down who does what will both believe that the other one does it.',
    next: [
      'Take one week of real work and write beside each item who did it and who should have.',
      'Agree on ten rows: nights, security alerts, vendors, departures. If that works, come back for the rest.',
      'Until then buy services with a clear edge, not a shared one.',
    ],
  },
  'fully-managed': {
    goOn: false,
    title: 'Ask for fully managed IT',
    why: 'There is no internal team to share with, so one provider should answer for all of it.',
    next: [
      'Compare fully managed offers by what they answer for, not by the price for each user.',
      'Keep one person inside who decides on spending and risk; that part cannot be bought.',
    ],
  },
};

export function fitWords(facts: FitFacts): FitWords {
  const assessment = assessFit(facts);
  const isTransition = assessment.verdict === 'fully-managed' && facts.itStaff > 0;
  const words = verdicts[assessment.verdict];
  return {
    verdict: assessment.verdict,
    goOn: words.goOn,
    title: words.title,
    why: isTransition
      ? 'The plan is to have no internal team in the end. That is a handing over, and its end should be in the contract.'
      : words.why,
    next: isTransition ? [...transition, ...words.next] : words.next,
    gate: gateWords(facts, assessment),
    parts: fitParts.map((part) => ({
      part,
      label: partLabels[part],
      points: assessment.parts[part],
      of: fitWeights[part],
      says: partWords[part](facts),
    })),
    modifiers: modifierWords(facts),
    flags: flagWords(facts),
  };
}

const transition = [
  'Say openly that it is a transition, with a date, to the people whom it concerns.',
  'Pay for the handing over of what they know before anybody leaves.',
];

function gateWords(facts: FitFacts, { verdict }: FitAssessment): string | null {
  if (facts.itStaff === 0) return 'Nobody does IT for a living here. That decides, whatever the score says.';
  if (verdict === 'not-yet') return 'The responsibilities would not be written down. That decides, whatever the score says.';
  if (verdict === 'fully-managed') return 'Internal IT is meant to end. That decides, whatever the score says.';
  if (verdict === 'stay-in-house')
    return 'No need of capacity, hours, rules or continuity was found. That decides, whatever the score says.';
  return null;
}

const partLabels: Record<FitPart, string> = {
  team: 'A team to share with',
  size: 'Size of the company',
  capacity: 'Work that waits',
  compliance: 'Rules to prove',
  hours: 'Nights and weekends',
  continuity: 'When somebody is missing',
  growth: 'Growth',
};

const count = (n: number, one: string, many = `${one}s`) => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

const partWords: Record<FitPart, (facts: FitFacts) => string> = {
  team: ({ itStaff }) => {
    if (itStaff === 0) return 'Nobody inside does IT for a living.';
    const who = count(itStaff, 'person does IT', 'people do IT');
    if (itStaff <= 5) return `${who}: few enough to need company, enough to share with.`;
    return itStaff <= 8
      ? `${who}: a team of this size has most trades itself.`
      : `${who}: a department that needs a specialist now and then.`;
  },
  size: ({ employees }) => {
    const who = count(employees, 'person', 'people');
    if (employees >= 50 && employees <= 500) return `${who}: between 50 and 500, where sharing pays off most often.`;
    return employees < 50 ? `${who}: small for two teams.` : `${who}: large enough for a department of its own in most trades.`;
  },
  capacity: ({ itLoadPct, oldestUntouchedBusinessDays }) =>
    `The week is ${itLoadPct} % full, and the oldest untouched request has waited ${count(oldestUntouchedBusinessDays, 'working day')}.`,
  compliance: ({ mandates, securityExpertise, mandateDueMonths }) => {
    if (mandates.length === 0) return 'No rule has to be proven.';
    const listed = mandates.map(mandateName).join(', ');
    if (securityExpertise) return `${listed}, with somebody inside who knows the trade.`;
    return mandateDueMonths === 0
      ? `${listed} holds already, and nobody inside knows the trade.`
      : `${listed} within ${count(mandateDueMonths, 'month')}, and nobody inside knows the trade.`;
  },
  hours: ({ needsAfterHours, onCallSustainable }) => {
    if (needsAfterHours === 'none') return 'Nights and weekends can wait.';
    const need = needsAfterHours === '24x7' ? 'IT must always be answered' : 'Some evenings or weekends must be answered';
    return `${need}, and today's on-call ${onCallSustainable ? 'can go on' : 'cannot go on'}.`;
  },
  continuity: ({ unplannedDeparture24m, busFactorOne }) => {
    if (unplannedDeparture24m && busFactorOne) return 'Somebody left without notice, and again one person alone knows things.';
    if (unplannedDeparture24m) return 'Somebody left without notice in the last two years.';
    return busFactorOne
      ? 'One person alone knows things that others need.'
      : 'Knowledge is shared, and nobody left without notice.';
  },
  growth: ({ growthPct }) =>
    growthPct < 10
      ? `Growth of ${growthPct} % a year can be kept up with.`
      : `Growth of ${growthPct} % a year is faster than hiring.`,
};

function modifierWords({ itLeadSupports, leaderSponsors }: FitFacts): FitWords['modifiers'] {
  return [
    ...(itLeadSupports === 'no' ? [{ points: -10, says: 'The internal IT lead is against it.' }] : []),
    ...(leaderSponsors ? [] : [{ points: -8, says: 'Nobody in the leadership stands behind it.' }]),
  ];
}

function flagWords({ itLeadSupports, plansToRemoveIT }: FitFacts): string[] {
  return [
    ...(itLeadSupports === 'no'
      ? ['The internal IT lead is against it. Win their trust before anybody signs; without them it fails.']
      : []),
    ...(plansToRemoveIT
      ? ['Internal IT is meant to end. Call it a transition to fully managed IT, and do not sell it as sharing.']
      : []),
  ];
}

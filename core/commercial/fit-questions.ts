/**
 * The questionnaire behind the assessment: each fact as a plain question with its kind and limits, in the order in
 * which somebody can answer without looking anything up. `readFitFacts` is the only way from an unknown value (a
 * form, a file) to facts: everything that is missing, unknown or out of range is a problem that names its field.
 */
import type { FitFacts } from './fit.ts';

export type FitQuestion = { key: keyof FitFacts; section: string; label: string; hint: string } & (
  | { kind: 'number'; min: number; max: number; unit: string; answered: number }
  | { kind: 'yes-no'; answered: boolean }
  | { kind: 'choice'; choices: { value: string; label: string }[]; answered: string }
  | { kind: 'many'; choices: { value: string; label: string }[]; answered: string[] }
);

const mandateNames: Readonly<Record<string, string>> = {
  hipaa: 'HIPAA',
  pci: 'PCI DSS',
  soc2: 'SOC 2',
  cmmc: 'CMMC',
  ftc: 'FTC Safeguards Rule',
  other: 'Another one',
};

/** A rule that the questionnaire does not offer is shown by its id. */
export function mandateName(id: string): string {
  return (Object.hasOwn(mandateNames, id) ? mandateNames[id] : undefined) ?? id.toUpperCase();
}

const people = 'The company';
const week = 'The week in IT';
const rules = 'Rules and security';
const nights = 'Nights and absences';
const will = 'What people want';

/** `answered` is where a form begins; a form marks as missing what nobody touched. */
export const fitQuestions: readonly FitQuestion[] = [
  {
    key: 'employees',
    section: people,
    kind: 'number',
    min: 1,
    max: 1_000_000,
    unit: 'people',
    answered: 75,
    label: 'How many people work at the company?',
    hint: 'Everybody with an account, part-time people too.',
  },
  {
    key: 'itStaff',
    section: people,
    kind: 'number',
    min: 0,
    max: 100_000,
    unit: 'people',
    answered: 1,
    label: 'How many of them do IT for a living?',
    hint: '0 if IT is done on the side, or by somebody outside.',
  },
  {
    key: 'growthPct',
    section: people,
    kind: 'number',
    min: -100,
    max: 1_000,
    unit: '% a year',
    answered: 0,
    label: 'By how much does the company grow in a year?',
    hint: 'In people. Below zero if it shrinks.',
  },
  {
    key: 'itLoadPct',
    section: week,
    kind: 'number',
    min: 0,
    max: 300,
    unit: '% of the week',
    answered: 80,
    label: 'How full is the week of the IT people?',
    hint: '100 is a full working week; above that is overtime.',
  },
  {
    key: 'oldestUntouchedBusinessDays',
    section: week,
    kind: 'number',
    min: 0,
    max: 1_000,
    unit: 'working days',
    answered: 0,
    label: 'How long has the oldest request waited that nobody has touched?',
    hint: 'Look at the queue right now, not on a good day.',
  },
  {
    key: 'mandates',
    section: rules,
    kind: 'many',
    answered: [],
    label: 'Which rules must the company prove that it follows?',
    hint: 'None is an answer.',
    choices: Object.entries(mandateNames).map(([value, label]) => ({ value, label })),
  },
  {
    key: 'mandateDueMonths',
    section: rules,
    kind: 'number',
    min: 0,
    max: 240,
    unit: 'months',
    answered: 0,
    label: 'In how many months must that be proven?',
    hint: '0 if it holds already, or if there is no such rule.',
  },
  {
    key: 'securityExpertise',
    section: rules,
    kind: 'yes-no',
    answered: false,
    label: 'Does somebody inside know security as a profession?',
    hint: 'Somebody who could lead an incident and answer an assessor.',
  },
  {
    key: 'needsAfterHours',
    section: nights,
    kind: 'choice',
    answered: 'none',
    label: 'Must IT be answered outside working hours?',
    hint: 'Think of a second shift, of weekends, and of alarms at night.',
    choices: [
      { value: 'none', label: 'No, it can wait for the morning' },
      { value: 'some', label: 'Some evenings or weekends' },
      { value: '24x7', label: 'Always' },
    ],
  },
  {
    key: 'onCallSustainable',
    section: nights,
    kind: 'yes-no',
    answered: true,
    label: 'Could whoever is on call today go on like that for a year?',
    hint: 'Yes if nobody needs to be on call.',
  },
  {
    key: 'unplannedDeparture24m',
    section: nights,
    kind: 'yes-no',
    answered: false,
    label: 'Has somebody left IT without notice in the last two years?',
    hint: 'Illness of months counts too.',
  },
  {
    key: 'busFactorOne',
    section: nights,
    kind: 'yes-no',
    answered: false,
    label: 'Does one person know things that nobody else knows?',
    hint: 'A password, a machine, a vendor who only talks to one name.',
  },
  {
    key: 'acceptsWrittenMatrix',
    section: will,
    kind: 'yes-no',
    answered: true,
    label: 'Would both sides write down who does what, row by row, and sign it?',
    hint: 'Without that, a shared arrangement has holes where nobody looks.',
  },
  {
    key: 'leaderSponsors',
    section: will,
    kind: 'yes-no',
    answered: true,
    label: 'Does somebody in the leadership stand behind it?',
    hint: 'Somebody who decides on the budget and who will still answer in a year.',
  },
  {
    key: 'itLeadSupports',
    section: will,
    kind: 'choice',
    answered: 'unsure',
    label: 'What does the internal IT lead think of it?',
    hint: 'Ask before you answer.',
    choices: [
      { value: 'yes', label: 'In favour' },
      { value: 'unsure', label: 'Not sure yet' },
      { value: 'no', label: 'Against' },
    ],
  },
  {
    key: 'plansToRemoveIT',
    section: will,
    kind: 'yes-no',
    answered: false,
    label: 'Is the plan to have no internal IT in the end?',
    hint: 'That is a fair plan, but a different purchase.',
  },
];

export interface FactProblem {
  /** The key of the question; empty when the whole value is none. */
  field: string;
  message: string;
}

export type FitFactsResult = { ok: true; facts: FitFacts } | { ok: false; problems: FactProblem[] };

const mandateId = /^[a-z0-9][a-z0-9-]{0,39}$/;

export function readFitFacts(value: unknown): FitFactsResult {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { ok: false, problems: [{ field: '', message: 'The answers are a map from questions to answers.' }] };
  const given = new Map(Object.entries(value));
  const known = new Set<string>(fitQuestions.map(({ key }) => key));
  const unknown = [...given.keys()].filter((key) => !known.has(key));
  const problems = [
    ...unknown.map((key) => ({ field: key.slice(0, 60), message: 'There is no such question.' })),
    ...fitQuestions.flatMap((question) => {
      const message = problemWith(question, given.get(question.key));
      return message === null ? [] : [{ field: question.key, message }];
    }),
  ];
  if (problems.length > 0) return { ok: false, problems: problems.slice(0, 100) };
  return { ok: true, facts: Object.fromEntries(fitQuestions.map(({ key }) => [key, given.get(key)])) as unknown as FitFacts };
}

function problemWith(question: FitQuestion, answer: unknown): string | null {
  if (answer === undefined || answer === null) return 'This has no answer yet.';
  if (question.kind === 'number') {
    const { min, max } = question;
    const fits = typeof answer === 'number' && Number.isFinite(answer) && answer >= min && answer <= max;
    return fits ? null : `Give a number from ${min} to ${max.toLocaleString('en')}.`;
  }
  if (question.kind === 'yes-no') return typeof answer === 'boolean' ? null : 'Answer yes (true) or no (false).';
  if (question.kind === 'choice') {
    const values = question.choices.map((choice) => choice.value);
    return typeof answer === 'string' && values.includes(answer) ? null : `Choose one of ${values.join(', ')}.`;
  }
  const fits =
    Array.isArray(answer) && answer.length <= 20 && answer.every((one) => typeof one === 'string' && mandateId.test(one));
  return fits ? null : 'Give a list of short names such as hipaa, at most 20.';
}

/**
 * Every figure of a rate card as a field: where it stands, what it is called, and a copy of the card in which it says
 * something else. Paths are those of the core's check, so that a problem finds its field.
 */
import type { RateCard, RateModule, Unit } from '@tandem/core/commercial/rate-card.ts';
import { rateLineWords } from '@tandem/core/commercial/rate-words.ts';

type Step = string | number;

export interface RateField {
  steps: Step[];
  label: string;
  /** `whole`: a whole number; `upTo`: the same, or empty for no end; `text`: decimal text or words. */
  kind: 'text' | 'whole' | 'upTo';
}

export interface RateSection {
  title: string;
  fields: RateField[];
}

const unitWords: Record<Unit, string> = {
  flat: 'flat',
  perInternalTech: 'for each internal IT person',
  perWorkstation: 'for each workstation',
  perServer: 'for each server',
  perUser: 'for each person',
  perBlockHour: 'for each hour',
};

const text = (label: string, ...steps: Step[]): RateField => ({ steps, label, kind: 'text' });

export function sectionsOf(card: RateCard): RateSection[] {
  return [
    ...card.modules.map((module, index) => ({ title: module.name, fields: moduleFields(module, index) })),
    {
      title: 'Volume',
      fields: bandFields(['volumeTiers', 'tiers'], card.volumeTiers.tiers.length, 'units'),
    },
    {
      title: 'Fully managed, to compare with',
      fields: [
        text('For each person', 'fullyManagedReference', 'perUser'),
        text('For each server', 'fullyManagedReference', 'perServer'),
        text('For each site', 'fullyManagedReference', 'perSite'),
        text('At least, a month', 'fullyManagedReference', 'minimumMonthly'),
      ],
    },
    {
      title: 'The whole quote',
      fields: [
        text('Currency', 'currency'),
        text('At least, a month', 'coManagedMinimumMonthly'),
        text('Onboarding, in months of the fee', 'onboarding', 'onboardingMonths'),
        { steps: ['onboarding', 'waivedFromTermMonths'], label: 'No onboarding from this many months', kind: 'whole' },
        text('Usual band from, of fully managed', 'targetRatio', 'low'),
        text('Usual band to', 'targetRatio', 'high'),
        text('Shown from, of the fee', 'estimateBand', 'coManaged', 'low'),
        text('Shown to', 'estimateBand', 'coManaged', 'high'),
        text('Fully managed shown from', 'estimateBand', 'fullyManaged', 'low'),
        text('Fully managed shown to', 'estimateBand', 'fullyManaged', 'high'),
      ],
    },
    {
      title: 'A second hire',
      fields: [
        text('Salary from, a year', 'secondHire', 'salaryLow'),
        text('Salary to', 'secondHire', 'salaryHigh'),
        text('Load on the salary', 'secondHire', 'loadFactor'),
        text('Tools and training, a year', 'secondHire', 'toolsAndTrainingPerYear'),
      ],
    },
  ];
}

function bandFields(steps: Step[], count: number, unit: string): RateField[] {
  return Array.from({ length: count }, (_, index) => [
    { steps: [...steps, index, 'upTo'], label: `${unit} up to`, kind: 'upTo' as const },
    text('times', ...steps, index, 'factor'),
  ]).flat();
}

function moduleFields(module: RateModule, index: number): RateField[] {
  const at = (...steps: Step[]): Step[] => ['modules', index, ...steps];
  return [
    text('Name', ...at('name')),
    ...(module.lines ?? []).map(({ id, unit }, line) =>
      text(`${rateLineWords(id)}, ${unitWords[unit]}`, ...at('lines', line, 'rate')),
    ),
    ...Object.keys(module.options ?? {}).map((id) => text(optionWords[id] ?? id, ...at('options', id))),
    ...(module.loadFactor
      ? bandFields(at('loadFactor', 'bands'), module.loadFactor.bands.length, 'People for each IT person')
      : []),
    ...(module.sharedFactor === undefined ? [] : [text('Share of the whole programme', ...at('sharedFactor'))]),
    ...(module.secondFrameworkFactor === undefined
      ? []
      : [text('Each further framework, times', ...at('secondFrameworkFactor'))]),
    ...Object.keys(module.frameworks ?? {}).flatMap((id) => [
      text(`${id.toUpperCase()}, flat`, ...at('frameworks', id, 'base')),
      text(`${id.toUpperCase()}, for each person`, ...at('frameworks', id, 'perUser')),
    ]),
  ];
}

const optionWords: Record<string, string> = { p1p2: 'What is urgent, times', fullDesk: 'Everything, times' };

/** `modules[0].lines[1].rate`, as problems name it. */
export function pathText(steps: readonly Step[]): string {
  return steps.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('');
}

export function valueAt(card: RateCard, steps: readonly Step[]): unknown {
  return steps.reduce<unknown>((value, step) => (value as Record<Step, unknown> | undefined)?.[step], card);
}

/** A copy in which the place says `value`. */
export function withValue(card: RateCard, steps: readonly Step[], value: unknown): RateCard {
  const copy = structuredClone(card);
  const last = steps.at(-1);
  const holder = valueAt(copy, steps.slice(0, -1)) as Record<Step, unknown>;
  if (last !== undefined) holder[last] = value;
  return copy;
}

/**
 * The rate card: what a provider charges for each unit of each module, as data that every provider edits. Rates and
 * factors are decimal text in the card's currency, so that no rate is ever a binary fraction. The card that comes with
 * the product is an example calibrated to one published comparison, not a survey.
 */

import card from './rate-card.json' with { type: 'json' };

export type Unit = 'flat' | 'perInternalTech' | 'perWorkstation' | 'perServer' | 'perUser' | 'perBlockHour';

/** Bands in ascending order; the last has no upper end. */
export interface Band {
  upTo: number | null;
  factor: string;
}

export interface RateLine {
  id: string;
  unit: Unit;
  rate: string;
}

export interface RateModule {
  id: string;
  name: string;
  lines?: RateLine[];
  /** Factor on every line, by the option chosen. */
  options?: Record<string, string>;
  /** Factor on one line, by users per internal technician. */
  loadFactor?: { bands: Band[]; appliesTo: string };
  /** The compliance module: the co-managed share of the full programme, which is priced by framework. */
  sharedFactor?: string;
  secondFrameworkFactor?: string;
  frameworks?: Record<string, { base: string; perUser: string }>;
}

export interface RateCard {
  currency: string;
  estimateBand: Record<'fullyManaged' | 'coManaged', { low: string; high: string }>;
  targetRatio: { low: string; high: string };
  volumeTiers: { tiers: Band[] };
  fullyManagedReference: { perUser: string; perServer: string; perSite: string; minimumMonthly: string };
  modules: RateModule[];
  coManagedMinimumMonthly: string;
  onboarding: { onboardingMonths: string; waivedFromTermMonths: number };
  secondHire: { salaryLow: string; salaryHigh: string; loadFactor: string; toolsAndTrainingPerYear: string };
}

export const exampleRateCard: RateCard = card as RateCard;

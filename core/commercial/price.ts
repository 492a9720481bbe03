/**
 * A quote from a scope and a rate card. Every line is computed exactly and rounded half up to the cent once, after all
 * its factors; a total is the sum of rounded lines, so that what is printed adds up. Volume tiers are graduated: each
 * slice of a quantity is charged at its own factor.
 *
 * Amounts are minor units (cents) of the card's currency, headline figures whole major units.
 */

import { compare, type Decimal, decimal, plus, quotient, rounded, times, zero } from './decimal.ts';
import type { Band, RateCard, RateLine, RateModule, Unit } from './rate-card.ts';

/** What is to be covered. Counts are whole and ≥ 0. */
export interface QuoteScope {
  users: number;
  workstations: number;
  servers: number;
  sites: number;
  internalTech: number;
  /** Ids of the card's modules. */
  modules: string[];
  frameworks: string[];
  blockHours?: number;
  afterHoursOption?: string;
  termMonths?: number;
}

export interface QuoteLine {
  module: string;
  line: string;
  amountMinor: number;
}

export interface Quote {
  currency: string;
  lines: QuoteLine[];
  modules: { id: string; amountMinor: number }[];
  coManagedMonthlyMinor: number;
  coManagedLowMajor: number;
  coManagedHighMajor: number;
  coManagedAnnualMinor: number;
  fullyManagedMonthlyMinor: number;
  fullyManagedLowMajor: number;
  fullyManagedHighMajor: number;
  /** Co-managed as ten-thousandths of fully managed, rounded; the band is judged on the exact ratio. */
  ratioTenThousandths: number;
  band: 'below' | 'in' | 'above';
  /** Null without users. */
  perUserCoManagedMinor: number | null;
  perUserFullyManagedMinor: number | null;
  onboardingOneTimeMinor: number;
  minimumApplied: boolean;
  secondHireLowMinor: number;
  secondHireHighMinor: number;
}

const cents = (value: Decimal): number => rounded(value, 2);
const fromMinor = (amountMinor: number): Decimal => ({ digits: BigInt(amountMinor), scale: 2 });
const sum = (amounts: number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** Prices a scope. RangeError for a module, framework or option that the card does not have, or a count that is none. */
export function price(scope: QuoteScope, card: RateCard): Quote {
  checkCounts(scope);
  const ids = [...new Set(scope.modules)];
  const lines = ids.flatMap((id) => moduleLines(moduleOf(card, id), scope, card));
  const modules = ids.map((id) => ({
    id,
    amountMinor: sum(lines.filter((line) => line.module === id).map((line) => line.amountMinor)),
  }));
  const asked = sum(modules.map((module) => module.amountMinor));
  const coManaged = Math.max(asked, cents(decimal(card.coManagedMinimumMonthly)));
  const fullyManaged = fullyManagedMinor(scope, card);
  const [ratioOf, range] = [fromMinor(coManaged), card.estimateBand];
  const major = (amountMinor: number, factor: string) => rounded(times(fromMinor(amountMinor), decimal(factor)), 0);
  return {
    currency: card.currency,
    lines,
    modules,
    coManagedMonthlyMinor: coManaged,
    coManagedLowMajor: major(coManaged, range.coManaged.low),
    coManagedHighMajor: major(coManaged, range.coManaged.high),
    coManagedAnnualMinor: coManaged * 12,
    fullyManagedMonthlyMinor: fullyManaged,
    fullyManagedLowMajor: major(fullyManaged, range.fullyManaged.low),
    fullyManagedHighMajor: major(fullyManaged, range.fullyManaged.high),
    ratioTenThousandths: quotient(ratioOf, fromMinor(fullyManaged), 4),
    band: bandOf(ratioOf, fromMinor(fullyManaged), card),
    perUserCoManagedMinor: perUser(coManaged, scope.users),
    perUserFullyManagedMinor: perUser(fullyManaged, scope.users),
    onboardingOneTimeMinor: onboardingMinor(coManaged, scope, card),
    minimumApplied: coManaged > asked,
    secondHireLowMinor: secondHireMinor(card.secondHire.salaryLow, card),
    secondHireHighMinor: secondHireMinor(card.secondHire.salaryHigh, card),
  };
}

function checkCounts(scope: QuoteScope): void {
  const { users, workstations, servers, sites, internalTech, blockHours = 0, termMonths = 0 } = scope;
  for (const [name, count] of Object.entries({ users, workstations, servers, sites, internalTech, blockHours, termMonths })) {
    if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`${name} is a whole number from 0: ${count}`);
  }
}

function moduleOf(card: RateCard, id: string): RateModule {
  const module = card.modules.find((one) => one.id === id);
  if (!module) throw new RangeError(`The rate card has no module ${id}`);
  return module;
}

/** The first band that holds the quantity. */
function factorOf(bands: Band[], fits: (upTo: number) => boolean): Decimal {
  const band = bands.find(({ upTo }) => upTo === null || fits(upTo));
  return decimal(band?.factor ?? '1');
}

/** Graduated: each slice of the quantity at the factor of its tier. */
function tiered(quantity: number, rate: string, card: RateCard): Decimal {
  let total = zero;
  let below = 0;
  for (const { upTo, factor } of card.volumeTiers.tiers) {
    const units = Math.max(0, Math.min(quantity, upTo ?? quantity) - below);
    total = plus(total, times(times(decimal(units), decimal(rate)), decimal(factor)));
    below = upTo ?? quantity;
  }
  return total;
}

const tieredUnits: readonly Unit[] = ['perUser', 'perWorkstation', 'perServer'];

function quantityOf(unit: Unit, scope: QuoteScope): number {
  const quantities: Record<Unit, number> = {
    flat: 1,
    perInternalTech: scope.internalTech,
    perWorkstation: scope.workstations,
    perServer: scope.servers,
    perUser: scope.users,
    perBlockHour: scope.blockHours ?? 0,
  };
  return quantities[unit];
}

function moduleLines(module: RateModule, scope: QuoteScope, card: RateCard): QuoteLine[] {
  if (module.frameworks) {
    const shared = times(fromMinor(complianceFullMinor(scope, card)), decimal(module.sharedFactor ?? '1'));
    return [{ module: module.id, line: 'compliance-programme', amountMinor: cents(shared) }];
  }
  return (module.lines ?? []).map((line) => ({
    module: module.id,
    line: line.id,
    amountMinor: cents(lineAmount(line, module, scope, card)),
  }));
}

function lineAmount(line: RateLine, module: RateModule, scope: QuoteScope, card: RateCard): Decimal {
  const quantity = quantityOf(line.unit, scope);
  const amount = tieredUnits.includes(line.unit)
    ? tiered(quantity, line.rate, card)
    : times(decimal(quantity), decimal(line.rate));
  return times(times(amount, optionFactor(module, scope)), loadFactor(line, module, scope));
}

function optionFactor(module: RateModule, scope: QuoteScope): Decimal {
  if (!module.options) return decimal(1);
  const chosen = scope.afterHoursOption ?? Object.keys(module.options)[0]!;
  const factor = Object.hasOwn(module.options, chosen) ? module.options[chosen] : undefined;
  if (factor === undefined) throw new RangeError(`Module ${module.id} has no option ${chosen}`);
  return decimal(factor);
}

/** Users per technician against the bands, compared without dividing; nobody at all is the heaviest load. */
function loadFactor(line: RateLine, { loadFactor: load }: RateModule, { users, internalTech }: QuoteScope): Decimal {
  if (load?.appliesTo !== line.id) return decimal(1);
  return factorOf(load.bands, (upTo) => internalTech > 0 && users <= upTo * internalTech);
}

/** The whole programme: the dearest framework in full, each further one at the card's share. */
function complianceFullMinor(scope: QuoteScope, card: RateCard): number {
  const module = card.modules.find((one) => one.frameworks);
  if (!module) return 0;
  const prices = [...new Set(scope.frameworks)]
    .map((id) => frameworkPrice(id, module, scope, card))
    .sort((a, b) => compare(b, a));
  const further = decimal(module.secondFrameworkFactor ?? '1');
  return sum(prices.map((amount, i) => cents(i === 0 ? amount : times(amount, further))));
}

function frameworkPrice(id: string, module: RateModule, scope: QuoteScope, card: RateCard): Decimal {
  const framework = module.frameworks && Object.hasOwn(module.frameworks, id) ? module.frameworks[id] : undefined;
  if (!framework) throw new RangeError(`The rate card has no framework ${id}`);
  return plus(decimal(framework.base), tiered(scope.users, framework.perUser, card));
}

/** What the provider would ask for doing all of it: the number that a co-managed quote is compared with. */
function fullyManagedMinor(scope: QuoteScope, card: RateCard): number {
  const { perUser: userRate, perServer, perSite, minimumMonthly } = card.fullyManagedReference;
  const base = [
    cents(tiered(scope.users, userRate, card)),
    cents(tiered(scope.servers, perServer, card)),
    cents(times(decimal(scope.sites), decimal(perSite))),
  ];
  return Math.max(sum(base), cents(decimal(minimumMonthly))) + complianceFullMinor(scope, card);
}

function bandOf(coManaged: Decimal, fullyManaged: Decimal, { targetRatio }: RateCard): Quote['band'] {
  if (compare(coManaged, times(fullyManaged, decimal(targetRatio.low))) < 0) return 'below';
  return compare(coManaged, times(fullyManaged, decimal(targetRatio.high))) > 0 ? 'above' : 'in';
}

function perUser(amountMinor: number, users: number): number | null {
  return users === 0 ? null : quotient(fromMinor(amountMinor), decimal(users), 2);
}

function onboardingMinor(coManaged: number, scope: QuoteScope, { onboarding }: RateCard): number {
  if ((scope.termMonths ?? 0) >= onboarding.waivedFromTermMonths) return 0;
  return cents(times(fromMinor(coManaged), decimal(onboarding.onboardingMonths)));
}

/** A year of one more employee: salary with its load, tools and training. */
function secondHireMinor(salary: string, { secondHire }: RateCard): number {
  return cents(plus(times(decimal(salary), decimal(secondHire.loadFactor)), decimal(secondHire.toolsAndTrainingPerYear)));
}

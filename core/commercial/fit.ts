/**
 * Whether co-managed IT fits a company. Gates come first and in order, because some answers are "no" whatever the
 * score says: without IT staff there is nothing to share, without a written matrix there is nothing to sign, and a
 * company that needs nothing should buy nothing. The score is computed all the same, so that the reader sees both.
 */

export interface FitFacts {
  employees: number;
  itStaff: number;
  /** How much of the IT people's week is booked, in percent; above 100 is overtime. */
  itLoadPct: number;
  oldestUntouchedBusinessDays: number;
  mandates: string[];
  securityExpertise: boolean;
  mandateDueMonths: number;
  unplannedDeparture24m: boolean;
  /** One person holds knowledge that nobody else has. */
  busFactorOne: boolean;
  needsAfterHours: 'none' | 'some' | '24x7';
  onCallSustainable: boolean;
  growthPct: number;
  leaderSponsors: boolean;
  itLeadSupports: string;
  plansToRemoveIT: boolean;
  acceptsWrittenMatrix: boolean;
}

export const fitParts = ['team', 'size', 'capacity', 'compliance', 'hours', 'continuity', 'growth'] as const;
export type FitPart = (typeof fitParts)[number];

export type FitVerdict = 'strong' | 'good' | 'marginal' | 'weak' | 'stay-in-house' | 'not-yet' | 'fully-managed';

export interface FitAssessment {
  parts: Record<FitPart, number>;
  modifier: number;
  score: number;
  verdict: FitVerdict;
  flags: string[];
}

/** Out of 100. The points below are out of these; other weights scale them. */
export const fitWeights: Record<FitPart, number> = {
  team: 20,
  size: 15,
  capacity: 20,
  compliance: 15,
  hours: 12,
  continuity: 10,
  growth: 8,
};

export function assessFit(facts: FitFacts, weights: Record<FitPart, number> = fitWeights): FitAssessment {
  const points: Record<FitPart, number> = {
    team: teamPoints(facts),
    size: sizePoints(facts),
    capacity: capacityPoints(facts),
    compliance: compliancePoints(facts),
    hours: hoursPoints(facts),
    continuity: continuityPoints(facts),
    growth: facts.growthPct >= 20 ? 8 : facts.growthPct >= 10 ? 5 : 0,
  };
  const parts = { ...points };
  for (const part of fitParts) parts[part] = Math.round((points[part] * weights[part]) / fitWeights[part]);
  const modifier = (opposed(facts) ? -10 : 0) + (facts.leaderSponsors ? 0 : -8);
  const total = fitParts.reduce((sum, part) => sum + parts[part], 0);
  const score = Math.max(0, total + modifier);
  return { parts, modifier, score, verdict: gate(facts, points) ?? verdictOf(score), flags: flagsOf(facts) };
}

function teamPoints({ itStaff }: FitFacts): number {
  if (itStaff === 0) return 0;
  return itStaff <= 5 ? 20 : itStaff <= 8 ? 10 : 4;
}

function sizePoints({ employees }: FitFacts): number {
  if (employees >= 50 && employees <= 500) return 15;
  return employees >= 35 && employees <= 750 ? 8 : 2;
}

function capacityPoints({ itLoadPct, oldestUntouchedBusinessDays }: FitFacts): number {
  const booked = itLoadPct >= 95 ? 20 : itLoadPct >= 85 ? 15 : itLoadPct >= 75 ? 8 : 0;
  return Math.min(20, booked + (oldestUntouchedBusinessDays >= 3 ? 5 : 0));
}

function compliancePoints({ mandates, securityExpertise, mandateDueMonths }: FitFacts): number {
  if (mandates.length === 0) return 0;
  if (securityExpertise) return 4;
  return mandateDueMonths <= 12 ? 15 : 10;
}

function hoursPoints({ needsAfterHours, onCallSustainable }: FitFacts): number {
  if (needsAfterHours === 'none') return 0;
  if (needsAfterHours === '24x7') return onCallSustainable ? 5 : 12;
  return onCallSustainable ? 2 : 8;
}

function continuityPoints({ unplannedDeparture24m, busFactorOne }: FitFacts): number {
  if (unplannedDeparture24m) return busFactorOne ? 10 : 8;
  return busFactorOne ? 7 : 0;
}

function opposed({ itLeadSupports }: FitFacts): boolean {
  return itLeadSupports === 'no';
}

/** The verdict that stands whatever the score; null when the score decides. */
function gate(facts: FitFacts, points: Record<FitPart, number>): FitVerdict | null {
  if (facts.itStaff === 0) return 'fully-managed';
  if (!facts.acceptsWrittenMatrix) return 'not-yet';
  if (facts.plansToRemoveIT) return 'fully-managed';
  const need = points.capacity + points.hours + points.compliance + points.continuity;
  return need === 0 ? 'stay-in-house' : null;
}

function verdictOf(score: number): FitVerdict {
  if (score >= 70) return 'strong';
  if (score >= 50) return 'good';
  return score >= 35 ? 'marginal' : 'weak';
}

function flagsOf(facts: FitFacts): string[] {
  const flags: string[] = [];
  if (opposed(facts)) flags.push('internal IT lead opposed: fix trust before signing');
  if (facts.plansToRemoveIT) flags.push('plans to remove internal IT: this is a transition to fully managed, say so');
  return flags;
}

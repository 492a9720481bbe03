/**
 * What the two sides agree on besides the engagement file: what is bought and at which rates, who decides the
 * sub-decisions of shared work, which risks are accepted and by whom, what fills the blanks of the statement of work,
 * which clauses a provider adds, and who signs. File and terms together are the agreement; its hash is what is signed.
 *
 * Everything is a record of records with plain keys, never a list of things with ids, so that two people's changes to
 * different entries never meet.
 */
import { canonicalEngagement, canonicalJson, sha256Hex } from '../responsibility/canonical.ts';
import type { EngagementFile, Side } from '../responsibility/model.ts';
import type { ScopeAnswers } from '../responsibility/scoping/facts.ts';
import type { QuoteScope } from './price.ts';
import type { RateCard } from './rate-card.ts';

export interface Terms {
  /** Months from the day on which the agreement takes effect. */
  termMonths: number;
  /** Ids of the rate card's modules that are bought. */
  modules: string[];
  afterHoursOption?: string;
  /** Hours of specialists a month. */
  blockHours?: number;
  /** Ids of the rate card's compliance frameworks. */
  frameworks: string[];
  /** The provider's card at the time of quoting, whole, and what it is called; null: not priced yet. */
  card: { name: string; rates: RateCard } | null;
  /** By `function#index`: index of the function's ambiguous sub-decision in the catalogue. */
  decisions: Record<string, SubDecision>;
  /** By the key of the finding (`findingKey`). */
  risks: Record<string, AcceptedRisk>;
  /** By the id of the blank. */
  blanks: Record<string, { text: string } | { struck: true }>;
  /** Clauses that replace one of the library (same id) or stand beside it. */
  clauses: Record<string, ProviderClause>;
  signers: Partial<Record<Side, Signer>>;
  /** What is wanted, as the facts of the draft say it; absent where nothing is said that the rows do not. */
  scope?: ScopeAnswers;
  /** Which wording is agreed. The server writes it when it freezes an offer; drafts, and offers made before, have none. */
  wording?: Wording;
}

/** The words of an offered agreement, so that signing its hash signs them too. Hashes are SHA-256, 64 hex digits. */
export interface Wording {
  /** Edition of the clause library, as people name it. */
  edition: string;
  /** Hash of the clause library. */
  library: string;
  /** Hash of the statement as it was frozen (wording.ts). */
  statement: string;
}

export interface SubDecision {
  /** A person or team of the file who decides it, or a side. */
  owner: string;
  note: string;
}

export interface AcceptedRisk {
  /** The finding in words, as it was accepted. */
  sentence: string;
  /** A person of the file. */
  owner: string;
  /** Local date on which it is looked at again. */
  reviewOn: string;
  reason: string;
  /** Name of the accountable executive who accepted it, and when (instant). */
  acceptedBy: string;
  acceptedAt: string;
}

export interface ProviderClause {
  section: string;
  title: string;
  text: string;
  /** Where it comes from: a clause of the provider's library, as that version says it. Absent: written for this agreement. */
  from?: { clauseId: string; version: number };
}

export interface Signer {
  memberId: string;
  name: string;
  title: string;
}

export interface Agreement {
  file: EngagementFile;
  terms: Terms;
}

export function emptyTerms(): Terms {
  return {
    termMonths: 12,
    modules: [],
    frameworks: [],
    card: null,
    decisions: {},
    risks: {},
    blanks: {},
    clauses: {},
    signers: {},
  };
}

/** The terms as a draft begins with them: what is offered is worded anew. */
export function withoutWording({ wording: _frozen, ...terms }: Terms): Terms {
  return terms;
}

/** What is agreed of the terms of a draft: what was only wished is said by the rows and by what is bought, or by nothing. */
export function agreedTerms({ scope: _wished, ...terms }: Terms): Terms {
  return terms;
}

/** SHA-256 of the agreement's canonical form, 64 hex digits: equal exactly when two parties hold the same agreement. */
export function agreementHash({ file, terms }: Agreement): string {
  return sha256Hex(canonicalJson({ format: 'tandem-agreement/1', file: canonicalEngagement(file), terms }));
}

/** What the terms buy for the engagement: counts from the file, choices from the terms. Missing counts are 0. */
export function quoteScopeOf({ file, terms }: Agreement): QuoteScope {
  const count = (value: unknown): number => (typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : 0);
  const { users, workstations, servers } = file.parties.internal;
  return {
    users: count(users),
    workstations: count(workstations),
    servers: count(servers),
    sites: file.sites.length,
    internalTech: file.people.filter((person) => person.side === 'internal' && person.role === 'it').length,
    modules: [...terms.modules],
    frameworks: [...terms.frameworks],
    termMonths: terms.termMonths,
    ...(terms.blockHours === undefined ? {} : { blockHours: terms.blockHours }),
    ...(terms.afterHoursOption === undefined ? {} : { afterHoursOption: terms.afterHoursOption }),
  };
}

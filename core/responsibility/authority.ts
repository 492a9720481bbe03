/**
 * Authority, apart from duty: who may say yes, and what the party that must act lacks. Work that is blocked keeps its
 * owner; the answer says whom to wake so that it can go on, and that list is never empty.
 *
 * What is not known fails closed: a vendor that the file does not list talks to nobody, a priority without a cap may
 * spend nothing, a request without a requester came from nobody entitled, a data owner that the facts do not name has
 * not agreed. Nobody lifts a block on their own request; only the owner of the data agrees by asking.
 */

import type { EpochMs } from '../calendar/model.ts';
import type { Presence } from './actors.ts';
import { findActor, onDuty } from './actors.ts';
import type { Engagement } from './compile.ts';
import type { Facts } from './model.ts';
import type { CompiledRow } from './row.ts';
import type { CompiledVendor } from './vendor.ts';
import { listed } from './vendor.ts';

export interface Block {
  kind: 'vendor' | 'requester' | 'approval' | 'amount';
  because: string;
  page: string[];
}

interface Asked {
  engagement: Engagement;
  row: CompiledRow;
  facts: Facts;
  who: readonly string[];
  presence: Presence;
}

/** The people who may approve, in order, without the absent ones. */
export function approversOf(engagement: Engagement, row: CompiledRow, presence: Presence): string[] {
  return onDuty(row.approvers ?? engagement.chain, presence, noSkills);
}

/** The people who may approve spending above the cap, in order, without the absent ones. */
export function spendingApprovers(engagement: Engagement, presence: Presence): string[] {
  return presentOf(engagement, engagement.file.spending?.approvers ?? [], presence);
}

/** Above this the spending approvers decide; 0 where the file names no cap. */
export function capOf(engagement: Engagement, facts: Facts): number {
  return engagement.file.spending?.['emergency-cap']?.[facts.priority] ?? 0;
}

const noSkills: readonly string[] = Object.freeze([]);
const nothing: readonly Block[] = Object.freeze([]);

/** What the party that must act lacks, in the order vendor, requester, approval, amount. */
export function blocksOf(
  engagement: Engagement,
  row: CompiledRow,
  facts: Facts,
  who: readonly string[],
  at: EpochMs,
): readonly Block[] {
  const isPlain =
    facts.vendor === undefined && row.authorisers === null && row.needsApprovalOf.length === 0 && facts.amount === undefined;
  if (isPlain) return nothing;
  const presence = { at, zone: engagement.defaultSite.zone, stated: facts.absent };
  const asked = { engagement, row, facts, who, presence };
  const blocks: Block[] = [];
  const add = (block: Block | null) => {
    if (block !== null) blocks.push(block);
  };
  add(vendorBlock(asked));
  add(requesterBlock(asked));
  for (const named of row.needsApprovalOf) add(approvalBlock(asked, named));
  add(amountBlock(asked));
  return blocks;
}

function vendorBlock({ engagement, row, facts, who, presence }: Asked): Block | null {
  if (facts.vendor === undefined) return null;
  const vendor = engagement.vendors.get(facts.vendor);
  if (!vendor) {
    const because = `the engagement knows no vendor ${facts.vendor}, so nobody is authorised to talk to them`;
    return { kind: 'vendor', because, page: orAccountable(engagement, row, [], presence) };
  }
  if (isAuthorised(vendor, who)) return null;
  return {
    kind: 'vendor',
    because: `${listed(who)} may not act for ${facts.vendor}: its authorised contacts are ${vendor.letter}`,
    page: orAccountable(engagement, row, onDuty(vendor.authorised, presence, noSkills), presence),
  };
}

/** Whether the vendor talks to any of them. */
export function isAuthorised(vendor: CompiledVendor, who: readonly string[]): boolean {
  return who.some((id) => vendor.ids.has(id));
}

function requesterBlock({ engagement, row, facts, presence }: Asked): Block | null {
  if (row.authorisers === null) return null;
  if (facts.requester !== undefined && row.authorisers.has(facts.requester)) return null;
  const authorisers = row.row.authorisers ?? [];
  return {
    kind: 'requester',
    because: `${facts.requester ?? 'an unknown requester'} may not ask for this: only ${listed(authorisers)} may`,
    page: orAccountable(engagement, row, presentOf(engagement, authorisers, presence), presence),
  };
}

/** `named` is a person, or the word `data-owner` for whoever the facts name. */
function approvalBlock({ engagement, row, facts, presence }: Asked, named: string): Block | null {
  const owner = facts['data-owner'];
  if (named === 'data-owner' && owner !== undefined && owner === facts.requester) return null;
  const person = named === 'data-owner' ? owner : named;
  const asked = person === undefined || person === facts.requester ? [] : presentOf(engagement, [person], presence);
  const because =
    person === undefined
      ? 'the data owner must approve and the facts do not name one'
      : `${person} must approve${person === facts.requester ? ', and nobody approves their own request' : ''}`;
  return { kind: 'approval', because, page: orAccountable(engagement, row, asked, presence, facts.requester) };
}

function amountBlock({ engagement, row, facts, presence }: Asked): Block | null {
  const cap = capOf(engagement, facts);
  if (facts.amount === undefined || facts.amount <= cap) return null;
  return {
    kind: 'amount',
    because: `${facts.amount} is above the ${facts.priority} emergency cap of ${cap}`,
    page: orAccountable(engagement, row, spendingApprovers(engagement, presence), presence),
  };
}

/** The first of these that is not empty: the people, the accountable person, the approval chain, all without `except`. */
function orAccountable(
  engagement: Engagement,
  row: CompiledRow,
  people: string[],
  presence: Presence,
  except?: string,
): string[] {
  if (people.length > 0) return people;
  const { accountable } = row.row;
  const chain = engagement.file.approval?.chain ?? [];
  const others = [presentOf(engagement, [accountable], presence), presentOf(engagement, chain, presence)];
  const found = others.map((ids) => ids.filter((id) => id !== except)).find((ids) => ids.length > 0);
  return found ?? [accountable];
}

function presentOf(engagement: Engagement, ids: readonly string[], presence: Presence): string[] {
  return onDuty(
    ids.map((id) => findActor(engagement.actors, id)),
    presence,
    noSkills,
  );
}

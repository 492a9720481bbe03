/**
 * Which scopes a person may give a key: those of actions their own role may do. A scope that later exceeds the role does
 * nothing, since every use is decided by role and scope together; here it is refused early, with the reason.
 */
import type { AccessRows } from '@tandem/platform/access/access.ts';
import type { MemberActor } from '@tandem/platform/access/actor.ts';

export interface ScopeOffer {
  scope: string;
  /** What the scope allows this person's key, as the rows say it: `read the register of assets`. */
  allows: string[];
}

/** The scopes the member may give, in alphabetical order. */
export function scopesOf(actor: MemberActor, all: readonly AccessRows[]): ScopeOffer[] {
  const offers = new Map<string, string[]>();
  for (const row of all.flatMap((rows) => Object.values(rows.actions))) {
    const roles: readonly string[] = row[actor.side];
    if (row.scope === null || !roles.includes(actor.role)) continue;
    offers.set(row.scope, [...(offers.get(row.scope) ?? []), row.about]);
  }
  return [...offers].map(([scope, allows]) => ({ scope, allows })).sort((a, b) => (a.scope < b.scope ? -1 : 1));
}

/** null when every scope may be given; otherwise the sentence that names the first that may not. */
export function reasonAgainstScopes(offers: readonly ScopeOffer[], scopes: readonly string[]): string | null {
  const beyond = scopes.find((scope) => !offers.some((offer) => offer.scope === scope));
  return beyond === undefined ? null : `The scope ${beyond} exceeds what your own role may do.`;
}

/**
 * Who is signed in, and as whom they act: one person on one side of one engagement. The shell fetches it and hands it
 * down; panels only read it. `reasonAgainst` answers "why can I not do this?" from the access rows the server itself
 * decides by, so that a control is shown disabled with the true reason instead of failing after the click.
 */
import type { Side } from '@tandem/core/responsibility/model.ts';
import { createContext, useContext } from 'react';

export interface Session {
  person: { id: string; name: string; email: string };
  engagement: Engagement & { zone: string };
  /** Every engagement the person may act in, the present one included. */
  engagements: Engagement[];
  side: Side;
  role: string;
  memberId: string;
  /** The person of the agreement that this member is (`dana`), and the teams they act for; null and none when unlinked. */
  agreementPerson: string | null;
  teams: readonly string[];
  /** The two organisations by name. */
  parties: Record<Side, string>;
  /** Whether the server runs the example engagement. */
  example: boolean;
  /** Null when the person may, otherwise the sentence that says why not. Actions are named `capability.action`. */
  reasonAgainst(action: string): string | null;
}

export interface Engagement {
  id: string;
  /** In addresses: `harbor`. */
  slug: string;
  /** Before item numbers: `HAR`. */
  prefix: string;
  name: string;
}

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('A screen is drawn outside the shell: it has no session.');
  return session;
}

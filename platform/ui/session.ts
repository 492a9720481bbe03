/**
 * Who is signed in, and as whom they act: one person on one side of one engagement. The shell fetches it and hands it
 * down; panels only read it. `reasonAgainst` answers "why can I not do this?" from the access rows the server itself
 * decides by, so that a control is shown disabled with the true reason instead of failing after the click.
 */
import type { Side } from '@tandem/core/responsibility/model.ts';
import { createContext, useContext } from 'react';

export interface Session {
  person: { id: string; name: string; email: string };
  engagement: { id: string; key: string; name: string; zone: string };
  /** Every engagement the person may act in, the present one included. */
  engagements: { id: string; key: string; name: string; side: Side; role: string }[];
  side: Side;
  role: string;
  memberId: string;
  /** The two organisations by name. */
  parties: Record<Side, string>;
  /** Whether the server runs the example engagement. */
  example: boolean;
  /** Null when the person may, otherwise the sentence that says why not. */
  reasonAgainst(action: string): string | null;
}

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('A screen is drawn outside the shell: it has no session.');
  return session;
}

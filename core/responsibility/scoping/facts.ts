/**
 * The few facts from which a first draft is written: who there is, when, what is to be covered, and what must be left
 * alone. They are valid when every id that is named exists, on the side that may do what it is named for.
 */
import type { Holidays, Hours, Person, Team } from '../model.ts';

/** What a provider's team does. */
export type TeamRole = 'desk' | 'operations' | 'security' | 'engineering' | 'account';

export interface ScopingFacts {
  /** Both sides. Ids as the engagement file writes them. */
  people: Person[];
  /** Id of the internal person who answers for the agreement and takes the decisions that stay with the company. */
  executive: string;
  counts: { users: number; workstations: number; servers: number };
  /** IANA name. */
  timezone: string;
  hours: Hours;
  holidays: Holidays | null;
  /** What the provider's desk does while the company is closed: nothing, what is urgent, or everything. */
  nights: 'none' | 'p1p2' | 'fullDesk';
  /** Whether the provider watches and answers security around the clock. */
  security: boolean;
  /** Whether the provider takes desk work when the internal queue is too long. */
  overflow: boolean;
  /** Ids of the frameworks that the company must meet, as rate cards name them: hipaa, pci, soc2, cmmc. */
  mandates: string[];
  /** Assets that nobody touches without an approval. */
  untouchable: string[];
  /** Whom each vendor talks to: people and teams. `app` is the system it looks after. */
  vendors: { id: string; name: string; app?: string; authorised: string[] }[];
  /** Internal people who are asked, in order, and how long each has; null: the executive alone. */
  approval: { chain: string[]; step: string } | null;
  /** The provider's teams. */
  teams: (Omit<Team, 'side'> & { does: TeamRole })[];
  /** Ids of the catalogue's functions to draft rows for; without it all of them. */
  functions?: string[];
}

/** What is wanted, where the file has no place for it until rows say it; an answer that rows say by themselves is left out. */
export interface ScopeAnswers {
  executive?: string;
  nights?: ScopingFacts['nights'];
  security?: boolean;
  overflow?: boolean;
  untouchable?: string[];
  /** By team. */
  does?: Record<string, TeamRole>;
  /** By vendor: the system it looks after. */
  apps?: Record<string, string>;
}

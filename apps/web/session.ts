/**
 * Signs the person in to an engagement on screen: who they are, where they may act, as whom they act here, and the zone
 * whose clock the screens show. Without a session the visitor goes to sign in and comes back to the same address.
 */
import { engagementsContract } from '@tandem/capabilities/engagements/contract.ts';
import { responsibilityContract } from '@tandem/capabilities/responsibility/contract.ts';
import { createApi } from '@tandem/platform/ui/api.ts';
import { setServerNow } from '@tandem/platform/ui/clock.ts';
import { problemOf } from '@tandem/platform/ui/problem-facts.ts';
import type { Session } from '@tandem/platform/ui/session.ts';
import { instantMs } from '@tandem/platform/ui/time-words.ts';
import type { QueryClient } from '@tanstack/react-query';

const engagements = createApi(engagementsContract);
const responsibility = createApi(responsibilityContract);

export type Me = Awaited<ReturnType<typeof engagements.me.call>>;

/** Who is signed in; null when nobody is. */
export async function loadMe(queries: QueryClient): Promise<Me | null> {
  try {
    const me = await queries.fetchQuery({ ...engagements.me.queryOptions(), staleTime: 60_000 });
    setServerNow(instantMs(me.now));
    return me;
  } catch (error) {
    if (problemOf(error).status === 401) return null;
    throw error;
  }
}

/** The session in the engagement named by `slug`; null when the person is no member of it. */
export async function loadSession(queries: QueryClient, me: Me, slug: string): Promise<Session | null> {
  const here = me.engagements.find((each) => each.slug === slug);
  if (!here) return null;
  const input = { engagementId: here.id };
  const acting = await queries.fetchQuery(engagements.acting.queryOptions({ input }));
  const zone = acting.can['responsibility.matrix.read'] === true ? await loadZone(queries, here.id) : readerZone();
  return {
    person: me.person,
    engagement: { id: here.id, slug: here.slug, prefix: here.prefix, name: here.name, zone },
    engagements: me.engagements,
    side: acting.side,
    role: acting.role,
    memberId: acting.memberId,
    agreementPerson: acting.person,
    teams: acting.teams,
    parties: here.parties,
    example: here.example,
    reasonAgainst: (action) => reasonOf(acting.can[action]),
  };
}

function reasonOf(may: true | string | undefined): string | null {
  if (may === true) return null;
  return may ?? 'This server does not know the action.';
}

/** The zone of the agreement's first site; the reader's own before there is an agreement. */
async function loadZone(queries: QueryClient, engagementId: string): Promise<string> {
  const overview = await queries.fetchQuery(responsibility.overview.queryOptions({ input: { engagementId } })).catch(() => null);
  return overview?.zone ?? readerZone();
}

const readerZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

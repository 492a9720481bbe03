/**
 * Everything around a screen inside an engagement: the session, the live feed, the shell, the palette, and the
 * navigation that turns places below the engagement into addresses.
 */
import { LiveContext, LiveFeed } from '@tandem/platform/ui/live.ts';
import { type Navigation, NavigationContext, type Query } from '@tandem/platform/ui/navigation.tsx';
import { Palette } from '@tandem/platform/ui/palette.tsx';
import { type Session, SessionContext, useSession } from '@tandem/platform/ui/session.ts';
import { Shell } from '@tandem/platform/ui/shell.tsx';
import type { NavEntry, NavGroup } from '@tandem/platform/ui/shell-nav.tsx';
import { useShortcut } from '@tandem/platform/ui/shortcuts.ts';
import { SiteContext } from '@tandem/platform/ui/site.ts';
import { ProofContext } from '@tandem/platform/ui/step-up.tsx';
import { Outlet, useLoaderData, useLocation, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { usePaletteSources } from './palette-sources.tsx';
import { mayOpen, type Screen, screens } from './screens.ts';

const askWords = 'Who handles… e.g. erp p1 saturday 2am';
/** For those who may not ask the agreement: employees. */
const findWords = 'Find a request';

/** Fetched when it is first asked for. */
const ProveAgain = lazy(async () => ({ default: (await import('@tandem/capabilities/identity/panel/index.tsx')).ProveAgain }));

/** Fetched beside the first screen, not before it. */
const InboxBell = lazy(async () => ({ default: (await import('@tandem/capabilities/notifications/panel/index.tsx')).InboxBell }));

/** The entries of what this person may read. */
function groupScreens(session: Session): NavGroup[] {
  const open = screens.filter((screen) => mayOpen(screen, session));
  const labels = [...new Set(open.map((screen) => screen.group))].filter((label) => label !== null);
  return labels.map((label) => ({
    ...(label && { label }),
    entries: open.filter((screen) => screen.group === label).map((screen) => entries.get(screen.path) ?? entryOf(screen)),
  }));
}

function entryOf({ path, label, icon, count }: Screen): NavEntry {
  const Count = count && lazy(async () => ({ default: await count() }));
  return { place: path, label, icon, Count };
}

/** Made once, so that a count is one component for as long as the page lives. */
const entries = new Map(screens.map((screen) => [screen.path, entryOf(screen)]));

export function EngagementFrame() {
  const session = useLoaderData({ strict: false }) as Session;
  const navigation = useAppNavigation(session.engagement.slug);
  const feed = useFeed(session.engagement.id);
  const site = useMemo(() => ({ zone: session.engagement.zone }), [session.engagement.zone]);
  return (
    <SessionContext value={session}>
      <SiteContext value={site}>
        <NavigationContext value={navigation}>
          <LiveContext value={feed}>
            <ProofContext value={ProveAgain}>
              <Frame />
            </ProofContext>
          </LiveContext>
        </NavigationContext>
      </SiteContext>
    </SessionContext>
  );
}

function Frame() {
  const router = useRouter();
  const session = useSession();
  const sources = usePaletteSources();
  const groups = useMemo(() => groupScreens(session), [session]);
  const words = session.reasonAgainst('responsibility.who.ask') === null ? askWords : findWords;
  return (
    <Shell
      groups={groups}
      askWords={words}
      tools={
        <Suspense fallback={null}>
          <InboxBell />
        </Suspense>
      }
      onSignOut={() => globalThis.location.assign('/sign-out')}
      onSwitch={(slug) => void router.navigate({ href: `/${slug}` })}
    >
      <Palette sources={sources} placeholder={words} />
      {screens.map((screen) =>
        screen.key && mayOpen(screen, session) ? <GoShortcut key={screen.path} screen={screen} letter={screen.key} /> : null,
      )}
      <Outlet />
    </Shell>
  );
}

function GoShortcut({ screen, letter }: { screen: Screen; letter: string }) {
  const router = useRouter();
  const slug = useLocation().pathname.split('/')[1];
  useShortcut(`g ${letter}`, `Go to ${screen.label}`, () => void router.navigate({ href: `/${slug}${screen.path}` }));
  return null;
}

function useAppNavigation(slug: string): Navigation {
  const router = useRouter();
  const { pathname, searchStr } = useLocation();
  return useMemo(() => {
    const href = (place: string, query: Query = {}): string => {
      const known = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
      const search = new URLSearchParams(known).toString();
      return `/${slug}${place}${search ? `?${search}` : ''}`;
    };
    return {
      href,
      go: (place, query, options) => void router.navigate({ href: href(place, query), replace: options?.replace ?? false }),
      place: pathname.slice(slug.length + 1) || '/',
      query: Object.fromEntries(new URLSearchParams(searchStr)),
    };
  }, [slug, router, pathname, searchStr]);
}

function useFeed(engagementId: string): LiveFeed | null {
  const [feed, setFeed] = useState<LiveFeed | null>(null);
  useEffect(() => {
    const opened = new LiveFeed(`/api/live?engagement=${encodeURIComponent(engagementId)}`);
    opened.open();
    setFeed(opened);
    return () => opened.close();
  }, [engagementId]);
  return feed;
}

/**
 * Addresses. Everything inside an engagement begins with its slug (`/harbor/work/HAR-1042`), so that two engagements can
 * be open side by side and a link says where it belongs. An address without one (`/work/HAR-1042`, as mails carry it)
 * is completed: by the number's prefix if it has one, else by the engagement used last.
 */
import type { Session } from '@tandem/platform/ui/session.ts';
import type { QueryClient } from '@tanstack/react-query';
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { EngagementFrame } from './frame.tsx';
import { chooseEngagement, rememberEngagement } from './last-engagement.ts';
import { FramePending, PageFault, PageMissing, PagePending } from './page-state.tsx';
import { firstPlace, mayOpen, outsidePages, screens } from './screens.ts';
import { loadMe, loadSession, type Me } from './session.ts';

async function requireMe(queries: QueryClient, href: string): Promise<Me> {
  const me = await loadMe(queries);
  if (!me) throw redirect({ to: '/sign-in', search: { to: href } });
  if (me.engagements.length === 0) throw redirect({ href: '/start', replace: true });
  return me;
}

export function createAppRouter(queries: QueryClient) {
  const root = createRootRoute({ notFoundComponent: PageMissing });
  const parent = { getParentRoute: () => root };
  const complete = async ({ location }: { location: { href: string } }): Promise<never> => {
    const me = await requireMe(queries, location.href);
    const rest = location.href === '/' ? '' : location.href;
    throw redirect({ href: `/${chooseEngagement(me, location.href)}${rest}`, replace: true });
  };
  // An address of a screen without its engagement is a route of its own: nested, it would match no child and be missing.
  const bare = ['/', ...screens.map((screen) => screen.path)].map((path) =>
    createRoute({ ...parent, path, beforeLoad: complete }),
  );
  const outside = outsidePages.map((page) =>
    createRoute({ ...parent, path: page.path, component: lazyRouteComponent(async () => ({ default: await page.load() })) }),
  );
  const engagement = createRoute({
    ...parent,
    path: '/$engagement',
    component: EngagementFrame,
    pendingComponent: FramePending,
    loader: ({ params, location }) => enterEngagement(queries, params.engagement, location),
    staleTime: 60_000,
  });
  const inside = screens.map((screen) =>
    createRoute({
      getParentRoute: () => engagement,
      path: screen.path,
      component: lazyRouteComponent(async () => ({ default: await screen.load() })),
    }),
  );
  return createRouter({
    routeTree: root.addChildren([...bare, ...outside, engagement.addChildren(inside)]),
    defaultPreload: 'intent',
    defaultPendingMs: 200,
    defaultPendingComponent: PagePending,
    defaultErrorComponent: PageFault,
    scrollRestoration: false,
  });
}

/**
 * The session in the engagement of the address. An engagement that is not the person's leads to their own, and a screen
 * that they may not read to the first that they may.
 */
async function enterEngagement(
  queries: QueryClient,
  slug: string,
  location: { href: string; pathname: string },
): Promise<Session> {
  const me = await requireMe(queries, location.href);
  const session = await loadSession(queries, me, slug);
  if (!session) throw redirect({ href: `/${chooseEngagement(me, null)}`, replace: true });
  rememberEngagement(slug);
  const place = location.pathname.replace(/\/$/, '').slice(slug.length + 1);
  const screen = screens.find((each) => each.path === place);
  if (place === '' || (screen && !mayOpen(screen, session)))
    throw redirect({ href: `/${slug}${firstPlace(session)}`, replace: true });
  return session;
}

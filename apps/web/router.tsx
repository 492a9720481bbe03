/**
 * Addresses. Everything inside an engagement begins with its slug (`/harbor/work/HAR-1042`), so that two engagements can
 * be open side by side and a link says where it belongs. An address without one (`/work/HAR-1042`, as mails carry it)
 * is completed: by the number's prefix if it has one, else by the engagement used last.
 */
import type { QueryClient } from '@tanstack/react-query';
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { EngagementFrame } from './frame.tsx';
import { chooseEngagement, rememberEngagement } from './last-engagement.ts';
import { FramePending, PageFault, PageMissing, PagePending } from './page-state.tsx';
import { firstPlace, outsidePages, screens } from './screens.ts';
import { loadMe, loadSession, type Me } from './session.ts';

async function requireMe(queries: QueryClient, href: string): Promise<Me> {
  const me = await loadMe(queries);
  if (!me) throw redirect({ to: '/sign-in', search: { to: href } });
  if (me.engagements.length === 0) throw redirect({ href: '/start', replace: true });
  return me;
}

export function createAppRouter(queries: QueryClient) {
  const root = createRootRoute({ notFoundComponent: PageMissing });
  const home = createRoute({
    getParentRoute: () => root,
    path: '/',
    beforeLoad: async ({ location }) => {
      const me = await requireMe(queries, location.href);
      throw redirect({ href: `/${chooseEngagement(me, null)}`, replace: true });
    },
  });
  const engagement = createRoute({
    getParentRoute: () => root,
    path: '/$engagement',
    component: EngagementFrame,
    pendingComponent: FramePending,
    loader: async ({ params, location }) => {
      const me = await requireMe(queries, location.href);
      const session = await loadSession(queries, me, params.engagement);
      if (!session) throw redirect({ href: completeAddress(me, location.href), replace: true });
      rememberEngagement(session.engagement.slug);
      if (location.pathname.replace(/\/$/, '') === `/${params.engagement}`)
        throw redirect({ href: `/${params.engagement}${firstPlace(session)}`, replace: true });
      return session;
    },
    staleTime: 60_000,
  });
  const children = screens.map((screen) =>
    createRoute({
      getParentRoute: () => engagement,
      path: screen.path,
      component: lazyRouteComponent(async () => ({ default: await screen.load() })),
    }),
  );
  const outside = outsidePages.map((page) =>
    createRoute({
      getParentRoute: () => root,
      path: page.path,
      component: lazyRouteComponent(async () => ({ default: await page.load() })),
    }),
  );
  return createRouter({
    routeTree: root.addChildren([home, ...outside, engagement.addChildren(children)]),
    defaultPreload: 'intent',
    defaultPendingMs: 200,
    defaultPendingComponent: PagePending,
    defaultErrorComponent: PageFault,
    scrollRestoration: false,
  });
}

/** `/work/HAR-1042` → `/harbor/work/HAR-1042`. An address of an engagement that is not the person's goes to their own. */
function completeAddress(me: Me, href: string): string {
  const known = screens.some((screen) => href.split(/[?#]/)[0]?.startsWith(`/${screen.path.split('/')[1]}`));
  return `/${chooseEngagement(me, href)}${known ? href : ''}`;
}

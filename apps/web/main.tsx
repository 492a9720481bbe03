/**
 * Starts the web app. Dates of the calendar need `Temporal`; a browser that lacks it loads the polyfill first, the others
 * never see it.
 */
import { createQueries } from '@tandem/platform/ui/queries.ts';
import { Stage } from '@tandem/platform/ui/stage.tsx';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { createAppRouter } from './router.tsx';
import { outsidePages } from './screens.ts';

if (!('Temporal' in globalThis)) await import('temporal-polyfill/global');

/** A session that ended while a page was open: sign in, and come back to the same address. */
function returnToSignIn(): void {
  const { pathname, search } = globalThis.location;
  const inside = pathname === '/' || !outsidePages.some((page) => pathname.startsWith(page.path.split('/$')[0] ?? page.path));
  if (inside) globalThis.location.assign(`/sign-in?to=${encodeURIComponent(pathname + search)}`);
}

const queries = createQueries(returnToSignIn);
const root = document.getElementById('root');
if (!root) throw new Error('The page has no place to draw into.');
createRoot(root).render(
  <Stage queries={queries}>
    <RouterProvider router={createAppRouter(queries)} />
  </Stage>,
);

/**
 * The routes of the agreement, put together from those of its nouns.
 */
import { draftsRoutes } from './drafts/routes.ts';
import { replayRoutes } from './replay/routes.ts';

import { fitRoutes } from './fit/routes.ts';
import { quotesRoutes } from './quotes/routes.ts';
import { ratesRoutes } from './rates/routes.ts';

export const agreementsRoutes = {
  drafts: draftsRoutes,
  fit: fitRoutes,
  quotes: quotesRoutes,
  rates: ratesRoutes,
  replay: replayRoutes,
};

/**
 * The routes of the agreement, put together from those of its nouns.
 */
import { draftsRoutes } from './drafts/routes.ts';
import { fitRoutes } from './fit/routes.ts';
import { importsRoutes } from './imports/routes.ts';
import { offersRoutes } from './offers/routes.ts';
import { proposalsRoutes } from './proposals/routes.ts';
import { quotesRoutes } from './quotes/routes.ts';
import { ratesRoutes } from './rates/routes.ts';
import { versionsRoutes } from './versions/routes.ts';

export const agreementsRoutes = {
  drafts: draftsRoutes,
  fit: fitRoutes,
  imports: importsRoutes,
  offers: offersRoutes,
  proposals: proposalsRoutes,
  quotes: quotesRoutes,
  rates: ratesRoutes,
  versions: versionsRoutes,
};

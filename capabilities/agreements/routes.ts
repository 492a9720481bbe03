/**
 * The routes of the agreement, put together from those of its nouns.
 */
import { draftsRoutes } from './drafts/routes.ts';
import { importsRoutes } from './imports/routes.ts';
import { offersRoutes } from './offers/routes.ts';
import { proposalsRoutes } from './proposals/routes.ts';
import { replayRoutes } from './replay/routes.ts';
import { versionsRoutes } from './versions/routes.ts';

export const agreementsRoutes = {
  drafts: draftsRoutes,
  imports: importsRoutes,
  offers: offersRoutes,
  proposals: proposalsRoutes,
  replay: replayRoutes,
  versions: versionsRoutes,
};

/**
 * The routes of the agreement, put together from those of its nouns.
 */
import { draftsRoutes } from './drafts/routes.ts';
import { replayRoutes } from './replay/routes.ts';

export const agreementsRoutes = { replay: replayRoutes, drafts: draftsRoutes };

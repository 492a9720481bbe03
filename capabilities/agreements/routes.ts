/**
 * The routes of the agreement, put together from those of its nouns.
 */
import { draftsRoutes } from './drafts/routes.ts';

export const agreementsRoutes = { drafts: draftsRoutes };

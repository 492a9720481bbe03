/**
 * The routes of the agreement, put together from those of its nouns.
 */
import type { FastifyRequestLike } from '@tandem/platform/http/capability.ts';
import type { Edge } from '@tandem/platform/http/edge.ts';
import type { FastifyInstance } from 'fastify';
import { clausesRoutes } from './clauses/routes.ts';
import { commentsRoutes } from './comments/routes.ts';
import { draftsRoutes } from './drafts/routes.ts';
import { exchangePlugin } from './exchange/routes.ts';
import { fitRoutes } from './fit/routes.ts';
import { importsRoutes } from './imports/routes.ts';
import { offersRoutes } from './offers/routes.ts';
import { proposalsRoutes } from './proposals/routes.ts';
import { quotesRoutes } from './quotes/routes.ts';
import { ratesRoutes } from './rates/routes.ts';
import { replayRoutes } from './replay/routes.ts';
import { statementPlugin, statementRoutes } from './statement/routes.ts';
import { versionsPlugin, versionsRoutes } from './versions/routes.ts';

/** The routes that no contract can say: files that people download, and a table that they send. */
export async function agreementsPlugin(app: FastifyInstance, edgeOf: (request: FastifyRequestLike) => Edge): Promise<void> {
  statementPlugin(app, edgeOf);
  versionsPlugin(app, edgeOf);
  await exchangePlugin(app, edgeOf);
}

export const agreementsRoutes = {
  clauses: clausesRoutes,
  comments: commentsRoutes,
  drafts: draftsRoutes,
  fit: fitRoutes,
  imports: importsRoutes,
  offers: offersRoutes,
  proposals: proposalsRoutes,
  quotes: quotesRoutes,
  rates: ratesRoutes,
  replay: replayRoutes,
  statement: statementRoutes,
  versions: versionsRoutes,
};

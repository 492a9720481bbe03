/**
 * The routes of work, put together from those of its nouns.
 */
import { implement } from '@orpc/server';
import type { Edge } from '@tandem/platform/http/edge.ts';
import { workContract } from './contract.ts';
import { custodyRoutes, offerRoutes } from './custody/routes.ts';
import { itemRoutes } from './items/routes.ts';
import { linkRoutes } from './links/routes.ts';
import { queueRoutes } from './queue/routes.ts';
import { noteRoutes, timelineRoutes } from './timeline/routes.ts';

const { colleagues, ...items } = itemRoutes;

export const workRoutes = implement(workContract)
  .$context<Edge>()
  .router({
    items: { ...items, ...queueRoutes, ...custodyRoutes, ...timelineRoutes },
    offers: offerRoutes,
    notes: noteRoutes,
    links: linkRoutes,
    colleagues,
  });

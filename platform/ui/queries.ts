/**
 * How answers of the server are kept. They are fresh for half a minute, since live events refresh them sooner; a refusal
 * is not asked again, a network failure is, three times with growing pauses; returning to the tab asks once.
 */
import { QueryClient } from '@tanstack/react-query';
import { adviseProblem, problemOf } from './problem-facts.ts';

const retries = 3;

export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) =>
          failures < retries && adviseProblem(problemOf(error)).again && problemOf(error).code !== 'page-fault',
        retryDelay: (failures) => Math.min(1000 * 2 ** failures, 8000),
      },
      mutations: { retry: false },
    },
  });
}

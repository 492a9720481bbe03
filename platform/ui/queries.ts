/**
 * How answers of the server are kept. They are fresh for half a minute, since live events refresh them sooner; a refusal
 * is not asked again, a network failure is, three times with growing pauses; returning to the tab asks once.
 */
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { adviseProblem, problemOf } from './problem-facts.ts';

const retries = 3;

/** `onSignedOut` is called when an answer says that nobody is signed in any more. */
export function createQueries(onSignedOut: () => void): QueryClient {
  const notice = (error: unknown): void => {
    if (problemOf(error).code === 'not-signed-in') onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError: notice }),
    mutationCache: new MutationCache({ onError: notice }),
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

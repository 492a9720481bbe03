/**
 * What follows a change of an item: it is announced and read again; a refusal is shown, and the item is read again too,
 * since a refusal often means that somebody else was faster.
 */
import { announce } from '@tandem/platform/ui/announcement.tsx';
import { announceProblem } from '@tandem/platform/ui/problem.tsx';
import { useQueryClient } from '@tanstack/react-query';
import { workApi } from './work-data.ts';

/** Handlers for a mutation. `what` heads the refusal: "It was not taken". `after` runs once it is done. */
export function useItemChange(what: string, after?: () => void) {
  const queries = useQueryClient();
  const readAgain = () => void queries.invalidateQueries({ queryKey: workApi.key() });
  return {
    onSuccess: () => {
      announce('Done.');
      readAgain();
      after?.();
    },
    onError: (error: unknown) => {
      announceProblem(error, what);
      readAgain();
    },
  };
}

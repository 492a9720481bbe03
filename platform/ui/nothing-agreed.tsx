/**
 * An engagement in which nothing is agreed yet is no failure: what asks the agreement says so in its place, with the way
 * to the first draft. Anything else that went wrong is shown as what it is.
 */
import { Empty } from './empty.tsx';
import { PlaceLink } from './navigation.tsx';
import { ProblemNote } from './problem.tsx';
import { problemOf } from './problem-facts.ts';

export const isNothingAgreed = (error: unknown): boolean => Boolean(error) && problemOf(error).code === 'no-agreement';

interface AgreementProblemProps {
  error: unknown;
  /** What could not be done, as a heading. */
  what: string;
  onRetry: () => void;
}

export function AgreementProblem({ error, what, onRetry }: AgreementProblemProps) {
  if (!isNothingAgreed(error)) return <ProblemNote error={error} what={what} onRetry={onRetry} />;
  return (
    <Empty title="Nothing is agreed yet." action={<PlaceLink to="/agreement">Begin the agreement</PlaceLink>}>
      Who owns what, and when, is asked of the agreement that both sides have signed. Write its first draft; from the day on which
      it counts, this place answers.
    </Empty>
  );
}

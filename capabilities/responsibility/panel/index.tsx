/**
 * The screens of the agreement: ask it, read it, and see whether the year is covered.
 */
export { AskScreen } from './ask.tsx';
export { MatrixScreen } from './matrix.tsx';
export { ProofScreen } from './proof.tsx';
export { ProofCount } from './proof-count.tsx';

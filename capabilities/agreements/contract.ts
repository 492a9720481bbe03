/**
 * What the agreement promises to clients: the routes of each of its nouns, and the problems that they share.
 */
import { clausesContract, clausesProblems } from './clauses/contract.ts';
import { commentsContract, commentsProblems } from './comments/contract.ts';
import { draftsContract } from './drafts/contract.ts';
import { fitContract } from './fit/contract.ts';
import { importsContract } from './imports/contract.ts';
import { offersContract, offersProblems } from './offers/contract.ts';
import { proposalsContract, proposalsProblems } from './proposals/contract.ts';
import { quotesContract } from './quotes/contract.ts';
import { ratesContract } from './rates/contract.ts';
import { replayContract } from './replay/contract.ts';
import { statementContract } from './statement/contract.ts';
import { versionsContract, versionsProblems } from './versions/contract.ts';

export const agreementsProblems = {
  'draft-outdated': { status: 409, title: 'The draft changed meanwhile' },
  'draft-unfinished': { status: 409, title: 'The draft is not finished' },
  'draft-closed': { status: 409, title: 'The draft cannot be edited any more' },
  'not-priced': { status: 409, title: 'The draft cannot be priced like this' },
  'rate-outdated': { status: 409, title: 'The rate card changed meanwhile' },
  'fit-closed': { status: 410, title: 'The questionnaire is closed' },
  'too-many-links': { status: 409, title: 'Too many links are open' },
  ...clausesProblems,
  ...commentsProblems,
  ...offersProblems,
  ...proposalsProblems,
  ...versionsProblems,
} as const;

export const agreementsContract = {
  clauses: clausesContract,
  comments: commentsContract,
  drafts: draftsContract,
  fit: fitContract,
  imports: importsContract,
  offers: offersContract,
  proposals: proposalsContract,
  quotes: quotesContract,
  rates: ratesContract,
  replay: replayContract,
  statement: statementContract,
  versions: versionsContract,
};

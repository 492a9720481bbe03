/**
 * What the agreement promises to clients: the routes of each of its nouns, and the problems that they share.
 */
import { draftsContract } from './drafts/contract.ts';
import { importsContract } from './imports/contract.ts';
import { offersContract, offersProblems } from './offers/contract.ts';
import { proposalsContract, proposalsProblems } from './proposals/contract.ts';
import { replayContract } from './replay/contract.ts';
import { versionsContract, versionsProblems } from './versions/contract.ts';

export const agreementsProblems = {
  'draft-outdated': { status: 409, title: 'The draft changed meanwhile' },
  'draft-unfinished': { status: 409, title: 'The draft is not finished' },
  'draft-closed': { status: 409, title: 'The draft cannot be edited any more' },
  ...offersProblems,
  ...proposalsProblems,
  ...versionsProblems,
} as const;

export const agreementsContract = {
  drafts: draftsContract,
  imports: importsContract,
  offers: offersContract,
  proposals: proposalsContract,
  replay: replayContract,
  versions: versionsContract,
};

/**
 * What the agreement promises to clients: the routes of each of its nouns, and the problems that they share.
 */
import { draftsContract } from './drafts/contract.ts';
import { replayContract } from './replay/contract.ts';

export const agreementsProblems = {
  'draft-outdated': { status: 409, title: 'The draft changed meanwhile' },
  'draft-unfinished': { status: 409, title: 'The draft is not finished' },
  'draft-closed': { status: 409, title: 'The draft cannot be edited any more' },
} as const;

export const agreementsContract = { replay: replayContract, drafts: draftsContract };

/**
 * What the agreement promises to clients: the routes of each of its nouns, and the problems that they share.
 */
import { draftsContract } from './drafts/contract.ts';
import { statementContract } from './statement/contract.ts';

export const agreementsProblems = {
  'draft-outdated': { status: 409, title: 'The draft changed meanwhile' },
  'draft-closed': { status: 409, title: 'The draft cannot be edited any more' },
} as const;

export const agreementsContract = { drafts: draftsContract, statement: statementContract };

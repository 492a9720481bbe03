/**
 * What asking a route rightly takes: the rows that its path names, query and body, and what a list must show.
 */
import type { Cast } from '../cast/cast.ts';
import type { Caller, Item, Rows, World } from './rows.ts';

export interface Ask {
  /** The item that the path names; the open one when left out. */
  item?: Item;
  /** Rows that the path names, where they are not those of that name. */
  named?: Record<string, string>;
  query?: string;
  body?: object;
  raw?: { headers: Record<string, string>; payload: string };
  /** A list: the row of its readers that it must show. Whether it shows the same of others is found out. */
  shows?: string;
  /** What a permitted caller is answered when it is no success: a code that says the right was there and something else was not. */
  passes?: string;
}

export interface Scene {
  cast: Cast;
  world: World;
  caller: Caller;
  /** Rows that the path names: the caller's own, or another's. */
  rows: Rows;
}

export type AskOf = (scene: Scene) => Ask;

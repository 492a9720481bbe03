/**
 * What an import of a matrix would do, as the mapping page shows it: nothing is changed by asking. Client-safe. The table
 * itself goes to the raw route `POST …/drafts/ID/matrix/readings` as text/csv, up to two MiB.
 */
import { z } from 'zod';

export const tableBytesMax = 2_097_152;
export const tableLinesMax = 5_000;

/** In the order in which they are exported; ids are those of the engagement file. */
export const columnNames = [
  'id',
  'function',
  'asset',
  'asset-class',
  'app',
  'site',
  'user-group',
  'always',
  'business-hours',
  'after-hours',
  'weekend',
  'holiday',
  'accountable',
  'absence-cover',
  'overflow',
  'requires-skill',
  'approvers',
  'approve',
  'pre-authorised',
  'fail-safe',
  'must-not',
  'inform',
  'authorisers',
  'needs-approval-of',
  'evidence',
  'handover',
] as const;
export type ColumnName = (typeof columnNames)[number];

/** Which column of the matrix each column of the table is; null: not read. */
export const mappingShape = z.array(z.enum(columnNames).nullable()).max(200);
export type Mapping = z.infer<typeof mappingShape>;

export interface Reading {
  headings: string[];
  mapping: Mapping;
  /** The first lines, for who maps. */
  sample: string[][];
  /** Rows that can be imported, as the engagement file holds them. */
  rows: Record<string, unknown>[];
  /** `line` counts from 1, the heading's. */
  refused: { line: number; row: string; reasons: string[] }[];
  added: number;
  changed: number;
  unchanged: number;
}

/**
 * The statement of work as data: sections, schedules and what they are made of, without any notion of pages. A renderer
 * prints the blocks in their order and adds no words of its own, so that the screen, the DOCX and the PDF say the same.
 * Nothing in a statement can be edited by itself: it is a picture of the agreement whose hash it carries.
 */
import type { Side } from '../../responsibility/model.ts';

/** In the order in which they are numbered, from 1. */
export const sectionIds = [
  'parties',
  'term',
  'scope',
  'assets',
  'hours',
  'severities',
  'escalation',
  'authorities',
  'tools',
  'change',
  'client',
  'assumptions',
  'exclusions',
  'fees',
  'reporting',
  'compliance',
  'data',
  'confidentiality',
  'liability',
  'termination',
  'key-person',
  'signatures',
] as const;
export type SectionId = (typeof sectionIds)[number];

export interface Clause {
  kind: 'clause';
  id: string;
  /** `3.2`: section and place; rows of the matrix are cited by schedule and row id instead. */
  number: string;
  title: string;
  text: string;
  /** The row of the matrix that the clause comes from. */
  rowId: string | null;
  /** `provider`: an addition or replacement of the provider's, and printed as such. */
  source: 'library' | 'row' | 'provider';
  /** Version of the library's clause; null for the others. */
  version: string | null;
  /** Whose wording it is, for the reader: `added by Northline MSP`; empty for what is ours or a row's. */
  mark: string;
}

export interface Column {
  title: string;
  /** Share of the table's width; the shares of a table add up to 1. */
  share: number;
  align?: 'end';
}

export interface Table {
  kind: 'table';
  id: string;
  columns: Column[];
  /** As many cells as columns. */
  rows: string[][];
  /** One for each row: the row of the matrix that it prints, or null. */
  rowIds: (string | null)[];
  repeatHeader: true;
}

export interface Blank {
  kind: 'blank';
  id: string;
  label: string;
  state: 'open' | 'filled' | 'struck';
  /** What fills it; empty unless filled. */
  text: string;
}

export type Block = { kind: 'paragraph'; text: string } | Clause | Table | { kind: 'list'; items: string[] } | Blank;

export interface Section {
  id: SectionId;
  number: number;
  title: string;
  blocks: Block[];
}

/** Wide tables, after the sections. */
export interface Schedule {
  letter: string;
  title: string;
  blocks: Block[];
}

/** What the agreement leaves open; `blank` and `fact` must be settled before signature. */
export interface Unresolved {
  id: string;
  kind: 'blank' | 'fact' | 'decision';
  section: SectionId;
  sentence: string;
}

export interface StatementSignature {
  side: Side;
  name: string;
  title: string;
  /** Instant, ISO 8601. */
  at: string;
  /** The content hash that was signed. */
  hash: string;
  address: string;
  method: string;
}

export interface Statement {
  title: string;
  /** Names of the organisations. */
  parties: Record<Side, string>;
  /** First day, local date. */
  from: string;
  hash: string;
  /** What the organisations print on: Letter in the Americas, A4 elsewhere. */
  paper: 'letter' | 'a4';
  /** Edition of the clause library. */
  edition: string;
  sections: Section[];
  schedules: Schedule[];
  blanks: Blank[];
  unresolved: Unresolved[];
  signatures: StatementSignature[];
}

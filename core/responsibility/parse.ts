/**
 * The only way from text (or stored JSON) to an engagement. Every problem carries file, line and column; nothing a
 * stranger can write makes it throw.
 */
import { LineCounter, parseDocument } from 'yaml';
import type { EngagementFile } from './model.ts';

export interface FileProblem {
  code: string;
  message: string;
  file: string;
  /** Counted from 1; null when the engagement did not come as text. */
  line: number | null;
  column: number | null;
  /** Where in the data, e.g. `matrix[0].rows[3].scope.asset`; empty for the whole file. */
  path: string;
}

export type ParseResult = { ok: true; file: EngagementFile } | { ok: false; problems: FileProblem[] };

/** Reads the text of an engagement file. `fileName` is only shown in problems. */
export function parseEngagement(text: string, fileName: string): ParseResult {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, schema: 'core', version: '1.2', prettyErrors: false });
  const problems = document.errors.map((error): FileProblem => {
    const { line, col } = lineCounter.linePos(error.pos[0]);
    return { code: 'yaml', message: error.message, file: fileName, line, column: col, path: '' };
  });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, file: document.toJS() as EngagementFile };
}

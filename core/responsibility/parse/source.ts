/**
 * From text to plain data with a position for every key and value. The text is YAML 1.2 with the core schema, read by
 * the `yaml` package's lexer, parser and composer; what YAML allows but a signed file must not contain is refused
 * here or in tree.ts: tags, directives, further documents, duplicate keys, invisible characters, alias bombs,
 * bottomless nesting.
 *
 * Lines and columns count from 1; a column counts UTF-16 units, as editors do. A byte order mark is not counted.
 */
import { Composer, CST, Lexer, LineCounter, Parser } from 'yaml';
import { createProblems, type Found, type ProblemCode, type Problems } from './problems.ts';
import { findUnprintable, utf8Length } from './text.ts';
import { treeOf } from './tree.ts';

/** 2 MiB of UTF-8. */
const maxBytes = 2 * 1024 * 1024;
/** Marks that the lexer finds (words, brackets, blanks, line ends): bounds the time that broken text can cost. */
const maxMarks = 300_000;
/** Open collections at one place. */
const maxDepth = 64;

export interface Source {
  /** The whole file as plain data; undefined when the text could not be read. */
  value: unknown;
  problems: Problems;
  place(found: Found): { line: number; column: number };
}

const composerOptions = { schema: 'core', version: '1.2', uniqueKeys: false, prettyErrors: false, strict: true } as const;

/** Reads any text; never throws. With problems the value, if any, is what could be read around them. */
export function readSource(input: string): Source {
  const text = (input.startsWith('\uFEFF') ? input.slice(1) : input).replaceAll('\r\n', '\n');
  const problems = createProblems();
  const lines = lineStartsOf(text);
  const source = (value: unknown, places: ReadonlyMap<string, { key: number; value: number }>): Source => ({
    value,
    problems,
    place({ path, at }) {
      const { line, col } = lines.linePos(typeof at === 'number' ? at : (places.get(path)?.[at] ?? 0));
      return { line, column: col };
    },
  });
  const tokens = checkText(text, problems) ? readTokens(text, problems) : null;
  if (!tokens) return source(undefined, new Map());
  const [document] = new Composer(composerOptions).compose(tokens, true, text.length);
  for (const error of document ? [...document.errors, ...document.warnings].slice(0, 100) : []) {
    problems.add('syntax', '', error.message, error.pos[0]);
  }
  if (!document || problems.found.length > 0) return source(undefined, new Map());
  const tree = treeOf(document.contents, problems);
  return source(tree.value, tree.places);
}

/** How many lines of the text carry a comment; what formatting would lose. Zero for text that cannot be read. */
export function countComments(text: string): number {
  let comments = 0;
  let inScalar = false;
  for (const mark of new Lexer().lex(text)) {
    if (!inScalar && CST.tokenType(mark) === 'comment') comments += 1;
    inScalar = mark === CST.SCALAR;
  }
  return comments;
}

function checkText(text: string, problems: Problems): boolean {
  const bytes = utf8Length(text);
  if (bytes > maxBytes) problems.add('too-large', '', `The file has ${bytes} bytes; at most ${maxBytes} are read.`, 0);
  const odd = findUnprintable(text);
  if (odd) problems.add('unprintable', '', `The file contains the invisible character ${odd.name}.`, odd.offset);
  return problems.found.length === 0;
}

function lineStartsOf(text: string): LineCounter {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1);
  return lines;
}

/** Runs lexer and parser mark by mark, so that hostile text is stopped before anything recurses into it. */
function readTokens(text: string, problems: Problems): CST.Token[] | null {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  const seen = { marks: 0, inScalar: false };
  for (const mark of new Lexer().lex(text)) {
    const offset = parser.offset;
    const refused = refusal(mark, seen);
    if (refused) {
      problems.add(...refused, offset);
      return null;
    }
    seen.inScalar = mark === CST.SCALAR;
    tokens.push(...parser.next(mark));
    if (parser.stack.length > maxDepth) {
      problems.add('too-deep', '', `More than ${maxDepth} levels are nested here.`, offset);
      return null;
    }
  }
  tokens.push(...parser.end());
  const [, second] = tokens.filter((token) => token.type === 'document');
  if (!second) return tokens;
  problems.add('multiple-documents', '', 'A second document begins here; one file is one engagement.', second.offset);
  return null;
}

function refusal(mark: string, seen: { marks: number; inScalar: boolean }): [ProblemCode, string, string] | null {
  seen.marks += 1;
  if (seen.marks > maxMarks) return ['too-large', '', `The file has more than ${maxMarks} words and marks.`];
  if (seen.inScalar) return null;
  const type = CST.tokenType(mark);
  if (type === 'tag') return ['tag', '', `The tag ${mark.slice(0, 40)} is refused: values are text, numbers, true and false.`];
  if (type === 'directive-line') return ['directive', '', 'Lines that begin with % are refused: the file is YAML 1.2.'];
  return null;
}

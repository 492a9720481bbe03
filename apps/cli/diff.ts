/**
 * `tandem diff OLD NEW`: what two engagement files, or two signed agreements, say differently, in sentences. Order of rows,
 * people and keys, quotes, white space and comments are no difference: files with the same content hash are the same. Of
 * signed agreements the terms are compared too, clauses word by word.
 */
import { redlineTerms } from '@tandem/core/commercial/redline.ts';
import type { TermsChange } from '@tandem/core/commercial/redline-change.ts';
import type { Worded } from '@tandem/core/commercial/redline-library.ts';
import { agreementHash, emptyTerms, type Terms } from '@tandem/core/commercial/terms.ts';
import { readBundle } from '@tandem/core/commercial/verify.ts';
import { contentHash } from '@tandem/core/responsibility/canonical.ts';
import { describeChange, diffEngagements } from '@tandem/core/responsibility/diff.ts';
import type { EngagementFile } from '@tandem/core/responsibility/model.ts';
import type { Command, Given } from './arguments.ts';
import { parseOrStop, readText } from './files.ts';
import { exit, Stop, type Terminal, writeJson, writeLines } from './terminal.ts';

const help = `usage: tandem diff OLD NEW [--json]

Says what NEW says differently from OLD, one sentence for each change. Both are engagement files, or signed
agreements (JSON) as the server gives them out; of those the terms are compared too, and of changed wording the
words that went [-so-] and that came {+so+}.

Exits 0 when both say the same, 1 when they differ or one is not valid.
`;

export const diffCommand: Command = {
  about: 'say what two files say differently',
  help,
  flags: {},
  files: { min: 2, max: 2 },
  run: diff,
};

async function diff(terminal: Terminal, given: Given): Promise<number> {
  const [a, b] = [await readSaid(terminal, given.files[0]!), await readSaid(terminal, given.files[1]!)];
  const whole = isWhole(a) && isWhole(b) ? { a, b } : null;
  const rows = diffEngagements(a.file, b.file).map((change) => ({ ...change, sentence: describeChange(change) }));
  const terms = whole === null ? [] : redlineTerms(whole.a, whole.b);
  const changes = [...rows, ...terms];
  const hashes =
    whole === null
      ? { before: contentHash(a.file), after: contentHash(b.file) }
      : { before: agreementHash(whole.a), after: agreementHash(whole.b) };
  if (given.json) writeJson(terminal, { ...hashes, changes });
  else if (changes.length === 0) writeLines(terminal, ['Both say the same.']);
  else writeLines(terminal, [...rows.map(({ sentence }) => sentence), ...terms.map(termsLine)]);
  return changes.length === 0 ? exit.ok : exit.no;
}

/** What one of the two says: a file, and the terms when it is a signed agreement. */
interface Said {
  file: EngagementFile;
  terms: Terms | null;
  statement?: Worded['statement'];
}

const isWhole = (said: Said): said is Worded & Said => said.terms !== null;

async function readSaid(terminal: Terminal, path: string): Promise<Said> {
  const text = await readText(terminal, path);
  const value = jsonOf(text);
  if (typeof value !== 'object' || value === null || !('agreement' in value))
    return { file: parseOrStop(terminal, text, path), terms: null };
  const bundle = readBundle(value);
  if (typeof bundle === 'string') throw new Stop(exit.no, `${path}: ${bundle}`);
  const { file, terms } = bundle.agreement;
  return { file, terms: { ...emptyTerms(), ...terms }, statement: bundle.statement };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const marks = { same: ['', ''], removed: ['[-', '-]'], added: ['{+', '+}'] } as const;

function termsLine({ sentence, words }: TermsChange): string {
  if (words === undefined) return sentence;
  const marked = words.map(({ kind, text }) => `${marks[kind][0]}${text.replace(/\s+/g, ' ')}${marks[kind][1]}`);
  return `${sentence} ${marked.join('')}`;
}

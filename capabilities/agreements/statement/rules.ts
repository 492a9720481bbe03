/**
 * What both printed forms of a statement say in the same words: blanks, whose wording a clause is, and the lines of the
 * signing certificate.
 */
import type { Blank, Clause, Statement, StatementSignature } from '@tandem/core/commercial/statement/model.ts';

/** A table of at most so many rows stands whole on one page. */
export const wholeRowsMax = 12;

export function blankWords(blank: Blank): string {
  if (blank.state === 'open') return '______________ (to be filled in or struck before signing)';
  return blank.state === 'struck' ? 'Struck by both sides; not agreed.' : blank.text;
}

/** Behind a clause that is not the library's: whose it is. Empty for the library's. */
export function sourceMark({ mark }: Clause): string {
  return mark === '' ? '' : `[${mark}]`;
}

/** How somebody proved that it is them, as it is recorded and as it is said. */
const methodWords = new Map([['session, proved again', 'Signed in, and proved again who they are shortly before signing']]);

/** Label and value of everything that is recorded about a signature. */
export function certificateRows(statement: Statement, signature: StatementSignature): string[][] {
  return [
    ['For', `${statement.parties[signature.side]}, the ${signature.side} side`],
    ['Name', signature.name],
    ['Title', signature.title],
    ['Time', signature.at],
    ['Content hash', signature.hash],
    [
      'Hash agrees',
      signature.hash === statement.hash ? 'yes, it is the hash of this document' : 'no, another document was signed',
    ],
    ['Address', signature.address],
    ['Method', methodWords.get(signature.method) ?? signature.method],
  ];
}

/** The header under which a browser saves a download; the name is plain ASCII. */
export function savedAs(name: string): string {
  return `attachment; filename="${name.replace(/[^\w.-]+/g, '-')}"`;
}

/**
 * Whether a signed agreement is what both sides signed, checked with nothing but the bundle itself: the content hash of
 * file and terms is computed again and compared with the one that the bundle and each signature name, and both sides must
 * have signed. The terms name the hash of the printed statement, so the words of the document are checked as well. It needs
 * no server and no trust in one. It does not prove who a signer was; it proves what was signed.
 */
import type { EngagementFile, Side } from '../responsibility/model.ts';
import { sides } from '../responsibility/model.ts';
import type { StatementSignature } from './statement/model.ts';
import { agreementHash, type Terms } from './terms.ts';
import { type FrozenStatement, wordingProblem } from './wording.ts';

export interface SignedBundle {
  format: 'tandem-signed/1';
  agreement: { file: EngagementFile; terms: Terms };
  hash: string;
  version: string;
  /** Local date from which it counts. */
  from: string;
  signatures: StatementSignature[];
  /** The document as it was frozen; absent or null: it was signed before documents were. */
  statement?: FrozenStatement | null;
}

export interface Verification {
  isValid: boolean;
  /** Computed from the agreement in the bundle. */
  hash: string;
  /** One sentence for each thing that is wrong. */
  problems: string[];
}

/** Reads a bundle from JSON data: the bundle, or a sentence that says what it lacks. */
export function readBundle(value: unknown): SignedBundle | string {
  if (!isMembers(value) || value['format'] !== 'tandem-signed/1')
    return 'This is not a signed agreement (format tandem-signed/1).';
  const { agreement, hash, signatures } = value;
  if (!isMembers(agreement) || !isMembers(agreement['file']) || !isMembers(agreement['terms']))
    return 'The bundle holds no agreement (file and terms).';
  const { matrix, people, sites } = agreement['file'];
  if (![matrix, people, sites].every(isMembersList)) return 'The file of the agreement is not an engagement file.';
  if (!(matrix as Members[]).every(({ rows }) => isMembersList(rows))) return 'The matrix of the agreement has no rows.';
  if (typeof hash !== 'string') return 'The bundle names no hash.';
  if (!isMembersList(signatures)) return 'The bundle holds no list of signatures.';
  return value as unknown as SignedBundle;
}

/** TypeError when the agreement holds what JSON cannot say. */
export function verifyBundle(bundle: SignedBundle): Verification {
  const hash = agreementHash(bundle.agreement);
  const wording = wordingProblem(bundle.agreement.terms, bundle.statement);
  const problems = [
    ...(bundle.hash === hash ? [] : [`The bundle names the hash ${bundle.hash}; its agreement has ${hash}.`]),
    ...(wording === null ? [] : [wording]),
    ...sides.flatMap((side) => signatureProblems(bundle, side, hash)),
    ...bundle.signatures
      .filter(({ side }) => !sides.includes(side))
      .map(({ side }) => `A signature is of ${side}, which is no side.`),
  ];
  return { isValid: problems.length === 0, hash, problems };
}

function signatureProblems(bundle: SignedBundle, side: Side, hash: string): string[] {
  const own = bundle.signatures.filter((signature) => signature.side === side);
  if (own.length === 0) return [`Nobody signed for the ${side} side.`];
  return own
    .filter((signature) => signature.hash !== hash)
    .map(({ name, hash: signed }) => `${name} (${side}) signed ${signed}, which is another agreement.`);
}

type Members = Record<string, unknown>;

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isMembersList(value: unknown): value is Members[] {
  return Array.isArray(value) && value.every(isMembers);
}

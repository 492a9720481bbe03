/**
 * `tandem verify BUNDLE.json`: whether a signed agreement is what both sides signed, checked with nothing but the bundle
 * that the server gives out. It proves what was signed, not who the signers were.
 */
import { readBundle, type SignedBundle, type Verification, verifyBundle } from '@tandem/core/commercial/verify.ts';
import type { Command, Given } from './arguments.ts';
import { readText } from './files.ts';
import { exit, Stop, type Terminal, usage, writeJson, writeLines } from './terminal.ts';

const help = `usage: tandem verify BUNDLE.json [--json]

Checks a signed agreement, as the server gives it out, without that server: the hash is computed again from file and
terms, both sides must have signed that hash, and the printed statement must be the one that the terms name. It proves
what was signed, not who the signers were.

Exits 0 when it is what both sides signed, 1 when it is not, 2 when BUNDLE.json is no signed agreement, 3 when it
cannot be read.
`;

export const verifyCommand: Command = {
  about: 'verify a signed agreement without the server',
  help,
  flags: {},
  files: { min: 1, max: 1 },
  run: verify,
};

async function verify(terminal: Terminal, given: Given): Promise<number> {
  const path = given.files[0]!;
  const bundle = bundleIn(path, await readText(terminal, path));
  const verification = verificationOf(path, bundle);
  if (given.json) writeJson(terminal, { ...verification, version: bundle.version, from: bundle.from });
  else writeLines(terminal, resultLines(path, bundle, verification));
  return verification.isValid ? exit.ok : exit.no;
}

/** What is no bundle is told apart from a bundle that was changed: the first is a mistake of whoever runs this. */
function bundleIn(path: string, text: string): SignedBundle {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw usage(`${path} is not JSON: ${(error as Error).message}`);
  }
  const bundle = readBundle(value);
  if (typeof bundle === 'string') throw usage(`${path}: ${bundle}`);
  return bundle;
}

function verificationOf(path: string, bundle: SignedBundle): Verification {
  try {
    return verifyBundle(bundle);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new Stop(exit.usage, `${path}: its agreement cannot be read: ${error.message}`);
  }
}

function resultLines(
  path: string,
  { version, from, signatures, agreement }: SignedBundle,
  { isValid, hash, problems }: Verification,
) {
  if (!isValid) return [`${path} is NOT what both sides signed:`, ...problems.map((problem) => `  ${problem}`)];
  return [
    `Verified: version ${version}, from ${from}, is what both sides signed.`,
    ...signatures.map(({ side, name, title, at }) => `  ${side}: ${name}${title === '' ? '' : `, ${title}`}, ${at}`),
    `content hash ${hash}`,
    agreement.terms.wording === undefined
      ? 'It was signed before documents were frozen: the hash covers file and terms, not the printed words.'
      : `The printed statement is the one that was signed (clause library ${agreement.terms.wording.edition}).`,
  ];
}

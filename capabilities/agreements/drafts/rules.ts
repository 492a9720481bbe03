/**
 * What an edit does to a draft: changes that fit are made, the others are conflicts, and the outcome must be something a
 * draft may hold. Pure.
 */
import type { Terms } from '@tandem/core/commercial/terms.ts';
import { applyFitting, type Change, diffDocuments, diffEngagements, type Misfit } from '@tandem/core/responsibility/diff.ts';
import { draftProblem } from '@tandem/core/responsibility/draft-check.ts';
import type { EngagementFile } from '@tandem/core/responsibility/model.ts';
import { z } from 'zod';

/** Changes to both halves of an agreement. */
export interface Edit {
  file: readonly Change[];
  terms: readonly Change[];
}

export interface Conflict {
  in: 'file' | 'terms';
  path: string;
  steps: string[];
  yours?: unknown;
  theirs?: unknown;
}

export type Merge =
  | { ok: true; file: EngagementFile; terms: Terms; changes: { file: Change[]; terms: Change[] }; conflicts: Conflict[] }
  | { ok: false; problem: string; field: 'file' | 'terms' };

/** Most characters of a draft as JSON: a matrix of some thousand rows. */
const charactersMost = 4_000_000;

/** The draft with what fits of the edit; `changes` is what really changed. Not ok when a draft may not hold the outcome. */
export function mergeEdit(draft: { file: EngagementFile; terms: Terms }, edit: Edit): Merge {
  const file = applyFitting(draft.file, edit.file.map(withPath));
  const terms = applyFitting(draft.terms, edit.terms.map(withPath));
  const wrong = draftProblem(file.document);
  if (wrong !== null) return { ok: false, problem: at(wrong.path, wrong.message), field: 'file' };
  const read = termsSchema.safeParse(terms.document);
  if (!read.success) {
    const issue = read.error.issues[0];
    return { ok: false, problem: at(issue?.path.join('.') ?? '', issue?.message ?? 'These are no terms.'), field: 'terms' };
  }
  if (JSON.stringify(file.document).length + JSON.stringify(terms.document).length > charactersMost)
    return { ok: false, problem: 'The draft would be too long.', field: 'file' };
  return {
    ok: true,
    file: file.document,
    terms: terms.document,
    changes: { file: diffEngagements(draft.file, file.document), terms: diffDocuments(draft.terms, terms.document) },
    conflicts: [...file.misfits.map(conflictIn('file')), ...terms.misfits.map(conflictIn('terms'))],
  };
}

/** The parts of the terms that are written by a route of their own, which says who may. */
const guarded: ReadonlyMap<string, string> = new Map([
  ['risks', 'A risk is accepted by the accountable executive, on the proof.'],
  ['card', 'The rate card comes from the provider, with a quote.'],
]);

/** Why the edit is none that people make by hand; null when it is. */
export function reasonAgainstEdit(edit: Edit): string | null {
  const touched = edit.terms.map(({ steps }) => guarded.get(steps[0] ?? '')).find((reason) => reason !== undefined);
  return touched ?? null;
}

function withPath(change: Change): Change {
  return { ...change, path: change.steps.join('.') };
}

const conflictIn =
  (half: 'file' | 'terms') =>
  ({ change, theirs }: Misfit): Conflict => ({
    in: half,
    path: change.path,
    steps: change.steps,
    ...(change.action === 'removed' || change.after === undefined ? {} : { yours: change.after }),
    ...(theirs === undefined ? {} : { theirs }),
  });

const at = (path: string, message: string): string => (path === '' ? message : `${path}: ${message}`);

/** Text that PostgreSQL keeps. */
const words = (most: number) =>
  z
    .string()
    .max(most, `At most ${most} characters.`)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is exactly what is refused.
    .regex(/^[^\u0000]*$/, 'must not hold NUL')
    .refine((text) => text.isWellFormed(), 'must be whole characters');

const entries = <Entry extends z.ZodType>(entry: Entry) => z.record(words(200).min(1), entry);
const ids = z.array(words(100)).max(200);
const date = z.iso.date();
const signer = z.strictObject({ memberId: z.uuid(), name: words(200), title: words(200) });

/** Terms as a draft may hold them. What the card says is checked by whoever writes it there. */
const termsSchema = z.strictObject({
  termMonths: z.int().min(1).max(120),
  modules: ids,
  afterHoursOption: words(100).optional(),
  blockHours: z.number().min(0).max(10_000).optional(),
  frameworks: ids,
  card: z.strictObject({ name: words(200), rates: z.record(z.string(), z.unknown()) }).nullable(),
  decisions: entries(z.strictObject({ owner: words(100), note: words(2_000) })),
  risks: entries(
    z.strictObject({
      sentence: words(2_000),
      owner: words(100),
      reviewOn: date,
      reason: words(2_000),
      acceptedBy: words(200),
      acceptedAt: z.iso.datetime({ offset: true }),
    }),
  ),
  blanks: entries(z.union([z.strictObject({ text: words(5_000) }), z.strictObject({ struck: z.literal(true) })])),
  clauses: entries(
    z.strictObject({
      section: words(100),
      title: words(200),
      text: words(20_000),
      from: z.strictObject({ clauseId: z.uuid(), version: z.int().min(1) }).optional(),
    }),
  ),
  signers: z.strictObject({ internal: signer.optional(), provider: signer.optional() }),
});

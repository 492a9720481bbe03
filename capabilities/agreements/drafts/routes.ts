/**
 * Drafts: begun from what is in force, or from nothing, read and edited by both IT sides. An edit waits for the one before
 * it to end, so that each is merged with what really stands there.
 */
import { implement } from '@orpc/server';
import { changeSentence } from '@tandem/core/commercial/change-words.ts';
import { type Names, namesOfBoth } from '@tandem/core/commercial/statement/words.ts';
import type { AcceptedRisk } from '@tandem/core/commercial/terms.ts';
import { type Change, diffDocuments } from '@tandem/core/responsibility/diff.ts';
import { draftDay, draftOf, emptyDraft, versionOn } from '@tandem/core/responsibility/draft.ts';
import type { EngagementFile } from '@tandem/core/responsibility/model.ts';
import { authorise, load } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import { cursorOf, cursorParts, timeCursor } from '@tandem/platform/http/cursor.ts';
import type { Edge } from '@tandem/platform/http/edge.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { engagementOf } from '../../engagements/index.ts';
import { agreementInForce } from '../../responsibility/index.ts';
import { agreementsAccess } from '../access.ts';
import { assertClausesBorne } from '../clauses/index.ts';
import { recordDraftBegun, recordDraftChanged, recordDraftEdited } from '../events.ts';
import { termsToBegin } from '../offers/index.ts';
import { draftsContract } from './contract.ts';
import { type Conflict, type Edit, mergeEdit, reasonAgainstEdit } from './rules.ts';
import {
  type Draft,
  type DraftLine,
  draftInsert,
  draftsSelect,
  draftThing,
  draftToChange,
  draftUpdate,
  type EditAction,
  type EditRow,
  editInsert,
  editorsSelect,
  editsSelect,
} from './store.ts';

const os = implement(draftsContract).$context<Edge>();

export const draftsRoutes = os.router({
  list: os.list.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      authorise(ctx, agreementsAccess, 'draft.read');
      const after = timeCursor(input.after);
      const rows = await draftsSelect(ctx, after === null ? null : { updatedAt: after[0], id: after[1] }, input.limit + 1);
      const shown = rows.slice(0, input.limit);
      const last = shown.at(-1);
      const next = rows.length > input.limit && last !== undefined ? cursorOf([last.updatedAt.toString(), last.id]) : null;
      return { items: shown.map(writeLine), next };
    }),
  ),
  current: os.current.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      authorise(ctx, agreementsAccess, 'draft.read');
      const current = await agreementInForce(ctx);
      if (current === null) return { version: null, from: null, to: null, file: null };
      const now = today(ctx, current.file);
      const date = input.before === undefined ? now : draftDay(current.file, input.before, now);
      const version = versionOn(current.file, date);
      const span = { version: version?.version ?? null, from: version?.from ?? null, to: version?.to ?? null };
      return { ...span, file: { ...draftOf(current.file, date) } };
    }),
  ),
  create: os.create.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const proof = authorise(ctx, agreementsAccess, 'draft.edit');
      const { kind, title, reason } = input;
      const line = await draftInsert(ctx, proof, { kind, title, reason, ...(await beginning(ctx, kind)) });
      await recordDraftBegun(ctx, line);
      return writeLine(line);
    }),
  ),
  see: os.see.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { row, proof } = await load(ctx, agreementsAccess, draftThing, input.draftId, 'draft.read');
      return { ...writeDraft(row), editors: (await editorsSelect(ctx, proof)).map(writeEditor) };
    }),
  ),
  change: os.change.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { row, proof } = await load(ctx, agreementsAccess, draftToChange, input.draftId, 'draft.edit');
      if (!['open', 'closed'].includes(row.state)) throw closedRefusal(row);
      const { title, reason, state } = input;
      const change = { ...(title !== undefined && { title }), ...(reason !== undefined && { reason }), ...(state && { state }) };
      const line = await draftUpdate(ctx, proof, change);
      await recordDraftChanged(ctx, line);
      return writeLine(line);
    }),
  ),
  edit: os.edit.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const edit = { file: input.file as Change[], terms: input.terms as Change[] };
      const reason = reasonAgainstEdit(edit);
      if (reason !== null) throw new Refusal('not-allowed', reason, 'terms');
      return draftEdit(ctx, input.draftId, edit);
    }),
  ),
  edits: os.edits.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { row, proof } = await load(ctx, agreementsAccess, draftThing, input.draftId, 'draft.read');
      const rows = await editsSelect(ctx, proof, revisionCursor(input.after), input.limit + 1);
      const shown = rows.slice(0, input.limit);
      const next = rows.length > input.limit ? cursorOf([String(shown.at(-1)?.revision)]) : null;
      const current = await agreementInForce(ctx);
      const names = namesOfBoth(current?.file ?? row.file, row.file);
      return { items: shown.map((edit) => writeEdit(edit, names)), next };
    }),
  ),
  acceptRisk: os.acceptRisk.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { row } = await load(ctx, agreementsAccess, draftThing, input.draftId, 'risk.accept');
      const { key, sentence, owner, reviewOn, reason } = input;
      if (!row.file.people.some((person) => person.id === owner))
        throw new Refusal('invalid-input', 'Name a person of the agreement.', 'owner');
      if (reviewOn <= today(ctx, row.file)) throw new Refusal('invalid-input', 'Review the risk on a later day.', 'reviewOn');
      const accepted = { acceptedBy: ctx.actor.name, acceptedAt: ctx.now.toString() };
      return putRisk(ctx, row, key, { sentence, owner, reviewOn, reason, ...accepted });
    }),
  ),
  withdrawRisk: os.withdrawRisk.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { row } = await load(ctx, agreementsAccess, draftThing, input.draftId, 'risk.accept');
      if (row.terms.risks[input.key] === undefined) throw new Refusal('missing', 'That risk is not accepted here.', 'key');
      return putRisk(ctx, row, input.key, undefined);
    }),
  ),
});

async function putRisk(ctx: Ctx, draft: Draft, key: string, risk: AcceptedRisk | undefined): Promise<{ revision: number }> {
  const { [key]: _before, ...others } = draft.terms.risks;
  const terms = { ...draft.terms, risks: risk === undefined ? others : { ...others, [key]: risk } };
  const edit = { file: [], terms: diffDocuments(draft.terms, terms) };
  const { revision, conflicts } = await draftEdit(ctx, draft.id, edit, 'risk.accept');
  if (conflicts.length > 0) throw new Refusal('draft-outdated', 'Somebody changed that risk just now. Look at it again.', 'key');
  return { revision };
}

/**
 * Changes a draft in the name of whoever asks. What no longer fits is given back and the rest is done. Refuses
 * `draft-closed` (it is offered, signed or closed) and `invalid-input` (a draft may not hold the outcome).
 * `action` is what the caller must be allowed to do.
 */
export async function draftEdit(
  ctx: Ctx,
  draftId: string,
  edit: Edit,
  action: EditAction = 'draft.edit',
): Promise<{ revision: number; conflicts: Conflict[] }> {
  const { row, proof } = await load(ctx, agreementsAccess, draftToChange, draftId, action);
  if (row.state !== 'open') throw closedRefusal(row);
  const merge = mergeEdit(row, edit);
  if (!merge.ok) throw new Refusal('invalid-input', merge.problem, merge.field);
  const { file, terms, changes, conflicts } = merge;
  await assertClausesBorne(ctx, row.terms, terms);
  const paths = [...changes.file, ...changes.terms].map(({ path }) => path);
  if (paths.length === 0) return { revision: row.revision, conflicts };
  const revision = row.revision + 1;
  await editInsert(ctx, proof, { revision, file, terms, changes });
  await recordDraftEdited(ctx, row, revision, paths);
  return { revision, conflicts };
}

const closedWords = {
  open: 'The draft is open.',
  offered: 'The draft is offered for signature and cannot change. Withdraw the offer, or begin another draft.',
  signed: 'The draft is signed. Begin an amendment to change what it says.',
  closed: 'The draft is closed. Open it again to go on.',
};

function closedRefusal({ state }: DraftLine): Refusal {
  return new Refusal('draft-closed', closedWords[state], null);
}

function revisionCursor(cursor: string | undefined): number | null {
  if (cursor === undefined) return null;
  const [revision = ''] = cursorParts(cursor, 1);
  if (!/^\d{1,9}$/.test(revision)) throw new Refusal('invalid-input', 'This page of the list is not known.', 'after');
  return Number(revision);
}

/** Sentences enough to see what an edit was about. */
const sentencesMost = 20;

function writeEdit(edit: EditRow, names: Names) {
  const all = [...edit.changes.file, ...edit.changes.terms];
  const sentences = all.slice(0, sentencesMost).map((change) => changeSentence(change, names));
  return { ...writeEditor(edit), revision: edit.revision, sentences, more: all.length - sentences.length };
}

function writeEditor({ memberId, name, side, at }: Omit<EditRow, 'revision' | 'changes'>) {
  return { memberId, name, side, at: at.toString() };
}

/** What a new draft says at first: what counts before it will, or two organisations and a site. */
async function beginning(ctx: Ctx, kind: Draft['kind']): Promise<Pick<Draft, 'baseHash' | 'file' | 'terms'>> {
  const current = await agreementInForce(ctx);
  const terms = await termsToBegin(ctx);
  if (current !== null)
    return {
      baseHash: current.contentHash,
      file: draftOf(current.file, draftDay(current.file, kind, today(ctx, current.file))),
      terms,
    };
  const { slug, name, internal, provider } = await engagementOf(ctx);
  const parties = { internal: { name: internal }, provider: { name: provider } };
  return { baseHash: null, file: emptyDraft({ id: slug, name }, parties, today(ctx, null)), terms };
}

function today(ctx: Ctx, file: EngagementFile | null): string {
  return ctx.now
    .toZonedDateTimeISO(file?.sites[0]?.timezone ?? 'UTC')
    .toPlainDate()
    .toString();
}

function writeLine(line: DraftLine) {
  const { id, kind, title, reason, state, revision, createdBy } = line;
  return {
    id,
    kind,
    title,
    reason,
    state,
    revision,
    createdBy,
    createdAt: line.createdAt.toString(),
    updatedAt: line.updatedAt.toString(),
  };
}

function writeDraft(draft: Draft) {
  return { ...writeLine(draft), baseHash: draft.baseHash, file: { ...draft.file }, terms: { ...draft.terms } };
}

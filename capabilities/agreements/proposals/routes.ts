/**
 * Proposals for whoever answers for the matrix: how often the agreement fell short, with the evidence, and one of two
 * answers: it stays as it is, with a reason, or a draft is begun.
 */
import { implement } from '@orpc/server';
import { draftDay, draftOf } from '@tandem/core/responsibility/draft.ts';
import type { EngagementFile } from '@tandem/core/responsibility/model.ts';
import { authorise, load } from '@tandem/platform/access/access.ts';
import { cursorOf, timeCursor } from '@tandem/platform/http/cursor.ts';
import type { Edge } from '@tandem/platform/http/edge.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { agreementInForce, functionName } from '../../responsibility/index.ts';
import { agreementsAccess } from '../access.ts';
import { draftInsert } from '../drafts/store.ts';
import { proposalAnsweredEntry, recordDraftBegun, recordEntries } from '../events.ts';
import { termsToBegin, todayOf } from '../offers/index.ts';
import { proposalsContract } from './contract.ts';
import { type Proposal, proposalAnswer, proposalsSelect, proposalToAnswer } from './store.ts';

const os = implement(proposalsContract).$context<Edge>();

export const proposalsRoutes = os.router({
  list: os.list.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const proof = authorise(ctx, agreementsAccess, 'proposal.read');
      const file = (await agreementInForce(ctx))?.file ?? null;
      const rows = await proposalsSelect(ctx, proof, input.state, timeCursor(input.after), input.limit + 1);
      const shown = rows.slice(0, input.limit);
      const last = shown.at(-1);
      const next = rows.length > input.limit && last !== undefined ? cursorOf([last.lastAt.toString(), last.id]) : null;
      return { items: shown.map((proposal) => write(proposal, file)), next };
    }),
  ),
  dismiss: os.dismiss.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { row, proof } = await load(ctx, agreementsAccess, proposalToAnswer, input.proposalId, 'proposal.answer');
      assertOpen(row);
      const answered = await proposalAnswer(ctx, proof, { state: 'dismissed', reason: input.reason, draftId: null });
      await recordEntries(ctx, [proposalAnsweredEntry(row, 'dismissed', { reason: input.reason })]);
      return write(answered, (await agreementInForce(ctx))?.file ?? null);
    }),
  ),
  draft: os.draft.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { row, proof } = await load(ctx, agreementsAccess, proposalToAnswer, input.proposalId, 'proposal.answer');
      assertOpen(row);
      const current = await agreementInForce(ctx);
      if (current === null) throw new Refusal('no-agreement', 'No engagement file was imported yet.', null);
      const line = await draftInsert(ctx, authorise(ctx, agreementsAccess, 'draft.edit'), {
        kind: 'amendment',
        title: `${functionName(current.file, row.function)}: ${titles[row.kind]}`.slice(0, 200),
        reason: `${row.sentence} Seen ${row.count} ${row.count === 1 ? 'time' : 'times'}, last with ${row.evidence[0]?.number ?? 'work'}.`,
        baseHash: current.contentHash,
        file: draftOf(current.file, draftDay(current.file, 'amendment', todayOf(ctx, current.file))),
        terms: await termsToBegin(ctx),
      });
      const answered = await proposalAnswer(ctx, proof, { state: 'drafted', reason: 'A draft was begun.', draftId: line.id });
      await recordEntries(ctx, [proposalAnsweredEntry(row, 'drafted', { draftId: line.id })]);
      await recordDraftBegun(ctx, line);
      return write(answered, current.file);
    }),
  ),
});

const titles = { gap: 'cover what is open', conflict: 'say who of two', swap: 'write down who does it' };

function assertOpen(proposal: Proposal): void {
  if (proposal.state !== 'open')
    throw new Refusal('proposal-answered', `${proposal.answeredName ?? 'Somebody'} answered this proposal before you.`, null);
}

function write(proposal: Proposal, file: EngagementFile | null) {
  const { id, kind, scope, rows, sentence, count, state, draftId } = proposal;
  return {
    id,
    kind,
    function: proposal.function,
    functionName: file === null ? proposal.function : functionName(file, proposal.function),
    scope,
    rows,
    sentence,
    count,
    firstAt: proposal.firstAt.toString(),
    lastAt: proposal.lastAt.toString(),
    evidence: proposal.evidence.map(({ at, number, receiptId }) => ({ at, number, receiptId })),
    state,
    answered:
      proposal.answeredAt === null
        ? null
        : { at: proposal.answeredAt.toString(), by: proposal.answeredName ?? '', reason: proposal.answer ?? '' },
    draftId,
  };
}

/**
 * The fit questionnaire: links made by members, answered by whoever holds one. A wrong token is an address that does
 * not exist; the answer to a good one tells the two organisations and nothing else of the engagement.
 */
import { randomBytes } from 'node:crypto';
import { implement } from '@orpc/server';
import { readFitFacts } from '@tandem/core/commercial/fit-questions.ts';
import { authorise, load, type Proof } from '@tandem/platform/access/access.ts';
import type { Ctx, MemberActor } from '@tandem/platform/access/actor.ts';
import { publicOrigin } from '@tandem/platform/config/config.ts';
import { cursorOf, cursorParts } from '@tandem/platform/http/cursor.ts';
import type { Edge } from '@tandem/platform/http/edge.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { engagementOf } from '../../engagements/index.ts';
import { agreementsAccess } from '../access.ts';
import { recordFitAnswered, recordFitLink } from '../events.ts';
import { fitContract } from './contract.ts';
import { linksMost, reasonAgainstAnswering, reasonAgainstClosing } from './rules.ts';
import {
  type FitRow,
  fitInsert,
  fitsSelect,
  fitThing,
  fitUpdateAnswers,
  fitUpdateClosed,
  linkSelect,
  openLinksCount,
} from './store.ts';

const os = implement(fitContract).$context<Edge>();

type MemberCtx = Ctx & { actor: MemberActor };

export const fitRoutes = os.router({
  list: os.list.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      authorise(ctx, agreementsAccess, 'fit.read');
      const after = input.after === undefined ? null : (cursorParts(input.after, 1)[0] ?? null);
      const rows = await fitsSelect(ctx, after, input.limit + 1);
      const shown = rows.slice(0, input.limit);
      const last = shown.at(-1);
      const next = rows.length > input.limit && last ? cursorOf([last.id]) : null;
      return { items: shown.map((row) => writeLine(ctx, row)), next };
    }),
  ),
  create: os.create.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const proof = authorise(ctx, agreementsAccess, 'fit.ask');
      if ((await openLinksCount(ctx)) >= linksMost)
        throw new Refusal('too-many-links', `${linksMost} links are open. Close some first.`, null);
      const token = randomBytes(24).toString('base64url');
      const expiresAt = ctx.now.add({ hours: input.days * 24 });
      const row = await fitInsert(ctx, proof, { title: input.title, token, expiresAt });
      await recordFitLink(ctx, row, 'made');
      return { fit: writeLine(ctx, row), address: `${publicOrigin(context.config)}/fit/${token}` };
    }),
  ),
  close: os.close.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { row, proof } = await load(ctx, agreementsAccess, fitThing, input.fitId, 'fit.ask');
      const reason = reasonAgainstClosing(row, ctx.actor.side, ctx.now);
      if (reason !== null) throw new Refusal('not-allowed', reason, null);
      await fitUpdateClosed(ctx, proof);
      await recordFitLink(ctx, row, 'closed');
      return writeLine(ctx, { ...row, closedAt: ctx.now });
    }),
  ),
  seeByToken: os.seeByToken.handler(({ input, context }) =>
    byToken(context, input.token, async (ctx, row) => writeSeen(ctx, row)),
  ),
  answerByToken: os.answerByToken.handler(({ input, context }) =>
    byToken(context, input.token, async (ctx, row, proof) => {
      const read = readFitFacts(input.answers);
      if (!read.ok) {
        const { field = '', message = 'These are no answers.' } = read.problems[0] ?? {};
        throw new Refusal('invalid-input', message, field === '' ? 'answers' : `answers.${field}`);
      }
      if (!(await fitUpdateAnswers(ctx, proof, read.facts))) throw closed('This questionnaire was closed just now.');
      await recordFitAnswered(ctx, row);
      return writeSeen(ctx, { ...row, answers: read.facts });
    }),
  ),
});

/** Runs as the system in the engagement the token belongs to. Refuses `missing` and `fit-closed`. */
async function byToken<T>(
  context: Edge,
  token: string,
  work: (ctx: Ctx, row: FitRow, proof: Proof<'fit.answer'>) => Promise<T>,
): Promise<T> {
  const link = await context.asNobody((tx) => linkSelect(tx, token));
  if (link === undefined) throw new Refusal('missing', 'There is nothing at this address. Check that the link is whole.', null);
  return context.asSystem(link.engagementId, 'fit questionnaire', async (ctx) => {
    const { row, proof } = await load(ctx, agreementsAccess, fitThing, link.fitId, 'fit.answer');
    const reason = reasonAgainstAnswering(row, ctx.now);
    if (reason !== null) throw closed(reason);
    return work(ctx, row, proof);
  });
}

const closed = (reason: string): Refusal => new Refusal('fit-closed', reason, null);

function writeLine(ctx: MemberCtx, row: FitRow) {
  const { id, title, side, answers } = row;
  return {
    id,
    title,
    side,
    createdBy: row.memberName,
    createdAt: row.createdAt.toString(),
    expiresAt: row.expiresAt.toString(),
    closedAt: row.closedAt?.toString() ?? null,
    answeredAt: row.answeredAt?.toString() ?? null,
    answers: answers === null ? null : { ...answers },
    mayClose: reasonAgainstClosing(row, ctx.actor.side, ctx.now) ?? (true as const),
  };
}

async function writeSeen(ctx: Ctx, row: FitRow) {
  const { internal, provider } = await engagementOf(ctx);
  const { title, memberName, expiresAt, answers } = row;
  return { title, askedBy: memberName, internal, provider, expiresAt: expiresAt.toString(), answers: answers && { ...answers } };
}

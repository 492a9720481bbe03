/**
 * The clause library: read and changed by the provider alone. For the other side there is none, so that not even the
 * number of clauses tells anything; it reads a clause when a draft holds it.
 */
import { implement } from '@orpc/server';
import { authorise, load } from '@tandem/platform/access/access.ts';
import { cursorOf, cursorParts } from '@tandem/platform/http/cursor.ts';
import type { Edge } from '@tandem/platform/http/edge.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { agreementsAccess } from '../access.ts';
import { recordClauseChanged } from '../events.ts';
import { clausesContract } from './contract.ts';
import { reasonAgainstClause } from './rules.ts';
import { type ClauseRow, clauseInsert, clausesSelect, clauseThing } from './store.ts';

const os = implement(clausesContract).$context<Edge>();

export const clausesRoutes = os.router({
  list: os.list.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      authorise(ctx, agreementsAccess, 'clause.read');
      const after = input.after === undefined ? null : (cursorParts(input.after, 1)[0] ?? null);
      const rows = await clausesSelect(ctx, after, input.limit + 1);
      const shown = rows.slice(0, input.limit);
      const last = shown.at(-1);
      return { items: shown.map(writeClause), next: rows.length > input.limit && last ? cursorOf([last.id]) : null };
    }),
  ),
  save: os.save.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const proof = authorise(ctx, agreementsAccess, 'clause.change');
      const { after, section, replaces, title, text } = input;
      const wrong = reasonAgainstClause({ section, replaces, text });
      if (wrong !== null) throw new Refusal('invalid-input', wrong.sentence, wrong.field);
      const before = after === null ? undefined : await clauseThing.select(ctx, after.clauseId);
      if (after !== null && before === undefined) throw new Refusal('missing', 'There is no such clause here.', 'after');
      if (before !== undefined && before.version !== after?.version) throw outdated();
      const said = { section, replaces, title, text, withdrawn: false };
      const row = await clauseInsert(ctx, proof, {
        ...said,
        clauseId: before?.clauseId ?? null,
        version: (before?.version ?? 0) + 1,
      });
      if (row === undefined) throw outdated();
      await recordClauseChanged(ctx, row);
      return writeClause(row);
    }),
  ),
  withdraw: os.withdraw.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { row: before, proof } = await load(ctx, agreementsAccess, clauseThing, input.clauseId, 'clause.change');
      if (before.version !== input.version) throw outdated();
      if (before.withdrawn) throw new Refusal('clause-outdated', 'The clause is withdrawn already.', null);
      const row = await clauseInsert(ctx, proof, { ...before, version: before.version + 1, withdrawn: true });
      if (row === undefined) throw outdated();
      await recordClauseChanged(ctx, row);
      return writeClause(row);
    }),
  ),
});

function outdated(): Refusal {
  return new Refusal('clause-outdated', 'Somebody changed the clause since you read it. Look at it again.', null);
}

function writeClause({ id, clauseId, version, section, replaces, title, text, withdrawn, memberName, createdAt }: ClauseRow) {
  const said = { section, replaces, title, text, withdrawn };
  return { id, clauseId, version, ...said, createdBy: memberName, createdAt: createdAt.toString() };
}

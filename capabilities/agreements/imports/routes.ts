/**
 * A file as the beginning of a draft. The file is checked as strictly as an import; the draft says what its version says
 * that begins last, since that is what whoever wrote the file wants to come.
 */
import { implement } from '@orpc/server';
import { draftOf } from '@tandem/core/responsibility/draft.ts';
import { authorise } from '@tandem/platform/access/access.ts';
import type { Edge } from '@tandem/platform/http/edge.ts';
import { agreementInForce, checkFile } from '../../responsibility/index.ts';
import { agreementsAccess } from '../access.ts';
import { draftInsert } from '../drafts/store.ts';
import { recordDraftBegun } from '../events.ts';
import { changesFrom, termsToBegin } from '../offers/index.ts';
import { importsContract } from './contract.ts';

const os = implement(importsContract).$context<Edge>();

export const importsRoutes = os.router({
  draft: os.draft.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const proof = authorise(ctx, agreementsAccess, 'draft.edit');
      const file = await checkFile(ctx, input.text);
      const current = await agreementInForce(ctx);
      const last =
        file.matrix
          .map(({ from }) => from)
          .sort()
          .at(-1) ?? '';
      const terms = await termsToBegin(ctx);
      const line = await draftInsert(ctx, proof, {
        kind: current === null ? 'agreement' : 'amendment',
        title: input.title,
        reason: input.reason,
        baseHash: current?.contentHash ?? null,
        file: draftOf(file, last),
        terms,
      });
      await recordDraftBegun(ctx, line);
      return {
        draftId: line.id,
        title: line.title,
        changes: changesFrom(current === null ? null : { file: current.file, terms }, { file, terms }, last),
      };
    }),
  ),
});

/**
 * A file as the beginning of a draft, on real PostgreSQL through the server: what is in force stays as it is, and what the
 * file says differently is told and waits for both signatures.
 */
import { readFileSync } from 'node:fs';
import { formatEngagement } from '@tandem/core/responsibility/format.ts';
import type { EngagementFile } from '@tandem/core/responsibility/model.ts';
import { parseEngagement } from '@tandem/core/responsibility/parse.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cast, createCast } from '../../../proof/cast/cast.ts';
import { engagementsCapability } from '../../engagements/index.ts';
import { responsibilityCapability } from '../../responsibility/index.ts';
import { agreementsCapability } from '../index.ts';

let cast: Cast;

beforeAll(async () => {
  cast = await createCast([engagementsCapability, responsibilityCapability, agreementsCapability]);
});
afterAll(() => cast.end());

const parsed = parseEngagement(readFileSync(new URL('../../../examples/harbor.yaml', import.meta.url), 'utf8'), 'harbor.yaml');
if (!parsed.ok) throw new Error('The example is valid.');
const harbor = parsed.file;

const away: EngagementFile = { ...harbor, absences: [{ person: 'dana', from: '2027-05-24T00:00', to: '2027-06-02T00:00' }] };
const from = (file: EngagementFile, more: object = {}) => ({ text: formatEngagement(file), ...more });

test('what a file says differently becomes a draft, and nothing else changes', async () => {
  const before = (await cast.as('dana').get('~/responsibility')).body.contentHash;
  const begun = await cast.as('dana').post('~/drafts/from-file', from(away, { title: 'Leave', reason: 'Dana is away' }));
  expect(begun).toMatchObject({ status: 201, body: { title: 'Leave' } });
  expect(begun.body.changes).toMatchObject([{ path: expect.stringContaining('absences') }]);
  const draft = (await cast.as('mo').get(`~/drafts/${begun.body.draftId}`)).body;
  expect(draft).toMatchObject({ kind: 'amendment', state: 'open', reason: 'Dana is away', baseHash: before });
  expect(draft.file.absences).toEqual(away.absences);
  expect(draft.file.matrix).toMatchObject([{ version: 'draft' }]);
  expect((await cast.as('dana').get('~/responsibility')).body.contentHash).toBe(before);
});

test('the same file again is a draft without changes', async () => {
  const begun = await cast.as('mo').post('~/drafts/from-file', from(harbor));
  expect(begun).toMatchObject({ status: 201, body: { title: 'From a file', changes: [] } });
});

test('who may not edit drafts begins none, and neither does a file that is not valid or of somebody else', async () => {
  const drafts = async () => (await cast.as('dana').get('~/drafts?limit=200')).body.items.length;
  const before = await drafts();
  for (const person of ['wes', 'helen', 'jo'] as const)
    expect(await cast.as(person).post('~/drafts/from-file', from(away))).toMatchObject({
      status: 403,
      body: { code: 'not-allowed' },
    });
  const broken = await cast.as('dana').post('~/drafts/from-file', { text: 'format: tandem/1\nmatrix: [' });
  expect(broken.status).toBe(422);
  const other = { ...away, engagement: { ...away.engagement, id: 'another' } };
  expect((await cast.as('dana').post('~/drafts/from-file', from(other))).status).toBe(409);
  expect(await drafts()).toBe(before);
});

/**
 * The statement of work of a draft through the server: both IT sides read it, and it prints in both forms.
 */
import { statementOf } from '@tandem/core/commercial/statement.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cast, createCast, type HarborPerson } from '../../../proof/cast/cast.ts';
import { engagementsCapability } from '../../engagements/index.ts';
import { responsibilityCapability } from '../../responsibility/index.ts';
import { agreementsCapability } from '../index.ts';

let cast: Cast;
let draftId: string;

beforeAll(async () => {
  cast = await createCast([engagementsCapability, responsibilityCapability, agreementsCapability]);
  draftId = (await cast.as('mo').post('~/drafts', { kind: 'amendment', title: 'The next one' })).body.id;
});
afterAll(() => cast.end());

const download = (by: HarborPerson, form: string) =>
  cast.app.inject({
    url: `/api/engagements/${cast.harborId}/drafts/${draftId}/statement.${form}`,
    headers: { 'x-test-user': cast.people[by].userId },
  });

test('both sides read the statement of the draft', async () => {
  const draft = (await cast.as('dana').get(`~/drafts/${draftId}`)).body;
  const seen = await cast.as('dana').get(`~/drafts/${draftId}/statement`);
  expect(seen.body).toEqual(JSON.parse(JSON.stringify(statementOf({ file: draft.file, terms: draft.terms }))));
  expect(await cast.as('mo').get(`~/drafts/${draftId}/statement`)).toMatchObject({ status: 200 });
});

test.each([
  ['pdf', 'application/pdf', '%PDF-1.7'],
  ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'PK'],
])('it prints as %s', async (form, mediaType, begins) => {
  const printed = await download('dana', form);
  expect([printed.statusCode, printed.headers['content-type']]).toEqual([200, mediaType]);
  expect(printed.headers['content-disposition']).toBe(`attachment; filename="harbor-statement-of-work.${form}"`);
  expect(printed.rawPayload.subarray(0, begins.length).toString()).toBe(begins);
});

test('who is no IT person, or names no draft, gets nothing', async () => {
  expect((await download('wes', 'pdf')).statusCode).toBe(404);
  expect(await cast.as('dana').get('~/drafts/0190a000-0000-7000-8000-000000000000/statement')).toMatchObject({ status: 404 });
});

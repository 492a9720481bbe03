/**
 * Every screen in both themes and three widths: whatever else it shows, it can be read by everybody, fits, and stands
 * still. A screen that the product has and this list has not is a failure, so that none is forgotten.
 * `docs/pictures/now.png` is the picture `now-light-1440`.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { inspectEverywhere, layoutShift, settled, takePicture } from './inspect.ts';
import { desk, phone, type Stage, startStage } from './stage.ts';

const night = '2027-05-29T02:10-05:00';
const question = '/ask?q=erp+p1+saturday+2am';

/** Name, who looks, and where. Names are those of the pictures. */
const screens: [name: string, person: string, place: string][] = [
  ['now', 'dana', '/now'],
  ['now-provider', 'jo', '/now'],
  ['now-employee', 'wes', '/now'],
  ['ask', 'dana', '/ask'],
  ['ask-answer', 'dana', question],
  ['work', 'dana', '/work'],
  ['work-all', 'jo', '/work?view=all'],
  ['item', 'lee', '/work/HAR-1012'],
  ['alerts', 'jo', '/alerts'],
  ['sources', 'mo', '/alerts/sources'],
  ['source-new', 'mo', '/alerts/sources/new'],
  ['try', 'mo', '/alerts/try'],
  ['quarantine', 'mo', '/alerts/quarantine'],
  ['agreement', 'dana', '/agreement'],
  ['matrix', 'dana', '/matrix'],
  ['versions', 'pat', '/agreement/history'],
  ['proposals', 'dana', '/agreement/proposals'],
  ['proof', 'pat', '/proof'],
  ['rules', 'pat', '/agreement/rules?rule=gap'],
  ['fit', 'mo', '/agreement/fit'],
  ['clauses', 'mo', '/agreement/clauses'],
  ['rates', 'mo', '/agreement/rates'],
  ['people', 'dana', '/people'],
  ['register', 'dana', '/register'],
  ['audit', 'pat', '/audit'],
  ['inbox', 'jo', '/inbox'],
  ['messages', 'mo', '/messages'],
  ['mailbox', 'dana', '/mailbox'],
  ['account', 'dana', '/account'],
];

let stage: Stage;
beforeAll(async () => {
  stage = await startStage(night);
});
afterEach(() => stage.settle());
afterAll(() => stage?.end());

test.for(screens)('%s', async ([name, person, place]) => {
  const page = await stage.visit(person, place);
  await settled(page);
  expect(await inspectEverywhere(page, name)).toEqual([]);
});

test.for(['/now', '/work', '/work/HAR-1001'])('%s stands still while it loads', async (place) => {
  for (const size of [desk, phone]) {
    const page = await stage.visit('dana', place, { size });
    expect(await layoutShift(page), `at ${size.width}`).toBeLessThan(0.1);
  }
});

test('the API reference is drawn from our own origin, under its policy', async () => {
  const page = await stage.stranger('/api/reference');
  await page.getByText('/engagements/{engagementId}/work/items', { exact: true }).first().waitFor({ state: 'attached' });
  await takePicture(page, 'reference');
});

/** Screens of one thing, which need its id; the item stands above with a number of the example, drafts in draft.test.ts. */
const ofOneThing = [
  '/work/$number',
  '/alerts/$alertId',
  '/alerts/sources/$sourceId',
  '/alerts/quarantine/$entryId',
  '/agreement/$draftId/price',
  '/agreement/$draftId/sign',
  '/agreement/$draftId/scope',
  '/agreement/$draftId/matrix',
  '/agreement/$draftId/decisions',
  '/agreement/$draftId/proof',
  '/agreement/$draftId/replay',
  '/agreement/$draftId/statement',
];

test('each screen of the product is in this list', () => {
  const source = readFileSync(join(import.meta.dirname, '..', '..', 'apps', 'web', 'screens.ts'), 'utf8');
  const inside = source.slice(0, source.indexOf('outsidePages'));
  const paths = [...inside.matchAll(/path: '(\/[^']*)'/g)].map(([, path = '']) => path);
  const seen = new Set([...screens.map(([, , place]) => place.split('?')[0]), ...ofOneThing]);
  expect(paths.filter((path) => !seen.has(path))).toEqual([]);
});

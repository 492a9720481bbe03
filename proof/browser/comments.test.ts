/**
 * Two people talk about one cell of a draft: one writes by keyboard and mentions the other, who sees it arrive, is told,
 * follows the link, answers and settles. What is private stays with its side, a failed send loses no words, and the aside
 * can be read by everybody, in both themes and three widths.
 */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { inspectEverywhere, settled } from './inspect.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
let draft: string;

beforeAll(async () => {
  stage = await startStage('2027-05-29T02:10-05:00');
  const dana = await stage.visit('dana', '/agreement');
  await dana.getByRole('button', { name: 'Begin a draft' }).click();
  await dana.getByLabel('Name').fill('Nights to the desk');
  await dana.getByRole('button', { name: 'Begin', exact: true }).click();
  await dana.waitForURL(/\/agreement\/[0-9a-f-]{36}\/matrix/);
  draft = new URL(dana.url()).pathname.replace(/^\/harbor|\/matrix$/g, '');
});
afterEach(() => stage.settle());
afterAll(() => stage?.end());

const patient = { timeout: 20_000 };
const cell = (page: Page, row: string, column: string) => page.locator(`[id="cell-${row}-${column}"]`);
const aside = (page: Page) => page.getByRole('dialog');
const marks = (page: Page, count: number) =>
  page.getByRole('button', { name: new RegExp(`^${count} open comments? on row A-04, after hours$`) });

/** Writes at the cell of the night, as people do who leave the mouse alone. */
async function writeAtNight(page: Page, words: string): Promise<void> {
  await cell(page, 'A-04', 'after-hours').click();
  await page.keyboard.press('c');
  await aside(page).getByLabel('Write a comment').fill('');
  await page.keyboard.type(words);
}

test('a comment reaches the other side at once, and its link leads to the thread, which is answered and settled', async () => {
  const mo = await stage.visit('mo', `${draft}/matrix`);
  const dana = await stage.visit('dana', `${draft}/matrix`);
  await cell(mo, 'A-04', 'after-hours').waitFor();
  await writeAtNight(dana, 'Who is awake, @mo');
  await aside(dana)
    .getByRole('option', { name: /Mo Ito/ })
    .waitFor();
  await dana.keyboard.press('Enter');
  await dana.keyboard.type('?');
  await dana.keyboard.press('Control+Enter');
  await aside(dana).getByText('Who is awake, @Mo Ito ?').waitFor();
  await marks(mo, 1).waitFor(patient);

  await mo.goto('/harbor/inbox');
  await mo
    .getByRole('link', { name: /Dana Ruiz mentioned you on .*A-04, after hours/ })
    .first()
    .click();
  await mo.waitForURL(/comments=cell/);
  await aside(mo).getByText('Who is awake, @Mo Ito ?').waitFor();
  await aside(mo).getByRole('button', { name: 'Answer' }).click();
  await aside(mo).getByLabel('Answer', { exact: true }).fill('Jo is, every night.');
  await mo.keyboard.press('Control+Enter');
  await aside(dana).getByText('Jo is, every night.').waitFor(patient);
  await aside(mo).getByRole('button', { name: 'Settle' }).click();
  await aside(dana).getByText('Everything here is settled.').waitFor(patient);
  expect(await marks(mo, 1).count()).toBe(0);
});

test('an aside is seen by its side, and by nobody of the other', async () => {
  const pat = await stage.visit('pat', `${draft}/matrix`);
  const mo = await stage.visit('mo', `${draft}/matrix`);
  const dana = await stage.visit('dana', `${draft}/matrix`);
  await cell(mo, 'A-04', 'after-hours').waitFor();
  await writeAtNight(dana, 'They would pay for it.');
  await aside(dana).getByText('Harbor only', { exact: true }).click();
  await aside(dana)
    .getByText(/The other side is not told/)
    .waitFor();
  await aside(dana).getByRole('button', { name: 'Comment', exact: true }).click();
  await marks(pat, 1).waitFor(patient);
  // What comes for both sides afterwards shows that mo's page heard what it was to hear.
  await aside(dana).getByText('Both sides', { exact: true }).click();
  await aside(dana).getByLabel('Write a comment').fill('For both');
  await dana.keyboard.press('Control+Enter');
  await marks(pat, 2).waitFor(patient);
  await marks(mo, 1).waitFor(patient);
});

test('a send that fails keeps the words, also when the aside was closed', async () => {
  stage.expectComplaint(/Failed to load resource/);
  const dana = await stage.visit('dana', `${draft}/decisions`);
  await dana
    .getByRole('button', { name: /^Comment on the question/ })
    .first()
    .click();
  await dana.route('**/comments', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
  await aside(dana).getByLabel('Write a comment').fill('Not to be lost');
  await aside(dana).getByRole('button', { name: 'Comment', exact: true }).click();
  await aside(dana).getByRole('alert').waitFor();
  expect(await aside(dana).getByLabel('Write a comment').inputValue()).toBe('Not to be lost');
  await dana.keyboard.press('Escape');
  await aside(dana).waitFor({ state: 'hidden' });
  await dana
    .getByRole('button', { name: /^Comment on the question/ })
    .first()
    .click();
  expect(await aside(dana).getByLabel('Write a comment').inputValue()).toBe('Not to be lost');
  await dana.unroute('**/comments');
  await aside(dana).getByRole('button', { name: 'Comment', exact: true }).click();
  await aside(dana).getByRole('article').getByText('Not to be lost').waitFor();
});

test('an open thread and the list of all can be read by everybody', { timeout: 240_000 }, async () => {
  const dana = await stage.visit('dana', `${draft}/matrix?comments=cell/after-hours/A-04`);
  await aside(dana).getByRole('article').first().waitFor();
  await settled(dana);
  expect(await inspectEverywhere(dana, 'comments-thread')).toEqual([]);
  await aside(dana).getByRole('button', { name: 'All comments' }).click();
  await aside(dana).getByRole('button', { name: 'Comment on the whole draft' }).waitFor();
  expect(await inspectEverywhere(dana, 'comments-list')).toEqual([]);
  await dana.keyboard.press('Escape');
  await aside(dana).waitFor({ state: 'hidden' });
  expect(await inspectEverywhere(dana, 'comments-matrix')).toEqual([]);
});

/**
 * Two people talk about a cell and a field of a draft: one writes by keyboard and mentions the other, who sees it arrive, is told,
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

const rowInFull = (page: Page) => page.getByRole('dialog', { name: /A-04$/ });
const asideOn = (page: Page, field: string) => page.getByRole('dialog', { name: new RegExp(`A-04, ${field}$`) });
const mentionedOn = (page: Page, where: string) =>
  page.getByRole('link', { name: new RegExp(`Dana Ruiz mentioned you on .*A-04, ${where}`) }).first();

/** Chooses somebody behind an @, and sends. */
async function mentionMo(page: Page, words: string): Promise<void> {
  await page.keyboard.type(`${words}, @mo`);
  await page.getByRole('option', { name: /Mo Ito/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.type('?');
  await page.keyboard.press('Control+Enter');
}

/** Writes at the cell of the night, as people do who leave the mouse alone. */
async function writeAtNight(page: Page, words: string): Promise<void> {
  await cell(page, 'A-04', 'after-hours').click();
  await page.keyboard.press('c');
  await aside(page).getByLabel('Write a comment').fill('');
  await page.keyboard.type(words);
}

test('a comment reaches the other side at once, and its link leads to the thread, on a cell or a field of the row in full', async () => {
  const mo = await stage.visit('mo', `${draft}/matrix`);
  const dana = await stage.visit('dana', `${draft}/matrix`);
  await cell(mo, 'A-04', 'after-hours').waitFor();
  await writeAtNight(dana, '');
  await mentionMo(dana, 'Who is awake');
  await aside(dana).getByText('Who is awake, @Mo Ito ?').waitFor();
  await marks(mo, 1).waitFor(patient);

  await mo.goto('/harbor/inbox');
  await mentionedOn(mo, 'after hours').click();
  await mo.waitForURL(/comments=cell/);
  await aside(mo).getByText('Who is awake, @Mo Ito ?').waitFor();
  await aside(mo).getByRole('button', { name: 'Answer' }).click();
  await aside(mo).getByLabel('Answer', { exact: true }).fill('Jo is, every night.');
  await mo.keyboard.press('Control+Enter');
  await aside(dana).getByText('Jo is, every night.').waitFor(patient);
  await aside(mo).getByRole('button', { name: 'Settle' }).click();
  await aside(dana).getByText('Everything here is settled.').waitFor(patient);
  expect(await marks(mo, 1).count()).toBe(0);

  await dana.goto(`/harbor${draft}/matrix?row=A-04`);
  await rowInFull(dana).getByRole('button', { name: 'Comment on row A-04, if nobody answers' }).press('Enter');
  await asideOn(dana, 'If nobody answers').getByLabel('Write a comment').focus();
  await mentionMo(dana, 'And then');
  await asideOn(dana, 'If nobody answers').getByText('And then, @Mo Ito ?').waitFor();
  await mo.goto('/harbor/inbox');
  await mentionedOn(mo, 'if nobody answers').click();
  await asideOn(mo, 'If nobody answers').getByText('And then, @Mo Ito ?').waitFor();
  const field = rowInFull(mo).locator('[data-opened]').getByRole('textbox', { name: 'If nobody answers' });
  await expect.poll(async () => ((await field.boundingBox())?.y ?? -1) > 0, patient).toBe(true);
  expect((await field.boundingBox())?.y).toBeLessThan(mo.viewportSize()?.height ?? 0);
  expect(await inspectEverywhere(mo, 'comments-field')).toEqual([]);
  await mo.keyboard.press('Escape');
  await asideOn(mo, 'If nobody answers').waitFor({ state: 'hidden' });
  await rowInFull(mo).getByRole('button', { name: '1 open comment on row A-04, if nobody answers' }).waitFor();
  await mo.keyboard.press('Escape');
  await rowInFull(mo).waitFor({ state: 'hidden' });
  await mo.getByRole('button', { name: '1 open comment on row A-04', exact: true }).waitFor();
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
  const own = aside(dana).getByRole('article').filter({ hasText: 'Change' }).first();
  const heights = ['Answer', 'Settle', 'Change', 'Take back'].map((name) => own.getByRole('button', { name }).boundingBox());
  expect(new Set((await Promise.all(heights)).map((box) => box?.y)).size).toBe(1);
  expect(await inspectEverywhere(dana, 'comments-thread')).toEqual([]);
  await aside(dana).getByRole('button', { name: 'All comments' }).click();
  await aside(dana).getByRole('button', { name: 'Comment on the whole draft' }).waitFor();
  expect(await inspectEverywhere(dana, 'comments-list')).toEqual([]);
  await dana.keyboard.press('Escape');
  await aside(dana).waitFor({ state: 'hidden' });
  expect(await inspectEverywhere(dana, 'comments-matrix')).toEqual([]);
});

/**
 * Two people write a draft: one edits the matrix by keyboard, mends a finding by one click and takes it back, and sees the
 * other's edit arrive; on the proof, one click mends all findings of a kind. Every tab of a draft can be read by
 * everybody, in both themes and three widths.
 */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { inspectEverywhere, settled, takePicture } from './inspect.ts';
import { phone, type Stage, startStage } from './stage.ts';

let stage: Stage;
let draft: string;

beforeAll(async () => {
  stage = await startStage('2027-05-29T02:10-05:00');
});
afterEach(() => stage.settle());
afterAll(() => stage?.end());

async function beginDraft(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Begin a draft' }).click();
  await page.getByLabel('Name').fill('Nights to the desk');
  await page.getByRole('button', { name: 'Begin', exact: true }).click();
  await page.waitForURL(/\/agreement\/[0-9a-f-]{36}\/matrix/);
  return new URL(page.url()).pathname.replace(/^\/harbor|\/matrix$/g, '');
}

const patient = { timeout: 20_000 };
const cell = (page: Page, row: string, column: string) => page.locator(`[id="cell-${row}-${column}"]`);
const says = (page: Page, row: string, column: string) => expect.poll(() => cell(page, row, column).textContent(), patient);
const errorsOf = async (page: Page): Promise<number> =>
  Number((await page.locator('[data-findings-ms]').textContent())?.match(/(\d+) errors?/)?.[1]);

test('an edit reaches the other side, a click mends a finding, and Ctrl-Z takes both back', async () => {
  const dana = await stage.visit('dana', '/agreement');
  draft = await beginDraft(dana);
  const mo = await stage.visit('mo', `${draft}/matrix`);
  await cell(dana, 'A-01', 'accountable').click();
  await dana.keyboard.type('sam');
  await dana.keyboard.press('Enter');
  await says(mo, 'A-01', 'accountable').toContain('Sam');
  await dana.keyboard.press('Control+z');
  await says(mo, 'A-01', 'accountable').toContain('Pat');

  const fix = dana.getByRole('button', { name: /^Add a row for everything else/ }).first();
  await fix.waitFor();
  const before = await errorsOf(dana);
  await fix.click();
  await expect.poll(() => errorsOf(dana), patient).toBe(before - 1);
  await dana.keyboard.press('Control+z');
  await expect.poll(() => errorsOf(dana), patient).toBe(before);
  await cell(dana, 'A-03', 'after-hours').click();
  await dana.keyboard.press('Delete');
  await expect.poll(() => errorsOf(dana), patient).toBeGreaterThan(before);
  await dana.getByText('Kept', { exact: true }).waitFor();
});

test('what changes is told in words, the same on the proof, among the settings and before signing', async () => {
  const page = await stage.visit('mo', `${draft}/proof`);
  const said = 'Row A-03: who has it after hours changes from Service desk to nobody.';
  await page.getByText(said, { exact: true }).scrollIntoViewIfNeeded(patient);
  await takePicture(page, 'draft-changes');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('dialog').getByText(said, { exact: true }).waitFor();
  await takePicture(page, 'draft-changes-kept');
  await page.goto(`/harbor${draft}/sign`);
  await page.getByText(said, { exact: true }).scrollIntoViewIfNeeded({ timeout: 60_000 });
  await takePicture(page, 'draft-changes-sign');
});

test('findings of one kind are mended in one step, and the rest of many unfolds by keyboard', async () => {
  const dana = await stage.visit('dana', `${draft}/proof`);
  const verdict = dana.getByRole('status').filter({ hasText: 'against offering' });
  const errors = async (): Promise<number> => Number(/^\d+/.exec((await verdict.textContent(patient)) ?? '')?.[0] ?? 0);
  const short = dana.getByRole('region', { name: /^Warning: The target is over before the chain is 5 findings/ });
  await short.getByRole('button', { name: 'Show 2 more' }).press('Enter');
  expect(await short.getByRole('listitem').count()).toBe(5);
  await short.locator('li:nth-child(4):focus').waitFor();
  await takePicture(dana, 'draft-findings-unfolded');
  await short.getByRole('button', { name: 'Show the first 3 only' }).press('Enter');
  expect(await short.getByRole('listitem').count()).toBe(3);

  const before = await errors();
  await dana.getByRole('button', { name: 'Mend all 3: Touch nothing more and go on calling' }).press('Enter');
  await dana.getByText('Mended all 3: No fail-safe for an urgent approval').waitFor();
  await expect.poll(errors, patient).toBe(before - 3);
  await dana.keyboard.press('Control+z');
  await expect.poll(errors, patient).toBe(before);
  await dana.getByText('Kept', { exact: true }).waitFor();
  await dana.getByRole('combobox', { name: 'Without this person' }).click();
  await dana.getByRole('option', { name: 'Without Pat Lowe' }).click();
  const choice = dana.getByRole('button', { name: 'Mend all 4: Let Sam Ortiz cover absences' });
  await choice.scrollIntoViewIfNeeded();
  await takePicture(dana, 'draft-findings-choice');
  expect(await dana.getByRole('button', { name: /^Mend all/ }).count()).toBe(5);
});

test('what can be done about a finding stands on one line of a phone', async () => {
  const page = await stage.visit('pat', `${draft}/proof`);
  await page.setViewportSize(phone);
  const accept = page.getByRole('button', { name: 'Accept as a risk' }).first();
  await accept.scrollIntoViewIfNeeded(patient);
  await takePicture(page, 'draft-findings-phone');
  const answer = accept.locator('xpath=preceding-sibling::button[.="The answer then"]');
  expect((await answer.boundingBox())?.y).toBe((await accept.boundingBox())?.y);
});

test.for(['scope', 'matrix', 'decisions', 'proof'])('the tab %s fits, and can be read by everybody', async (tab) => {
  const page = await stage.visit('pat', `${draft}/${tab}`);
  await settled(page);
  expect(await inspectEverywhere(page, `draft-${tab}`)).toEqual([]);
});

test('a table is imported after its columns are named, and each line that cannot be is told', async () => {
  const page = await stage.visit('mo', `${draft}/matrix`);
  await settled(page);
  const lines = [
    'Row,Work,Business hours,Who at night,Accountable',
    'A-03,sd-password-reset,dana: act,msp-noc: act,pat',
    'Z-01,no-such-work,dana: act,msp-noc: act,pat',
    'Z-02,=cmd|x,dana: act,msp-noc: act,pat',
  ];
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Import from CSV' }).click(),
  ]);
  await chooser.setFiles({ name: 'rows.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) });
  const dialog = page.getByRole('dialog', { name: 'Import rows.csv' });
  await dialog.waitFor();
  await dialog.getByText('3 lines cannot be imported:').waitFor();
  await dialog.getByRole('combobox', { name: 'What Who at night is' }).click();
  await page.getByRole('option', { name: 'after hours' }).click();
  await dialog.getByText('2 lines cannot be imported:').waitFor();
  await dialog.getByText('There is no function no-such-work.').waitFor();
  expect(await inspectEverywhere(page, 'import')).toEqual([]);
  const stood = (await cell(page, 'A-03', 'after-hours').textContent()) ?? '';
  await dialog.getByRole('button', { name: 'Import 1 row' }).click();
  await says(page, 'A-03', 'after-hours').toContain('Operations centre');
  await page.keyboard.press('Control+z');
  await says(page, 'A-03', 'after-hours').toBe(stood);
});

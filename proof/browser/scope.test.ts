/**
 * The facts of a draft in the browser: what one side says is wanted is there for the other, sites, rotas, contacts, caps and
 * absences are written without a file, and the proof tells which two people may not be away together.
 */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { inspectEverywhere, takePicture } from './inspect.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
let draft: string;

beforeAll(async () => {
  stage = await startStage('2027-05-29T02:10-05:00');
  const page = await stage.visit('dana', '/agreement');
  await page.getByRole('button', { name: 'Begin a draft' }).first().click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Two sites');
  await page.getByRole('dialog').getByRole('button', { name: 'Begin' }).click();
  await page.waitForURL(/\/agreement\/[0-9a-f-]{36}\/matrix/);
  draft = new URL(page.url()).pathname.replace(/^\/harbor|\/matrix$/g, '');
});
afterEach(() => stage.settle());
afterAll(() => stage?.end());

const sheet = (page: Page) => page.getByRole('dialog');
const keep = (page: Page) => sheet(page).getByRole('button', { name: 'Keep' }).click();

/** Chooses an option of a field by the words that it shows. */
async function choose(page: Page, label: RegExp, option: RegExp): Promise<void> {
  await sheet(page).getByLabel(label).first().click();
  await page.getByRole('option', { name: option }).first().click();
}

test('what one side says is wanted is there for the other', async () => {
  const dana = await stage.visit('dana', `${draft}/scope`);
  const mo = await stage.visit('mo', `${draft}/scope`);
  await mo.getByText('Everything', { exact: true }).waitFor();
  await dana.getByText('Everything', { exact: true }).click();
  await expect.poll(() => mo.getByRole('radio', { name: 'Everything', exact: true }).isChecked(), { timeout: 20_000 }).toBe(true);
});

test('a site, a contact, caps and an absence are written without a file', async () => {
  const page = await stage.visit('dana', `${draft}/scope`);
  await page.getByRole('button', { name: 'Add a site' }).click();
  await sheet(page).getByLabel('Name').fill('Plant');
  await sheet(page).getByRole('switch', { name: 'Has working hours of its own' }).check();
  await sheet(page).getByLabel('Saturday').fill('06:00-14:00');
  await takePicture(page, 'scope-site');
  await keep(page);
  await page.getByText('with hours of its own').waitFor();

  await page.getByRole('button', { name: 'Add an absence' }).click();
  await choose(page, /^Who/, /Dana/);
  await sheet(page).getByLabel('From').fill('2027-07-05');
  await sheet(page).getByLabel('Back on').fill('2027-07-01');
  expect(await sheet(page).getByRole('button', { name: 'Keep' }).getAttribute('aria-disabled')).toBe('true');
  await sheet(page).getByLabel('Back on').fill('2027-07-19');
  await keep(page);
  await page.getByText('From 5 Jul 2027, back on 19 Jul 2027').scrollIntoViewIfNeeded();
  await takePicture(page, 'scope-absence');

  await page.getByRole('button', { name: 'Change Dana Ruiz' }).first().click();
  await sheet(page).getByRole('button', { name: 'Add a way' }).click();
  await sheet(page)
    .getByLabel(/^Address or number of way/)
    .last()
    .fill('+1 555 0100');
  await keep(page);
  await page.getByLabel('Up to, for P2').fill('900');
  await page.getByLabel('Up to, for P2').press('Enter');
  await page.getByLabel('P3 within').fill('240m');
  await page.getByLabel('P3 within').press('Enter');
  expect(await page.getByLabel('P3 within').inputValue()).toBe('240m');
  await page.getByLabel('Other days off').fill('2027-12-24, 2026-13-01');
  await page.getByLabel('Other days off').press('Enter');
  await page.getByText('"2026-13-01" is no date').waitFor();
  expect(await page.getByLabel('P3 within').inputValue()).toBe('4 h');
  await page.getByLabel('Other days off').fill('2027-12-24, 2026-12-24, 2026-12-25');
  await page.getByLabel('Other days off').press('Enter');
  await page.getByText('25 Dec 2026').waitFor();
  await page.getByRole('button', { name: 'Take away 24 Dec 2026' }).press('Enter');
  await page.getByText('24 Dec 2026').waitFor({ state: 'hidden' });
  await expect.poll(() => page.evaluate('document.activeElement?.ariaLabel')).toBe('Take away 25 Dec 2026');
  await takePicture(page, 'scope-days-off');
  const other = await stage.visit('mo', `${draft}/scope`);
  await other.getByText('with hours of its own').waitFor();
  await expect.poll(() => other.getByLabel('Up to, for P2').inputValue(), { timeout: 20_000 }).toBe('900');
  expect(await inspectEverywhere(other, 'scope')).toEqual([]);
});

test('people take turns without end in a rota, or each shift is written', async () => {
  const page = await stage.visit('dana', `${draft}/scope`);
  await page.getByRole('button', { name: 'Add a rota' }).click();
  await sheet(page).getByLabel('Name').fill('Plant nights');
  await choose(page, /^Turn 1$/, /Dana/);
  await page.keyboard.press('Escape');
  await sheet(page).getByRole('button', { name: 'Add a turn' }).click();
  await choose(page, /^Turn 2$/, /Sam/);
  await page.keyboard.press('Escape');
  await sheet(page).getByRole('switch', { name: 'Only at certain hours' }).check();
  const next = sheet(page).getByRole('group', { name: 'Whose turn comes next' });
  await next.getByText(/Dana/).first().waitFor();
  await next.getByText(/Sam/).first().waitFor();
  expect(await inspectEverywhere(page, 'scope-rota')).toEqual([]);
  await next.scrollIntoViewIfNeeded();
  await takePicture(page, 'scope-rota-next');
  await keep(page);
  await page.getByText(/Dana Ruiz, then Sam Ortiz in turns of 1 week counted from .* Friday 17:00 to 08:00/).waitFor();

  await page.getByRole('button', { name: 'Add a rota' }).click();
  await sheet(page).getByLabel('Name').fill('Plant move');
  await sheet(page).getByText('Shift by shift').click();
  await sheet(page).getByRole('button', { name: 'Add a shift' }).click();
  await sheet(page).getByLabel('Shift 1 from').fill('2027-06-05T08:00');
  await sheet(page).getByLabel('Shift 1 to').fill('2027-06-05T20:00');
  await choose(page, /^People on shift 1/, /Dana/);
  await page.keyboard.press('Escape');
  await keep(page);
  await page.getByText(/^1 shift, the last until 5 Jun 2027, 20:00/).waitFor();
});

test('the proof tells which two people may not be away together, in the draft and in force', async () => {
  const page = await stage.visit('pat', `${draft}/proof`);
  await page.getByText(/If Dana Ruiz and Sam \S+ are away together/).waitFor({ timeout: 60_000 });
  await page.getByText('Two people away at once').scrollIntoViewIfNeeded();
  expect(await inspectEverywhere(page, 'proof-pairs')).toEqual([]);
  const pairs = page.getByRole('region', { name: 'Two people away at once' });
  await pairs.getByRole('button', { name: 'The answer then' }).first().click();
  await sheet(page)
    .getByText(/without Dana Ruiz and Sam/)
    .waitFor();
  const now = await stage.visit('pat', '/proof');
  await now.getByText(/If Dana Ruiz and Sam \S+ are away together/).waitFor({ timeout: 60_000 });
  await now.getByRole('button', { name: 'The answer then' }).first().click();
  await now.waitForURL(/\/ask\?.*away=/);
});

test('what stands in the way of signing is told by tab and with names, and leads to who signs', async () => {
  const page = await stage.visit('dana', `${draft}/sign`);
  await page.getByText(/things stand in the way/).waitFor({ timeout: 60_000 });
  const text = (await page.locator('main').textContent()) ?? '';
  expect(text.match(/\b(msp-\w+|nw-[a-z-]+|bk-[a-z-]+|sd-[a-z0-9-]+)\b/g) ?? []).toEqual([]);
  await page.getByRole('heading', { name: /^Proof \d+$/ }).waitFor();
  expect(await page.getByRole('link', { name: 'To the proof' }).count()).toBe(1);
  await page.getByRole('button', { name: 'Name who signs' }).press('Enter');
  await page.locator('[id="signer-internal"]:focus').waitFor();
  await page.keyboard.press('Escape');
  await page.evaluate('scrollTo(0, 0)');
  expect(await inspectEverywhere(page, 'sign-blockers')).toEqual([]);
});

/**
 * Fit and price in the browser: a stranger answers the questionnaire behind a link, both sides read the result and begin
 * a draft from it; the provider prices the draft, follows its scope, keeps the quote, and prints only the quote.
 */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { inspectEverywhere, takePicture } from './inspect.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage('2027-05-29T02:10-05:00');
});
afterEach(() => stage.settle());
afterAll(() => stage?.end());

/** Answers as the person of the published comparison would. */
async function answer(page: Page): Promise<void> {
  const field = (words: string) => page.getByRole('textbox', { name: words });
  await field('How many people work at the company?').fill('75');
  await field('How many of them do IT').fill('1');
  await field('By how much does the company grow').fill('8');
  await field('How full is the week').fill('105');
  await field('How long has the oldest request').fill('4');
  await field('In how many months').fill('0');
  const choose = (group: string, choice: string) =>
    page.getByRole('radiogroup', { name: group }).getByRole('radio', { name: choice, exact: true }).check();
  await choose('Does somebody inside know security', 'No');
  await choose('Must IT be answered outside', 'Some evenings or weekends');
  await choose('Could whoever is on call', 'No');
  await choose('Has somebody left IT', 'No');
  await choose('Does one person know things', 'Yes');
  await choose('Would both sides write down', 'Yes');
  await choose('Does somebody in the leadership', 'Yes');
  await choose('What does the internal IT lead', 'In favour');
  await choose('Is the plan to have no internal IT', 'No');
}

test('a stranger answers behind the link, and both sides go on from the result', async () => {
  const mo = await stage.visit('mo', '/agreement/fit');
  await mo.getByRole('button', { name: 'Make a link' }).click();
  await mo.getByRole('textbox', { name: 'For whom' }).fill('For the operations lead');
  await mo.getByRole('button', { name: 'Make the link' }).click();
  const address = await mo.getByRole('textbox', { name: 'Address' }).inputValue();
  await mo.getByRole('button', { name: 'Done' }).click();

  const guest = await stage.stranger(new URL(address).pathname);
  await guest.getByRole('button', { name: 'Show me the result' }).click();
  await guest.getByRole('alert').filter({ hasText: '15 questions need an answer.' }).waitFor();
  expect(await inspectEverywhere(guest, 'fit-questions')).toEqual([]);
  await answer(guest);
  await guest.getByRole('button', { name: 'Show me the result' }).click();
  await guest.getByRole('heading', { name: 'Sharing IT fits well' }).waitFor();
  expect(await inspectEverywhere(guest, 'fit-result')).toEqual([]);

  const pat = await stage.visit('pat', '/agreement/fit');
  await pat.getByRole('heading', { name: 'Sharing IT fits well' }).waitFor();
  expect(await inspectEverywhere(pat, 'fit-answered')).toEqual([]);
  await pat.getByRole('button', { name: 'Begin a draft from this' }).click();
  await pat.waitForURL(/\/agreement\/[0-9a-f-]{36}\//);
  const draft = new URL(pat.url()).pathname.replace('/harbor', '').replace(/\/[^/]*$/, '');
  const price = await stage.visit('pat', `${draft}/price`);
  expect(await price.getByRole('textbox', { name: 'People' }).inputValue()).toBe('75');
});

test('a link of nobody opens nothing, and says so', async () => {
  stage.expectComplaint(/404/);
  const guest = await stage.stranger('/fit/a-token-of-nobody');
  await guest.getByText('This questionnaire cannot be opened').waitFor();
});

test('the provider prices a draft from its scope, keeps the quote, and prints nothing but the quote', async () => {
  const mo = await stage.visit('mo', '/agreement/rates');
  const draft = await mo.evaluate(async () => {
    const { engagements } = (await (await fetch('/api/me')).json()) as { engagements: [{ id: string }] };
    const body = JSON.stringify({ kind: 'amendment', title: 'Priced anew' });
    const headers = { 'content-type': 'application/json' };
    const made = await fetch(`/api/engagements/${engagements[0].id}/drafts`, { method: 'POST', headers, body });
    return ((await made.json()) as { id: string }).id;
  });
  await mo.getByRole('button', { name: 'Copy it' }).click();
  await mo.getByRole('textbox', { name: 'Name of the card' }).fill('Northline 2027');
  const flat = mo.getByRole('textbox', { name: 'Platform, flat' });
  await flat.fill('a lot');
  await mo.getByText('Write an amount as digits').waitFor();
  await flat.fill('310.00');
  expect(await inspectEverywhere(mo, 'rates-editor')).toEqual([]);
  await mo.getByRole('button', { name: 'Keep the card' }).click();
  await mo.getByText('Northline 2027, version 1').waitFor();

  await mo.goto(`/harbor/agreement/${draft}/price`);
  await mo.getByText('No rate card is chosen yet').waitFor();
  for (const [name, count] of [
    ['People', '75'],
    ['Workstations', '80'],
    ['Servers', '4'],
  ] as const)
    await mo.getByRole('textbox', { name, exact: true }).fill(count);
  await mo.getByRole('button', { name: 'Buy what the rows call for' }).click();
  await mo
    .getByRole('combobox', { name: 'Price it with' })
    .or(mo.getByRole('textbox', { name: 'Price it with' }))
    .first()
    .click();
  await mo.getByRole('option', { name: /Northline 2027/ }).click();
  await mo.getByRole('button', { name: 'Use it' }).click();
  await mo.getByText('Priced with').waitFor();
  await mo.getByRole('textbox', { name: 'Internal IT salaries, a year' }).fill('90000');
  await mo.getByText('$162,120', { exact: true }).first().waitFor();
  await mo.getByRole('button', { name: 'Without it' }).first().click();
  expect(await inspectEverywhere(mo, 'price')).toEqual([]);
  await mo.getByRole('button', { name: 'Keep this quote' }).click();
  await mo.getByRole('cell', { name: '$6,010.00' }).waitFor();
  await mo.emulateMedia({ media: 'print', colorScheme: 'dark' });
  expect(await mo.getByRole('heading', { level: 1, name: 'Quote', exact: true }).isVisible()).toBe(true);
  expect(await mo.getByRole('navigation').first().isVisible()).toBe(false);
  await takePicture(mo, 'price-print');
});

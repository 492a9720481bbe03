/**
 * The replay of a draft in the browser: what happened in the example, decided as agreed and as drafted, and a list of
 * tickets that somebody brings, with the line that is not understood.
 */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { inspectEverywhere } from './inspect.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage('2027-05-29T02:10-05:00');
});
afterEach(() => stage.settle());
afterAll(() => stage?.end());

test('what happened is decided as agreed and as drafted, and so is a list of tickets', async () => {
  const page = await stage.visit('mo', '/agreement');
  await page.getByRole('button', { name: 'Begin a draft' }).first().click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Another night');
  await page.getByRole('dialog').getByRole('button', { name: 'Begin' }).click();
  await page.waitForURL(/\/agreement\/[0-9a-f-]{36}\/matrix/);
  await page.goto(page.url().replace(/matrix$/, 'replay'));
  await page.getByText('recorded decisions come out again').waitFor();
  expect(await inspectEverywhere(page, 'replay')).toEqual([]);
  const csv =
    'id,at,function,priority,title\nT-1,2026-12-05T22:00,sm-edr-triage,P1,Odd sign-in\nT-2,never,sm-edr-triage,P1,Lost\n';
  await page.locator('input[type=file]').setInputFiles({ name: 'tickets.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await page.getByText('1 line was not understood').waitFor();
  await page.getByText('Line 3:').waitFor();
});

/**
 * The provider writes a clause of its own, puts it into a draft, and is told when the library has moved on; the other side
 * reads it in the statement and in what changes, marked as the provider's. Wherever reasons are shown they cite the clause.
 */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { inspectEverywhere, takePicture } from './inspect.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
let draft: string;

beforeAll(async () => {
  stage = await startStage('2027-05-29T02:10-05:00');
});
afterEach(() => stage.settle());
afterAll(() => stage?.end());

const text = (page: Page) => page.getByRole('textbox', { name: 'Text', exact: true });

test('a clause is written, checked and previewed, and its versions are compared', async () => {
  const mo = await stage.visit('mo', '/agreement');
  await mo.getByRole('link', { name: 'Clauses' }).click();
  await mo.getByText('No clause of your own yet').waitFor();
  await mo.getByRole('button', { name: 'Write a clause' }).click();
  await mo.getByRole('textbox', { name: 'Title' }).fill('Copies of data');
  await text(mo).fill('{client} keeps no copy.');
  await mo.getByText('No engagement fills in {client}.').first().waitFor();
  await text(mo).fill('{provider} keeps no copy of the data of {internal}.');
  await mo.getByRole('status', { name: 'Printed' }).getByText('Northline MSP keeps no copy').waitFor();
  await mo.getByRole('button', { name: 'Keep the clause' }).click();
  await mo.getByRole('button', { name: 'Open “Copies of data”' }).click();
  await text(mo).fill('{provider} keeps one copy of the data of {internal}.');
  await mo.getByRole('button', { name: 'Keep the next version' }).click();
  await mo.getByText('Version 2, after the standard clauses').waitFor();
  await mo.getByRole('button', { name: 'Open “Copies of data”' }).click();
  await mo.getByRole('status', { name: 'What changed' }).locator('ins').getByText('one').waitFor();
  expect(await inspectEverywhere(mo, 'clauses-editor')).toEqual([]);
});

test('a clause of the library goes into a draft, where both sides read whose it is', async () => {
  const mo = await stage.visit('mo', '/agreement');
  await mo.getByRole('button', { name: 'Begin a draft' }).click();
  await mo.getByLabel('Name').fill('Our wording');
  await mo.getByRole('button', { name: 'Begin', exact: true }).click();
  await mo.waitForURL(/\/agreement\/[0-9a-f-]{36}\/matrix/);
  draft = new URL(mo.url()).pathname.replace(/^\/harbor|\/matrix$/g, '');
  await mo.goto(`/harbor${draft}/statement`);
  await mo.getByRole('combobox', { name: 'Clause', exact: true }).click();
  await mo.getByRole('option', { name: /Copies of data/ }).click();
  await mo.getByRole('button', { name: 'Put it in' }).click();
  const mark = 'Added by Northline MSP, version 2 of its clause library';
  await mo.getByText(mark).waitFor();
  const dana = await stage.visit('dana', `${draft}/statement`);
  await dana.getByText(mark).waitFor();
  expect(await dana.getByText('From your clause library').count()).toBe(0);
  const changes = dana.getByRole('region', { name: 'Schedule G: What this version changes' });
  await changes.getByText('The provider adds the clause “Copies of data”').waitFor();
  await changes.scrollIntoViewIfNeeded();
  await takePicture(dana, 'statement-changes');
  await dana.goto(`/harbor${draft}/sign`);
  await dana.getByText('The provider adds the clause “Copies of data”').waitFor();
  expect(await inspectEverywhere(dana, 'changes-clause')).toEqual([]);
});

test('the provider is told that the library has moved on, and takes the newer version', async () => {
  const mo = await stage.visit('mo', '/agreement/clauses');
  await mo.getByRole('button', { name: 'Open “Copies of data”' }).click();
  await text(mo).fill('{provider} keeps two copies of the data of {internal}.');
  await mo.getByRole('button', { name: 'Keep the next version' }).click();
  await mo.getByText('Version 3, after the standard clauses').waitFor();
  await mo.goto(`/harbor${draft}/statement`);
  await mo.getByText('Your library holds version 3 of “Copies of data”; this draft has version 2').waitFor();
  expect(await inspectEverywhere(mo, 'statement-library')).toEqual([]);
  await mo.getByRole('button', { name: 'Take version 3' }).click();
  await mo.getByText('Added by Northline MSP, version 3 of its clause library').waitFor();
  expect(await mo.getByText('Your library holds').count()).toBe(0);
});

test('a receipt shows the clause that it rests on, and that nobody signed it here', async () => {
  const dana = await stage.visit('dana', '/work/HAR-1012');
  await dana.getByRole('button', { name: /^Why / }).click();
  const clause = dana.getByRole('region', { name: 'Clause' });
  await clause.getByText(/^Schedule A, row A-\d+, version/).waitFor();
  await clause.getByText('nobody signed it here').waitFor();
  expect(await inspectEverywhere(dana, 'why-clause')).toEqual([]);
});

test('an answer, an alert and the ribbon cite the clause that they rest on', async () => {
  const dana = await stage.visit('dana', '/ask?f=ir-server-containment&p=P1&at=2027-05-29T02:10-05:00&asset=ERP01');
  const clause = dana.getByRole('region', { name: 'Clause' });
  await dana.getByRole('button', { name: 'Show the clause it rests on' }).click();
  await clause.getByText('nobody signed it here').waitFor();
  expect(await inspectEverywhere(dana, 'ask-clause')).toEqual([]);
  await dana.goto('/harbor/alerts');
  await dana.getByRole('main').getByRole('table').getByRole('link').first().click();
  await dana.getByRole('button', { name: 'Show the clause it rests on' }).click();
  await clause.getByText(/^Schedule A, row A-\d+, version/).waitFor();
  expect(await inspectEverywhere(dana, 'alert-clause')).toEqual([]);
  const now = await stage.visit('dana', '/now');
  await now.locator('[role=gridcell][data-party=provider]').first().click();
  await now.getByRole('region', { name: 'Clause' }).getByText('nobody signed it here').waitFor();
  expect(await inspectEverywhere(now, 'now-clause')).toEqual([]);
});

/**
 * The way in, from an empty installation to two people on two sides, as a browser walks it: the first person sets up and
 * creates the engagement, invites the other side, adds a code and a passkey, and comes back with each.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf } from '../cast/code.ts';
import { addPasskey, type EmptyHouse, field, press, startEmptyHouse } from './empty-house.ts';
import { axeFindings, settled, sidewaysPixels } from './inspect.ts';

const secret = 'correct horse battery';

let house: EmptyHouse;
let ada: Page;

beforeAll(async () => {
  house = await startEmptyHouse();
  ada = await house.newVisitor();
});
afterAll(() => house?.end());

async function readable(page: Page): Promise<void> {
  await settled(page);
  expect(await axeFindings(page)).toEqual([]);
  expect(await sidewaysPixels(page)).toBe(0);
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto('/sign-in');
  await field(page, 'Email').fill(email);
  await field(page, 'Password').fill(secret);
  await press(page, 'Sign in');
}

test('the first visit sets up, and that door closes', async () => {
  await ada.goto('/');
  await ada.waitForURL('**/setup');
  await readable(ada);
  await field(ada, 'Your name').fill('Ada Berg');
  await field(ada, 'Email').fill('ada@harbor.test');
  await field(ada, 'Password').fill('too short');
  await press(ada, 'Make my account');
  await ada.getByText('At least 12 characters', { exact: false }).first().waitFor();
  await field(ada, 'Password').fill(secret);
  await press(ada, 'Make my account');
  await ada.waitForURL('**/start');
  await readable(ada);
  const late = await house.newVisitor();
  await late.goto('/setup');
  await late.getByText('this door stays closed', { exact: false }).waitFor();
});

test('the first person creates the engagement and invites the other side', async () => {
  await field(ada, 'The organisation with its own IT').fill('Harbor Fabrication');
  await field(ada, 'Its service provider').fill('Northline MSP');
  await press(ada, 'Create it');
  await ada.waitForURL('**/harbor/people');
  await press(ada, 'Invite somebody');
  await field(ada, 'Name').fill('Mo Ito');
  await field(ada, 'Email').fill('mo@northline.test');
  await ada.getByLabel('Side').selectOption('provider');
  await press(ada, 'Send the invitation');
  await ada.getByText('mo@northline.test').waitFor();
  await readable(ada);
});

test('the invited person makes an account and sees both sides; the link is used up', async () => {
  const path = await house.invitationOf('mo@northline.test');
  const mo = await house.newVisitor();
  await mo.goto(path);
  await mo.getByRole('heading', { name: /^Join Harbor/ }).waitFor();
  await readable(mo);
  await field(mo, 'Password').fill(secret);
  await press(mo, 'Make my account and join');
  await mo.waitForURL('**/harbor**');
  await mo.goto('/harbor/people');
  await mo.getByRole('heading', { name: 'One person of Harbor Fabrication and one of Northline MSP.' }).waitFor();
  const other = mo.getByRole('button', { name: 'Change Ada Berg' });
  expect(await other.getAttribute('aria-disabled')).toBe('true');
  await mo.goto(path);
  await mo.getByRole('alert').getByText('accepted already', { exact: false }).waitFor();
});

test('a code is asked for once it is set up, and a wrong one is refused', async () => {
  await ada.goto('/harbor/account');
  await press(ada, 'Set up');
  await field(ada, 'Your password').fill(secret);
  await press(ada, 'Continue');
  const key = (await ada.getByRole('dialog').locator('code').innerText()).replaceAll(/\s/g, '');
  const code = () => codeOf(`otpauth://totp/x?secret=${key}`);
  await field(ada, 'Code').fill(code());
  await press(ada, 'Switch the code on');
  await press(ada, 'I kept them');
  await ada.goto('/sign-out');
  await ada.waitForURL('**/sign-in');
  await signIn(ada, 'ada@harbor.test');
  await ada.getByRole('heading', { name: 'Enter your code' }).waitFor();
  await readable(ada);
  await field(ada, 'Code').fill('000000');
  await press(ada, 'Continue');
  await ada.getByRole('alert').waitFor();
  await field(ada, 'Code').fill(code());
  await press(ada, 'Continue');
  await ada.waitForURL('**/harbor**');
});

test('a passkey signs in without password or code, until it is removed', async () => {
  await addPasskey(ada, 'This machine');
  await readable(ada);
  await ada.goto('/sign-out');
  await ada.waitForURL('**/sign-in');
  await press(ada, 'Sign in with a passkey');
  await ada.waitForURL('**/harbor**');
  await ada.goto('/harbor/account');
  await press(ada, 'Remove This machine');
  await ada.getByRole('button', { name: 'Remove This machine' }).waitFor({ state: 'detached' });
  await ada.goto('/sign-out');
  await ada.waitForURL('**/sign-in');
  await press(ada, 'Sign in with a passkey');
  await ada.getByRole('alert').getByText('belongs to no account', { exact: false }).waitFor();
});

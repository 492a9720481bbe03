/**
 * The whole way in one sitting, through nothing but the screens: from an engagement that nobody has set up, through fit,
 * scope, open decisions, proof, price and statement, to an agreement that both sides have signed; then an amendment that
 * moves one duty next month, and who is asked before and after it.
 */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addPasskey, type EmptyHouse, field, press, startEmptyHouse } from './empty-house.ts';
import { inspectEverywhere, settled, takePicture } from './inspect.ts';

const secret = 'correct horse battery';
const patient = { timeout: 60_000 };

let house: EmptyHouse;
let ada: Page;
let mo: Page;
let pat: Page;
/** The address of the first agreement's draft, without its tab. */
let draft: string;

beforeAll(async () => {
  house = await startEmptyHouse();
  ada = await house.newVisitor();
  mo = await house.newVisitor();
  pat = await house.newVisitor();
});
afterAll(() => house?.end());

const choice = (page: Page, label: string | RegExp): Locator => page.getByRole('combobox', { name: label });

async function choose(page: Page, label: string | RegExp, ...options: (string | RegExp)[]): Promise<void> {
  await choice(page, label).click();
  for (const name of options) await page.getByRole('option', { name }).first().click();
}

async function openTab(page: Page, tab: string, from = draft): Promise<void> {
  await page.goto(`${from}/${tab}`);
  await settled(page);
}

/** What was edited is kept at the server before anybody leaves the page. */
const kept = (page: Page) => page.getByText('Kept', { exact: true }).waitFor();

const draftOf = (page: Page): string => new URL(page.url()).pathname.replace(/\/[a-z]+$/, '');

async function invite(name: string, email: string, side: 'internal' | 'provider', role: string): Promise<void> {
  await press(ada, 'Invite somebody');
  const dialog = ada.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Email').fill(email);
  await dialog.getByLabel('Side').selectOption(side);
  await dialog.getByLabel('Role').selectOption(role);
  await press(ada, 'Send the invitation');
  await ada.getByText(email).waitFor();
}

async function join(page: Page, email: string): Promise<void> {
  await page.goto(await house.invitationOf(email));
  await field(page, 'Password').fill(secret);
  await press(page, 'Make my account and join');
  await page.waitForURL('**/harbor**');
}

test('three people of two sides find an engagement where nothing is agreed', async () => {
  await ada.goto('/setup');
  await field(ada, 'Your name').fill('Ada Berg');
  await field(ada, 'Email').fill('ada@harbor.test');
  await field(ada, 'Password').fill(secret);
  await press(ada, 'Make my account');
  await ada.waitForURL('**/start');
  await field(ada, 'The organisation with its own IT').fill('Harbor Fabrication');
  await field(ada, 'Its service provider').fill('Northline MSP');
  await press(ada, 'Create it');
  await ada.waitForURL('**/harbor/people');
  await invite('Mo Ito', 'mo@northline.test', 'provider', 'admin');
  await invite('Pat Lowe', 'pat@harbor.test', 'internal', 'leader');
  await join(mo, 'mo@northline.test');
  await join(pat, 'pat@harbor.test');
  for (const place of ['now', 'ask', 'matrix', 'proof']) {
    await ada.goto(`/harbor/${place}`);
    await settled(ada);
    await ada.getByText('Nothing is agreed yet.').first().waitFor();
    expect(await ada.getByRole('alert').count()).toBe(0);
  }
  expect(await inspectEverywhere(ada, 'nothing-agreed')).toEqual([]);
});

test('a prospect without an account answers, it fits, and a draft begins from the answers', async () => {
  await mo.goto('/harbor/agreement/fit');
  await press(mo, 'Make a link');
  await field(mo, 'For whom').fill('Harbor, first talk');
  await press(mo, 'Make the link');
  const address = await field(mo, 'Address').inputValue();
  const guest = await house.newVisitor();
  await guest.goto(new URL(address).pathname);
  for (const [question, count] of Object.entries(counts)) await guest.getByRole('textbox', { name: question }).fill(count);
  for (const [question, answer] of Object.entries(choices))
    await guest.getByRole('radiogroup', { name: question }).getByRole('radio', { name: answer, exact: true }).check();
  await guest.getByRole('checkbox', { name: 'HIPAA' }).check();
  await press(guest, 'Show me the result');
  await guest.getByRole('heading', { name: 'Sharing IT fits well' }).waitFor();
  await ada.goto('/harbor/agreement/fit');
  await press(ada, 'Begin a draft from this');
  await ada.waitForURL(/\/agreement\/[0-9a-f-]{36}\/scope/);
  draft = draftOf(ada);
  await expect.poll(() => field(ada, 'Users').inputValue(), patient).toBe('75');
});

const counts = {
  'How many people work': '75',
  'How many of them do IT': '1',
  'By how much does the company grow': '8',
  'How full is the week': '105',
  'How long has the oldest request': '4',
  'In how many months': '0',
};

const choices = {
  'Does somebody inside know security': 'No',
  'Must IT be answered outside': 'Always',
  'Could whoever is on call': 'No',
  'Has somebody left IT': 'No',
  'Does one person know things': 'Yes',
  'Would both sides write down': 'Yes',
  'Does somebody in the leadership': 'Yes',
  'What does the internal IT lead': 'In favour',
  'Is the plan to have no internal IT': 'No',
};

async function addParty(kind: 'person' | 'team', name: string, fill: (dialog: Locator) => Promise<void>): Promise<void> {
  await press(ada, `Add a ${kind}`);
  const dialog = ada.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await fill(dialog);
  await dialog.getByRole('button', { name: 'Keep' }).click();
  await dialog.waitFor({ state: 'detached' });
}

test('a few facts draft the matrix, and each row says why', async () => {
  await addParty('person', 'Pat Lowe', () => choose(ada, 'Does what', 'Executive'));
  await addParty('person', 'Ada Berg', async (dialog) => {
    await dialog.getByLabel('Is good at').fill('server');
    await ada.keyboard.press('Enter');
  });
  await addParty('person', 'Mo Ito', () => choose(ada, 'Belongs to', 'Northline MSP'));
  await addParty('team', 'Northline Desk', () => choose(ada, 'Does what', 'Helps users'));
  await addParty('team', 'Northline NOC', () => choose(ada, 'Does what', /^Runs servers/));
  await addParty('team', 'Northline SOC', () => choose(ada, 'Does what', /^Watches/));
  await field(ada, 'Workstations').fill('80');
  await field(ada, 'Servers').fill('6');
  await choose(ada, 'Asked before the provider acts', 'Pat Lowe', 'Ada Berg');
  await ada.keyboard.press('Escape');
  await ada.getByRole('switch', { name: /watches and answers security/ }).check({ force: true });
  await ada.getByText('Everything', { exact: true }).click();
  await press(ada, 'Show what would be drafted');
  await ada.getByText(/\d+ of \d+ new rows are chosen/).waitFor();
  await ada
    .getByRole('button', { name: /^Security/ })
    .first()
    .click();
  await ada
    .getByText(/round the clock/i)
    .first()
    .waitFor();
  await ada.getByRole('button', { name: /^Draft \d+ rows$/ }).click();
  await ada.getByText(/The matrix has \d+ rows/).waitFor();
  await kept(ada);
});

const openQuestions = async (page: Page): Promise<number> =>
  Number(/(\d+) of \d+ questions/.exec((await page.getByText(/questions have no owner/).textContent()) ?? '')?.[1]);

test('both sides settle open decisions, and the ambiguity falls', async () => {
  await openTab(ada, 'decisions');
  await openTab(mo, 'decisions');
  const before = await openQuestions(ada);
  await choose(ada, /^Who decides: Which address, phone number/, 'Ada Berg');
  await expect.poll(() => openQuestions(mo), patient).toBe(before - 1);
  await choose(mo, /^Who decides: Whether the MSP may reset MFA/, 'Northline Desk');
  await expect.poll(() => openQuestions(ada), patient).toBe(before - 2);
});

const cell = (page: Page, row: string, column: string) => page.locator(`[id="cell-${row}-${column}"]`);

/** The id of the row that is about the work. */
async function rowOf(page: Page, work: string): Promise<string> {
  await field(page, 'Find rows').fill(work);
  const id = await page.getByRole('rowheader').filter({ hasText: work }).first().getAttribute('id');
  return (id ?? '').replace(/^cell-|-function$/g, '');
}

async function type(page: Page, row: string, column: string, words: string): Promise<void> {
  await cell(page, row, column).click();
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
}

const errorsOf = async (page: Page): Promise<number> => {
  const verdict = await page.getByRole('status').filter({ hasText: 'against offering' }).first().textContent(patient);
  return Number(/^(\d+) errors? stands?/.exec(verdict ?? '')?.[1] ?? 0);
};

test('the proof finds three things, and they are mended where they stand', async () => {
  await openTab(ada, 'matrix');
  const reset = await rowOf(ada, 'Password and MFA reset');
  await cell(ada, reset, 'accountable').click();
  await press(ada, 'Duplicate');
  await type(ada, reset, 'absence-cover', 'Ada');
  await ada.getByRole('link', { name: 'Somebody covers themselves' }).first().waitFor();
  const triage = await rowOf(ada, 'EDR alert triage');
  await cell(ada, triage, 'business-hours').click();
  await ada.keyboard.press('Delete');
  await kept(ada);

  await openTab(ada, 'proof');
  await expect.poll(() => errorsOf(ada), patient).toBe(2);
  for (const rule of ['Two rows claim it', 'Not finished or not valid'])
    await ada.getByRole('link', { name: rule }).first().waitFor();
  // The name of a finding leads to what it means, and the way back to where it was.
  await ada.getByRole('link', { name: 'Two rows claim it' }).first().click();
  await expect
    .poll(() => ada.getByRole('article', { name: 'Two rows claim it' }).evaluate((each) => each.matches(':focus')))
    .toBe(true);
  await ada.goBack();
  await ada
    .getByRole('button', { name: /^Take row .* away/ })
    .last()
    .click();
  await expect.poll(() => errorsOf(ada), patient).toBe(1);
  await kept(ada);
  await openTab(ada, 'matrix');
  await type(ada, await rowOf(ada, 'EDR alert triage'), 'business-hours', 'Northline SOC');
  await rowOf(ada, 'Password and MFA reset');
  await ada.getByRole('button', { name: 'Let Northline Desk cover absences' }).first().click();
  await ada.getByRole('link', { name: 'Somebody covers themselves' }).waitFor({ state: 'detached' });
  await kept(ada);
  await openTab(ada, 'proof');
  await expect.poll(() => errorsOf(ada), patient).toBe(0);
  await ada.getByText('Nothing stands against offering this draft for signature.').waitFor();
});

test('the provider prices it from its own card', async () => {
  await mo.goto('/harbor/agreement/rates');
  await press(mo, 'Copy it');
  await field(mo, 'Name of the card').fill('Northline 2027');
  await press(mo, 'Keep the card');
  await mo.getByText('Northline 2027, version 1').waitFor();
  await openTab(mo, 'price');
  await choose(mo, 'Price it with', /^Northline 2027, version 1/);
  await press(mo, 'Use it');
  await mo.getByText(/^Priced with Northline 2027, version 1/).waitFor();
  await openTab(pat, 'price');
  await pat.getByText(/^Priced with Northline 2027, version 1/).waitFor();
});

test('the statement of work has no blank left, and can be taken away as a document', async () => {
  await openTab(mo, 'statement');
  await field(mo, 'Taxes, and who bears them').fill('Harbor Fabrication bears them');
  await mo.keyboard.press('Enter');
  const strike = mo.getByRole('button', { name: 'Strike' });
  for (let left = await strike.count(); left > 0; left -= 1) await strike.first().click();
  await expect.poll(() => mo.getByText('struck, not agreed').count(), patient).toBeGreaterThan(10);
  await kept(mo);
  const [download] = await Promise.all([mo.waitForEvent('download'), mo.getByText('Word', { exact: true }).click()]);
  expect(download.suggestedFilename()).toMatch(/\.docx$/);
});

const today = () => Temporal.Now.plainDateISO('America/Chicago');

async function nameSigners(page: Page, from = draft): Promise<void> {
  await openTab(page, 'sign', from);
  await choose(page, 'For Harbor Fabrication', 'Pat Lowe');
  await choose(page, 'For Northline MSP', 'Mo Ito');
  await kept(page);
}

async function offer(page: Page, version: string, from: string, path = draft): Promise<void> {
  await openTab(page, 'sign', path);
  await field(page, 'Version').fill(version);
  await page.getByLabel('Counts from').fill(from);
  await press(page, 'Offer for signature');
  await page.getByText(`Version ${version} waits for signatures`).waitFor();
}

/** As it was begun, the draft changes nothing: it is offered only once somebody says that a renewal is meant. */
async function renewalIsAsked(page: Page, path: string): Promise<void> {
  await openTab(page, 'sign', path);
  const button = page.getByRole('button', { name: 'Offer for signature' });
  await button.and(page.locator('[aria-disabled="true"]')).waitFor();
  expect(await inspectEverywhere(page, 'sign-renewal')).toEqual([]);
  await page.getByLabel('A renewal is meant').check();
  await button.and(page.locator(':not([aria-disabled="true"])')).waitFor();
}

/** Signs with a fresh proof, if the last one is too old. */
async function sign(page: Page, version: string, path = draft): Promise<void> {
  await openTab(page, 'sign', path);
  await press(page, `Sign version ${version}`);
  const proof = page.getByLabel('Your password');
  const signed = page.getByText(/signed now|signed \d+/).first();
  await proof.or(signed).first().waitFor();
  if (await proof.isVisible()) {
    await proof.fill(secret);
    await press(page, 'Continue');
  }
  await signed.waitFor();
}

/** What everybody proved was an hour ago: the next signature asks again. */
async function ageProofs(): Promise<void> {
  await house.product.query(`update identity_session set stepped_up_at = stepped_up_at - interval '1 hour'`);
}

async function signByPasskey(page: Page, version: string, path: string): Promise<void> {
  await openTab(page, 'sign', path);
  await press(page, `Sign version ${version}`);
  await page.getByLabel('Your password').waitFor();
  await takePicture(page, 'sign-proof');
  await press(page, 'Use a passkey');
  await page
    .getByText(/signed now|signed \d+/)
    .nth(1)
    .waitFor();
}

test('both sides sign, and it is in force', async () => {
  await nameSigners(ada);
  await offer(mo, '2027.1', today().toString());
  await sign(pat, '2027.1');
  await sign(mo, '2027.1');
  await expect.poll(() => inForce(ada), { timeout: 60_000, interval: 1_000 }).toContain('Version 2027.1 is in force');
  await ada.goto('/harbor/now');
  await ada.getByRole('heading', { level: 1 }).filter({ hasNotText: 'Nothing' }).waitFor();
});

async function inForce(page: Page): Promise<string> {
  await page.goto('/harbor/agreement');
  await settled(page);
  return (await page.locator('main').textContent()) ?? '';
}

/** Who has the work in the evening of the day, in summer as in winter, as the screen Ask says it. */
async function whoAt(page: Page, work: string, date: string): Promise<string> {
  await page.goto(`/harbor/ask?f=${work}&p=P2&at=${encodeURIComponent(`${date}T21:30-06:00`)}`);
  await settled(page);
  return (await page.locator('dd').first().textContent()) ?? '';
}

test('an amendment moves one duty next month, and who is asked changes on its day', async () => {
  const first = today().add({ months: 1 }).with({ day: 1 });
  await ada.goto('/harbor/agreement');
  await press(ada, 'Begin a draft');
  await field(ada, 'Name').fill('Restores to the desk');
  await ada.getByLabel('Why').fill('The desk is nearer to whoever asks.');
  await press(ada, 'Begin');
  await ada.waitForURL(/\/agreement\/[0-9a-f-]{36}\/matrix/);
  const amendment = draftOf(ada);
  await renewalIsAsked(mo, amendment);
  await type(ada, await rowOf(ada, 'File, mailbox and system restore'), 'after-hours', 'Northline Desk');
  await kept(ada);
  await offer(mo, '2027.2', first.toString(), amendment);
  await sign(pat, '2027.2', amendment);
  await addPasskey(mo, 'This machine');
  await ageProofs();
  await signByPasskey(mo, '2027.2', amendment);
  await expect
    .poll(() => whoAt(ada, 'bk-restore-request', first.add({ days: 3 }).toString()), { timeout: 60_000, interval: 1_000 })
    .toContain('Northline Desk');
  expect(await whoAt(ada, 'bk-restore-request', first.subtract({ days: 1 }).toString())).toContain('Northline NOC');
  await ada.goto('/harbor/agreement/history');
  await ada.getByText('2027.2').first().waitFor();
  const then = (day: Temporal.PlainDate) => `/harbor/agreement/history?row=A-055&at=${day}T12:00-06:00`;
  await ada.goto(then(first.subtract({ days: 1 })));
  await ada.getByText('Version 2027.1 counts').waitFor();
  await ada.getByRole('region', { name: 'Clause' }).getByText('Northline NOC').first().waitFor();
  await ada.goto(then(first));
  await ada.getByText('Row A-055 was last changed in version 2027.2').waitFor();
  await ada.getByRole('region', { name: 'Clause' }).getByText('Northline Desk').first().waitFor();
  expect(await inspectEverywhere(ada, 'two-versions')).toEqual([]);
  await ada.getByRole('button', { name: /^Version 2027\.1 from .* until/ }).click();
  await ada.getByText('Version 2027.1 counts').waitFor();
});

/**
 * The product as it stands on the first day, with nobody in it, and browsers that nobody has signed in with. It is called
 * localhost, because passkeys belong to a name. Whoever is invited finds their link in the letter that the product wrote.
 */
import type { Browser, Page } from 'playwright-core';
import { type Product, startProduct } from '../cast/process.ts';
import { launchChromium } from './chromium.ts';

export const patienceMs = 30_000;

export interface EmptyHouse {
  product: Product;
  newVisitor(): Promise<Page>;
  /** The path of the first invitation that was written to the address. */
  invitationOf(email: string): Promise<string>;
  end(): Promise<void>;
}

export async function startEmptyHouse(): Promise<EmptyHouse> {
  const [product, browser] = await Promise.all([startProduct({ args: ['--empty'] }), launchChromium()]);
  return {
    product,
    newVisitor: () => visitorOf(browser, product.url.replace('127.0.0.1', 'localhost')),
    invitationOf: (email) => invitationOf(product, email),
    end: async () => {
      await browser.close();
      await product.end();
    },
  };
}

async function visitorOf(browser: Browser, baseURL: string): Promise<Page> {
  const context = await browser.newContext({ baseURL, reducedMotion: 'reduce', locale: 'en-US' });
  context.setDefaultTimeout(patienceMs);
  return context.newPage();
}

async function invitationOf(product: Product, email: string): Promise<string> {
  for (let waited = 0; waited < patienceMs; waited += 200) {
    const letters = await product.query<{ body: string }>('select body from notifications_mailbox where address = $1', [email]);
    const path = letters.map(({ body }) => /\/invitation\/[\w-]+/.exec(body)?.[0]).find((found) => found !== undefined);
    if (path !== undefined) return path;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`No invitation for ${email} was told to anybody.`);
}

export const field = (page: Page, label: string) => page.getByRole('textbox', { name: label, exact: true });
export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** Gives the page a device that vouches for whoever holds it, and the account on it a passkey. */
export async function addPasskey(page: Page, name: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto('/harbor/account');
  await press(page, 'Add a passkey');
  await field(page, 'What you call it').fill(name);
  await press(page, 'Continue on this device');
  await page.getByRole('button', { name: `Remove ${name}` }).waitFor();
}

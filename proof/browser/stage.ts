/**
 * The real server and a real browser, with the people of the example in front of it. Each person signs in once, through
 * the sign-in page; later visits begin with their cookies. Whatever a page complains of (a script error, a refusal of the
 * content security policy, a request that failed) is a fault of the test, unless the test said to expect it.
 */
import type { Browser, BrowserContext, ConsoleMessage, Page } from 'playwright-core';
import { expect } from 'vitest';
import { type Product, startProduct } from '../cast/process.ts';
import { launchChromium } from './chromium.ts';

export const password = 'tandem-example-2027';
export const desk = { width: 1440, height: 900 };
export const tablet = { width: 1024, height: 768 };
export const phone = { width: 390, height: 844 };

/** How long the slowest machine may take for what should take a moment. */
const patienceMs = 30_000;

export interface VisitOptions {
  size?: { width: number; height: number };
  theme?: 'light' | 'dark';
}

export interface Stage {
  product: Product;
  /** A page of somebody who is signed in, at `place` below the engagement (`/now`). */
  visit(person: string, place: string, options?: VisitOptions): Promise<Page>;
  /** A page of a browser that nobody has signed in with. */
  stranger(path: string, options?: VisitOptions): Promise<Page>;
  /** Complaints that match are no faults until the test ends: those of a refusal that the test provokes. */
  expectComplaint(pattern: RegExp): void;
  /** Ends a test: closes its pages and fails it if one of them complained. */
  settle(): Promise<void>;
  end(): Promise<void>;
}

/** `at` is what the product's clock shows at the start; it runs on from there. */
export async function startStage(at: string): Promise<Stage> {
  const [product, browser] = await Promise.all([startProduct({ args: ['--at', at] }), launchChromium()]);
  const faults = new Faults();
  const signedIn = new Map<string, Cookies>();
  const context = (options: VisitOptions, cookies?: Cookies) => openContext(browser, product.url, options, cookies);
  const stranger = async (path: string, options: VisitOptions = {}): Promise<Page> => {
    const page = await (await context(options)).newPage();
    faults.watch(page);
    await page.goto(path);
    return page;
  };
  return {
    product,
    stranger,
    visit: async (person, place, options = {}) => {
      const cookies = signedIn.get(person) ?? (await signInOnce(await context(options), person));
      signedIn.set(person, cookies);
      const page = await (await context(options, cookies)).newPage();
      faults.watch(page);
      await page.goto(`/harbor${place}`);
      return page;
    },
    expectComplaint: (pattern) => faults.allow(pattern),
    settle: async () => {
      await Promise.all(browser.contexts().map((each) => each.close()));
      expect(faults.take()).toEqual([]);
    },
    end: async () => {
      await browser.close();
      await product.end();
    },
  };
}

type Cookies = Awaited<ReturnType<BrowserContext['storageState']>>;

async function openContext(
  browser: Browser,
  url: string,
  options: VisitOptions,
  storageState?: Cookies,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: options.size ?? desk,
    colorScheme: options.theme ?? 'light',
    reducedMotion: 'reduce',
    locale: 'en-US',
    timezoneId: 'America/Chicago',
    ...(storageState && { storageState }),
  });
  context.setDefaultTimeout(patienceMs);
  return context;
}

/** Through the page that a person sees, with what the start screen printed. */
async function signInOnce(context: BrowserContext, person: string): Promise<Cookies> {
  const page = await context.newPage();
  await page.goto('/sign-in');
  await signIn(page, person);
  await page.getByRole('navigation', { name: 'Main' }).first().waitFor();
  const cookies = await context.storageState();
  await context.close();
  return cookies;
}

/** Fills the sign-in page and sends it. `person` is a key of the example: `dana`, `jo`. */
export async function signIn(page: Page, person: string, secret = password): Promise<void> {
  await page.getByLabel(/^e-?mail/i).fill(addressOf(person));
  await page.getByLabel('Password', { exact: true }).fill(secret);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

const internalPeople = ['dana', 'pat', 'sam', 'helen', 'wes'];

const addressOf = (person: string): string =>
  person.includes('@') ? person : `${person}@${internalPeople.includes(person) ? 'harbor' : 'northline'}.example`;

/** What the pages of a test complained of. */
class Faults {
  #heard: string[] = [];
  #allowed: RegExp[] = [];

  watch(page: Page): void {
    page.on('pageerror', (error) => this.#heard.push(`script: ${error.message}`));
    page.on('console', (message) => this.#hear(message));
  }

  allow(pattern: RegExp): void {
    this.#allowed.push(pattern);
  }

  take(): string[] {
    const left = this.#heard.filter((each) => !this.#allowed.some((pattern) => pattern.test(each)));
    this.#heard = [];
    this.#allowed = [];
    return left;
  }

  #hear(message: ConsoleMessage): void {
    if (message.type() === 'error' || message.type() === 'warning')
      this.#heard.push(`${message.type()}: ${message.text()} (${new URL(message.location().url || 'about:blank').pathname})`);
  }
}

/**
 * What is asked of every screen, whatever it shows: nothing that axe finds against WCAG 2.2 AA, no sideways scrolling of
 * the page, and nothing that moves after it was drawn. Pictures of what was inspected go to `test-results/screens`, to be
 * looked at by people. What runs inside the page is written as text: this side of the house has no DOM.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { desk, phone, tablet } from './stage.ts';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
const pictures = join(import.meta.dirname, '..', '..', 'test-results', 'screens');
const waiting = '[aria-busy="true"], .mantine-Skeleton-root, .mantine-Loader-root';

const settledWithinMs = 30_000;

/**
 * Waits until the screen shows what it came to show: a heading, and nothing that is still being read. Throws with what
 * was still being read when it takes too long. It asks from outside: the page's policy lets no text become a script.
 */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor({ timeout: settledWithinMs });
  const reading = page.locator(waiting);
  const until = performance.now() + settledWithinMs;
  while ((await reading.count()) > 0) {
    if (performance.now() > until) throw new Error(`${page.url()} is still reading: ${(await readings(page)).join(' | ')}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await page.evaluate('document.fonts.ready.then(() => true)');
}

const namesOfWaiting = `[...document.querySelectorAll('${waiting}')].slice(0, 5).map((each) => each.outerHTML.slice(0, 160))`;
const readings = (page: Page): Promise<string[]> => page.evaluate<string[]>(namesOfWaiting);

/** One line for each element against a rule, with what axe says about it. */
export async function axeFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(tags).setLegacyMode(true).analyze();
  return violations.flatMap((violation) =>
    violation.nodes.map(
      (node) => `${violation.id}: ${node.target.join(' ')}: ${node.failureSummary?.split('\n').at(-1)?.trim()}`,
    ),
  );
}

/** By how many pixels the page can be scrolled sideways; 0 is asked for. */
export function sidewaysPixels(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

const shiftScript = `
  globalThis.movedBy = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) globalThis.movedBy += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
`;

/** Loads the page again and gives what moved without being asked to, as the Layout Instability API counts it. */
export async function layoutShift(page: Page): Promise<number> {
  await page.addInitScript({ content: shiftScript });
  await page.reload();
  await settled(page);
  return page.evaluate<number>('globalThis.movedBy');
}

export async function takePicture(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled' });
}

/** Where axe looks: colours depend on the theme, structure on the width, and both together on nothing more. */
const axeLooksAt = (width: number, theme: 'light' | 'dark'): boolean =>
  width === desk.width || (width === phone.width && theme === 'light');

/** Colours glide from one theme to the other: what is looked at is where they end. */
const stillScript = `Promise.race([
  Promise.allSettled(document.getAnimations().map((each) => each.finished)),
  new Promise((done) => setTimeout(done, 1000)),
]).then(() => true)`;

/** Looks at the page in three widths and both themes, one picture each; gives what is wrong, with where. */
export async function inspectEverywhere(page: Page, name: string): Promise<string[]> {
  const found: string[] = [];
  for (const size of [desk, tablet, phone]) {
    await page.setViewportSize(size);
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await settled(page);
      await page.evaluate(stillScript);
      await takePicture(page, `${name}-${theme}-${size.width}`);
      const here = axeLooksAt(size.width, theme) ? await axeFindings(page) : [];
      const sideways = await sidewaysPixels(page);
      if (sideways > 0) here.push(`scrolls sideways by ${sideways} px`);
      found.push(...here.map((each) => `${theme} ${size.width}: ${each}`));
    }
  }
  await page.setViewportSize(desk);
  return found;
}

/**
 * The matrix editor with 300 rows in a real browser on the real server: frames a second while somebody scrolls and while
 * the cursor walks, and how long after an edit its findings are there. The browser draws without a graphics card here, so
 * a person's machine has it easier.
 */
import { emptyTerms } from '@tandem/core/commercial/terms.ts';
import { draftOf } from '@tandem/core/responsibility/draft.ts';
import type { Page } from 'playwright-core';
import { type Stage, startStage } from '../browser/stage.ts';
import { type Bench, type Figure, figureOf, withBar } from './measure.ts';
import { syntheticFile, syntheticYear } from './synthetic.ts';

const rounds = 5;
const roundMs = 3_000;

/** Counts what is drawn until it is read. */
const countFrames = `(() => {
  globalThis.frames = 0;
  const next = () => { globalThis.frames += 1; globalThis.counting = requestAnimationFrame(next); };
  cancelAnimationFrame(globalThis.counting);
  next();
})()`;

async function openEditor(stage: Stage): Promise<Page> {
  const page = await stage.visit('dana', '/agreement');
  await page.getByRole('button', { name: 'Begin a draft' }).click();
  await page.getByLabel('Name').fill('As large as it gets');
  await page.getByRole('button', { name: 'Begin', exact: true }).click();
  await page.waitForURL(/\/agreement\/[0-9a-f-]{36}\/matrix/);
  const [id] = /[0-9a-f-]{36}/.exec(page.url()) ?? [];
  const file = JSON.stringify(draftOf(syntheticFile(1), syntheticYear.from));
  const terms = JSON.stringify({ ...emptyTerms(), frameworks: ['hipaa'] });
  await stage.product.query('update agreements_draft set file = $1, terms = $2 where id = $3', [file, terms, id]);
  await page.reload();
  await page.getByText(/^300 rows.* \d+ errors?/).waitFor({ timeout: 120_000 });
  return page;
}

async function framesWhile(page: Page, move: () => Promise<void>): Promise<number> {
  await page.evaluate(countFrames);
  const started = performance.now();
  while (performance.now() - started < roundMs) await move();
  const frames = await page.evaluate<number>('globalThis.frames');
  return (frames * 1_000) / (performance.now() - started);
}

async function measureFrames(name: string, page: Page, move: () => Promise<void>): Promise<Figure> {
  const rates: number[] = [];
  for (let round = 0; round < rounds; round += 1) rates.push(await framesWhile(page, move));
  return withBar(figureOf(name, 'frames a second', rates, true), { atLeast: 58 });
}

/** A held key repeats thirty times a second. */
async function heldDown(page: Page): Promise<void> {
  await Promise.all([page.keyboard.press('ArrowDown'), new Promise((resolve) => setTimeout(resolve, 33))]);
}

async function measureFindings(page: Page): Promise<Figure> {
  const times: number[] = [];
  const summary = page.locator('[data-findings-ms]');
  for (let round = 0; round < rounds; round += 1) {
    await page.locator(`[id="cell-R-${round + 2}-accountable"]`).click();
    await page.keyboard.type(round % 2 === 0 ? 'int-2' : 'int-3');
    await page.keyboard.press('Enter');
    // Nothing looks at the page meanwhile: looking costs it more than the findings do.
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    times.push(Number(await summary.getAttribute('data-findings-ms')));
  }
  return withBar(figureOf('findings after an edit of 300 rows', 'ms', times, false), { below: 500 });
}

export const bench: Bench = {
  name: 'editor',
  run: async () => {
    const stage = await startStage('2027-05-29T02:10-05:00');
    try {
      const page = await openEditor(stage);
      await page.mouse.move(700, 600);
      let way = 1;
      const wheel = async () => {
        await page.mouse.wheel(0, 90 * way);
        way = (await page.evaluate<number>('scrollY')) > 9_000 ? -1 : (await page.evaluate<number>('scrollY')) < 200 ? 1 : way;
      };
      const scrolling = await measureFrames('scrolling through 300 rows', page, wheel);
      await page.locator('[id="cell-R-1-accountable"]').click();
      const walking = await measureFrames('walking the cursor down 300 rows, the key held', page, () => heldDown(page));
      return [scrolling, walking, await measureFindings(page)];
    } finally {
      await stage.end();
    }
  },
};

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findingRules } from './rules.ts';

const page = readFileSync(new URL('../../../docs/using/findings.md', import.meta.url), 'utf8');

test('the page for people says of every rule what the screens say, and knows no other', () => {
  for (const [rule, { title, severity, why, whatToDo }] of Object.entries(findingRules)) {
    expect(page).toContain(`### ${title}\n\`${rule}\` · ${severity}\n\n${why}\n**What to do:** ${whatToDo}\n`);
  }
  const told = [...page.matchAll(/^### .*\n`([a-z-]+)`/gm)].map(([, rule]) => rule);
  expect(told.sort()).toEqual(Object.keys(findingRules).sort());
});

/**
 * Cases of kind `who`: questions put to engagement files that lie beside the case file. A file that does not parse, or
 * an engagement that the case file does not name, fails the cases that ask it and no others.
 */

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { compile, type Engagement } from '@tandem/core/responsibility/compile.ts';
import type { Answer, Facts } from '@tandem/core/responsibility/model.ts';
import { parseEngagement } from '@tandem/core/responsibility/parse.ts';
import { who } from '@tandem/core/responsibility/who.ts';
import { type CaseFile, judge, type Outcome } from './outcome.ts';

interface WhoFile extends CaseFile {
  /** Path by name, relative to the case file. */
  engagements?: Record<string, string>;
  cases: { id: string; engagement: string; facts: Facts; expect: Record<string, unknown> }[];
}

export function runWhoCases(file: CaseFile, folder: string): Outcome[] {
  const { engagements = {}, cases } = file as WhoFile;
  const compiled = new Map<string, Engagement>();
  const engagementOf = (name: string): Engagement => {
    const known = compiled.get(name);
    if (known) return known;
    const path = engagements[name];
    if (path === undefined) throw new Error(`no engagement ${name}`);
    const engagement = readEngagement(resolve(folder, path));
    compiled.set(name, engagement);
    return engagement;
  };
  return cases.map(({ id, engagement, facts, expect }) =>
    judge(id, expect, () => comparable(who(engagementOf(engagement), facts), expect)),
  );
}

function readEngagement(path: string): Engagement {
  const parsed = parseEngagement(readFileSync(path, 'utf8'), path);
  if (parsed.ok) return compile(parsed.file);
  const [first] = parsed.problems;
  throw new Error(`${path}:${first?.line}:${first?.column} ${first?.message}`);
}

/** `blocked` is compared as a yes or no where the case says one. */
function comparable(answer: Answer, expect: Record<string, unknown>): Record<string, unknown> {
  const blocked = typeof expect['blocked'] === 'boolean' ? answer.blocked !== null : answer.blocked;
  return { ...answer, blocked };
}

/**
 * The files of the house as the tidy rules see them: path and text, nothing else, so that a rule can be shown to fire
 * on a house made up in a test. Read by walking the folders, not by asking git: a downloaded archive without a
 * repository is held to the same rules.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

export interface HouseFile {
  /** From the root, with forward slashes. */
  path: string;
  text: string;
}

/** What is wrong, where, in one sentence. `line` counts from 1. */
export interface Complaint {
  path: string;
  line?: number;
  says: string;
}

export type Rule = (house: readonly HouseFile[]) => Complaint[];

/** Made by tools or by running the product; listed in .gitignore as well. */
const skippedFolders = new Set(['node_modules', '.git', 'data', 'dist', 'coverage', 'test-results']);
const textExtensions = new Set([
  '.ts',
  '.tsx',
  '.mjs',
  '.cjs',
  '.js',
  '.json',
  '.css',
  '.html',
  '.sql',
  '.md',
  '.yaml',
  '.yml',
  '.sh',
  '',
]);

export function readHouse(root: string, folder = ''): HouseFile[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) return skippedFolders.has(entry.name) ? [] : readHouse(root, path);
      if (!entry.isFile() || !textExtensions.has(extname(entry.name))) return [];
      return [{ path, text: readFileSync(join(root, path), 'utf8') }];
    });
}

export const isTest = (path: string) => /\.test\.tsx?$/.test(path);
export const isScript = (path: string) => /\.tsx?$/.test(path);
/** Test files and what only they import. */
export const isTestWorld = (path: string) => isTest(path) || path.startsWith('proof/') || /(^|\/)test-[^/]+\.tsx?$/.test(path);

/** Written by a generator from something else; its size and shape are not a person's choice. */
export const isGenerated = (path: string) => path === 'platform/db/rows.ts' || path === 'package-lock.json';

export function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}

/** One complaint for each match of `pattern` (global) in the file. */
export function complainOf(file: HouseFile, pattern: RegExp, says: (found: string) => string): Complaint[] {
  return [...file.text.matchAll(pattern)].map((match) => ({
    path: file.path,
    line: lineAt(file.text, match.index),
    says: says(match[0].trim()),
  }));
}

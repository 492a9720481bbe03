/**
 * What no text of the house may hold: work left undone, the folders of one machine, the address of a package registry.
 * And what documentation must hold true: links lead somewhere, named files exist.
 */
import { dirname, posix } from 'node:path';
import { type Complaint, complainOf, type HouseFile, isGenerated, type Rule } from './house.ts';

/** These rules spell out what they forbid. */
const spellsItOut = (path: string) => path.startsWith('proof/boundaries/');

const everyText = (house: readonly HouseFile[]) => house.filter(({ path }) => !spellsItOut(path) && !isGenerated(path));

export const nothingUndone: Rule = (house) =>
  everyText(house).flatMap((file) =>
    complainOf(file, /\b(TODO|FIXME)\b|\blorem ipsum\b/g, (found) => `says "${found}": do it or leave it out.`),
  );

export const noMachinePaths: Rule = (house) =>
  everyText(house).flatMap((file) =>
    complainOf(
      file,
      /(?<![\w.:/-])\/(home|Users|root|tmp|work\/(main|shared|\.library))\/[\w.-]*|\b[A-Z]:\\Users\\\w*/g,
      (found) => `names a folder of one machine: "${found}".`,
    ),
  );

export const noRegistry: Rule = (house) =>
  house
    .filter(({ path }) => !spellsItOut(path))
    .flatMap((file) => [
      ...complainOf(
        file,
        /https?:\/\/[\w.-]*(npmjs|registry|artifactory|nexus|verdaccio|jfrog)[\w.-]*/gi,
        (found) => `names a package registry: ${found}`,
      ),
      ...(file.path === 'package-lock.json'
        ? complainOf(file, /"resolved": "https?:[^"]*"/g, (found) => `pins where a package came from: ${found}`)
        : []),
      ...(file.path === '.npmrc'
        ? complainOf(file, /^\s*(@[^=]+:)?registry\s*=.*/gm, (found) => `sets a registry: ${found}`)
        : []),
    ]);

interface LockEntry {
  optionalDependencies?: Record<string, string>;
}

/**
 * A package made for one kind of machine comes as many, of which each machine installs one. If the lock lacks one of
 * them (the release was incomplete when it was locked), `npm ci` refuses to install anything, on every machine.
 */
export const lockIsWhole: Rule = (house) => {
  const path = 'package-lock.json';
  const lock = house.find((file) => file.path === path);
  if (!lock) return [];
  const { packages = {} } = JSON.parse(lock.text || '{}') as { packages?: Record<string, LockEntry> };
  const present = new Set(Object.keys(packages).map((place) => place.split('node_modules/').at(-1)));
  return Object.entries(packages).flatMap(([place, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !present.has(name))
      .map((name) => ({
        path,
        says: `lacks ${name}, which ${place || 'the root'} may need: choose a version of it that is whole.`,
      })),
  );
};

/** Links in Markdown that point into the house. */
export const linksLead: Rule = (house) => {
  const paths = new Set(house.map(({ path }) => path));
  const leads = (path: string) => paths.has(path) || [...paths].some((each) => each.startsWith(`${path}/`));
  return house
    .filter(({ path }) => path.endsWith('.md'))
    .flatMap((file) =>
      [...file.text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap((match): Complaint[] => {
        const target = (match[1] ?? '').split('#')[0] ?? '';
        if (target === '' || /^[a-z]+:/.test(target)) return [];
        const path = posix.join(dirname(file.path), target).replace(/\/$/, '');
        if (path === '.' || leads(path) || /\.(png|svg|jpg)$/.test(path)) return [];
        return [{ path: file.path, says: `links to ${target}, which does not exist.` }];
      }),
    );
};

/** A path in back quotes: at least one folder and an extension. */
const quotedPath = /`([a-z.][\w.-]*(?:\/[\w.-]+)+\.[a-z]+)(?::\d+)?`/g;

export const oneRequestIsTrue: Rule = (house) => {
  const path = 'docs/one-request.md';
  const page = house.find((file) => file.path === path);
  if (!page) return [{ path, says: 'is missing.' }];
  const named = [...page.text.matchAll(quotedPath)].map(([, name = '']) => name);
  if (named.length === 0) return [{ path, says: 'names no file.' }];
  return named
    .filter((name) => !house.some((file) => file.path === name))
    .map((name) => ({ path, says: `names ${name}, which does not exist.` }));
};

/**
 * Where time and chance may come from. The core knows neither: its answers are a function of its arguments. The server
 * takes the time from `platform/clock` alone, so that a night can be tried at noon and a test never waits. Browser code
 * is free: it shows time to a person.
 */
import { type HouseFile, isScript, isTest, isTestWorld, type Rule } from './house.ts';
import { globalUses } from './syntax.ts';
import { wallClock } from './wall-clock.ts';

const isBrowser = (path: string) =>
  path.startsWith('platform/ui/') || path.startsWith('apps/web/') || /^capabilities\/.+\/panel\//.test(path);

export const pureCore: Rule = (house) =>
  house
    .filter(({ path }) => path.startsWith('core/') && isScript(path) && !isTest(path))
    .flatMap((file) =>
      globalUses(file, ['Date', 'Temporal', 'Math', 'process', 'globalThis', 'crypto', 'performance'])
        .filter(({ name }) => !/^(Temporal|Math)\b/.test(name) || /^(Temporal\.Now|Math\.random)\b/.test(name))
        .map(({ name, line }) => ({
          path: file.path,
          line,
          says: `uses ${name}; the core knows no clock, no chance and no machine.`,
        })),
    );

function readsWallClock(file: HouseFile) {
  return globalUses(file, ['Date', 'Temporal']).filter(
    ({ name, bareCall }) => bareCall || /^(Date\.now|Temporal\.Now)$/.test(name),
  );
}

export const oneClock: Rule = (house) =>
  house
    .filter(
      ({ path }) => isScript(path) && !isTestWorld(path) && !isBrowser(path) && !path.startsWith('core/') && !(path in wallClock),
    )
    .flatMap((file) =>
      readsWallClock(file).map(({ name, line }) => ({
        path: file.path,
        line,
        says: `reads the wall clock (${name}); take the time from platform/clock.`,
      })),
    );

/** An exception whose file is gone is forgotten, not kept for the next one to hide behind. */
export const exceptionsInUse: Rule = (house) =>
  Object.keys(wallClock)
    .filter((path) => !house.some((file) => file.path === path && readsWallClock(file).length > 0))
    .map((path) => ({ path: 'proof/boundaries/wall-clock.ts', says: `excepts ${path}, which does not read the clock.` }));

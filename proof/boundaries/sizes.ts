/**
 * How long a thing may be before nobody reads it whole: a function 70 lines (40 is the aim), a file 450, a test file 600.
 * And what every source file owes its reader: a header of a few lines that says what it guarantees.
 */
import { type HouseFile, isGenerated, isScript, isTest, type Rule } from './house.ts';
import { functionsOf, headerOf } from './syntax.ts';

export const limits = {
  functionLines: 70,
  functionAim: 40,
  aboveAimShare: 0.05,
  fileLines: 450,
  testLines: 600,
  headerMin: 3,
  headerMax: 17,
};

const written = (house: readonly HouseFile[]) => house.filter(({ path }) => !isGenerated(path));

export const shortFunctions: Rule = (house) =>
  written(house)
    .filter(({ path }) => isScript(path))
    .flatMap((file) =>
      functionsOf(file)
        .filter(({ lines }) => lines > limits.functionLines)
        .map(({ name, line, lines }) => ({
          path: file.path,
          line,
          says: `${name} has ${lines} lines; ${limits.functionLines} are allowed.`,
        })),
    );

/** The aim is 40 lines; a few functions may lie between the aim and the limit, not the many. */
export const mostlyShort: Rule = (house) => {
  const all = written(house)
    .filter(({ path }) => isScript(path) && !isTest(path))
    .flatMap((file) => functionsOf(file).map((span) => ({ ...span, path: file.path })));
  const long = all.filter(({ lines }) => lines > limits.functionAim);
  if (long.length <= all.length * limits.aboveAimShare) return [];
  return long.map(({ path, line, name, lines }) => ({
    path,
    line,
    says: `${name} has ${lines} lines; the aim is ${limits.functionAim}, and ${long.length} of ${all.length} functions miss it.`,
  }));
};

export const shortFiles: Rule = (house) =>
  written(house)
    .filter(({ path }) => isScript(path) || path.endsWith('.sql'))
    .flatMap(({ path, text }) => {
      const lines = text.trimEnd().split('\n').length;
      const allowed = isTest(path) ? limits.testLines : limits.fileLines;
      return lines > allowed ? [{ path, says: `has ${lines} lines; ${allowed} are allowed. Split it by noun.` }] : [];
    });

export const headers: Rule = (house) =>
  written(house)
    .filter(({ path }) => /^(core|platform|capabilities|apps|proof)\//.test(path) && isScript(path) && !isTest(path))
    .flatMap((file) => {
      const header = headerOf(file);
      if (header === null)
        return [{ path: file.path, line: 1, says: 'has no header comment (/** … */) that says what it guarantees.' }];
      const lines = header.split('\n').length;
      if (lines >= limits.headerMin && lines <= limits.headerMax) return [];
      return [
        {
          path: file.path,
          line: 1,
          says: `has a header of ${lines} lines; ${limits.headerMin} to ${limits.headerMax} are asked for.`,
        },
      ];
    });

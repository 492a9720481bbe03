/**
 * Regular expressions that cannot hang the server: `=~` and `!~` of a rule. A pattern is compiled to a small program of
 * states, and all states advance together over the text (Thompson's construction), so that matching costs text × states
 * whatever the pattern is; there is no backtracking that a hostile pattern or label could blow up. The whole text must
 * match, as in Prometheus.
 *
 * Understood: literals, `.`, classes `[a-z]` `[^…]`, `\d \w \s` and their opposites, groups, `|`, `* + ?`, `{m,n}`, `^`,
 * `$`, and `(?i)` at the start. Back references and look-around are refused: they are what cannot be bounded.
 */

export type Pattern = { ok: true; matches(text: string): boolean } | { ok: false; message: string };

export const patternCharactersMax = 300;
const statesMax = 2_000;
const repeatMax = 100;
const nestingMax = 20;

type Test = (character: string) => boolean;

type Node =
  | { kind: 'one'; test: Test }
  | { kind: 'start' | 'end' }
  | { kind: 'nothing' }
  | { kind: 'all'; nodes: Node[] }
  | { kind: 'either'; nodes: Node[] }
  | { kind: 'repeat'; node: Node; min: number; max: number | null };

interface Split {
  kind: 'split';
  first: number;
  second: number;
}
type State = { kind: 'one'; test: Test } | { kind: 'start' | 'end' | 'match' } | Split;

class PatternError extends Error {}

/** Compiles a pattern; a wrong one gives the sentence that says why. */
export function compilePattern(pattern: string): Pattern {
  if (pattern.length > patternCharactersMax)
    return { ok: false, message: `A pattern has at most ${patternCharactersMax} characters.` };
  try {
    const ignoreCase = pattern.startsWith('(?i)');
    const reader = { characters: [...(ignoreCase ? pattern.slice(4) : pattern)], at: 0, ignoreCase };
    const node = readEither(reader, 0);
    if (reader.at < reader.characters.length) throw new PatternError('The pattern has a ")" without its "(".');
    const program: State[] = [];
    emit(program, node);
    add(program, { kind: 'match' });
    return { ok: true, matches: (text) => run(program, text) };
  } catch (error) {
    if (error instanceof PatternError) return { ok: false, message: error.message };
    throw error;
  }
}

interface Reader {
  characters: string[];
  at: number;
  ignoreCase: boolean;
}

function readEither(reader: Reader, depth: number): Node {
  if (depth > nestingMax) throw new PatternError(`Groups are nested at most ${nestingMax} deep.`);
  const nodes = [readAll(reader, depth)];
  while (reader.characters[reader.at] === '|') {
    reader.at += 1;
    nodes.push(readAll(reader, depth));
  }
  return nodes.length === 1 ? (nodes[0] as Node) : { kind: 'either', nodes };
}

function readAll(reader: Reader, depth: number): Node {
  const nodes: Node[] = [];
  for (;;) {
    const next = reader.characters[reader.at];
    if (next === undefined || next === '|' || next === ')')
      return nodes.length === 0 ? { kind: 'nothing' } : { kind: 'all', nodes };
    nodes.push(readRepeats(reader, readAtom(reader, depth)));
  }
}

function readAtom(reader: Reader, depth: number): Node {
  const character = reader.characters[reader.at] ?? '';
  reader.at += 1;
  if (character === '(') return readGroup(reader, depth);
  if (character === '[') return { kind: 'one', test: readClass(reader) };
  if (character === '.') return { kind: 'one', test: (c) => c !== '\n' };
  if (character === '^') return { kind: 'start' };
  if (character === '$') return { kind: 'end' };
  if (character === '\\') return { kind: 'one', test: readEscape(reader) };
  if ('*+?'.includes(character)) throw new PatternError(`There is nothing before "${character}" that it could repeat.`);
  return { kind: 'one', test: literal(character, reader.ignoreCase) };
}

function readGroup(reader: Reader, depth: number): Node {
  if (reader.characters[reader.at] === '?') {
    if (reader.characters[reader.at + 1] !== ':')
      throw new PatternError('Of the groups that begin with "(?", only "(?:" is understood, and "(?i)" at the start.');
    reader.at += 2;
  }
  const node = readEither(reader, depth + 1);
  if (reader.characters[reader.at] !== ')') throw new PatternError('The pattern has a "(" without its ")".');
  reader.at += 1;
  return node;
}

/** Any number of quantifiers after an atom; a lazy one matches the same texts as a greedy one. */
function readRepeats(reader: Reader, atom: Node): Node {
  let node = atom;
  for (let quantifiers = 0; ; quantifiers += 1) {
    const bounds = readQuantifier(reader);
    if (bounds === null) return node;
    if (quantifiers > 0) throw new PatternError('A repetition cannot be repeated without a group around it.');
    if (reader.characters[reader.at] === '?') reader.at += 1;
    node = { kind: 'repeat', node, ...bounds };
  }
}

function readQuantifier(reader: Reader): { min: number; max: number | null } | null {
  const character = reader.characters[reader.at];
  const known = { '*': { min: 0, max: null }, '+': { min: 1, max: null }, '?': { min: 0, max: 1 } }[character ?? ''];
  if (known !== undefined) {
    reader.at += 1;
    return known;
  }
  if (character !== '{') return null;
  const found = /^\{(\d{1,4})(,(\d{0,4}))?\}/.exec(reader.characters.slice(reader.at, reader.at + 12).join(''));
  if (found === null) throw new PatternError('After "{" comes a number or two, as in {2} or {2,5}; a plain "{" is written \\{.');
  const min = Number(found[1]);
  const max = found[2] === undefined ? min : found[3] === '' ? null : Number(found[3]);
  if (min > repeatMax || (max ?? 0) > repeatMax) throw new PatternError(`A repetition counts to ${repeatMax} at most.`);
  if (max !== null && max < min) throw new PatternError('A repetition ends before it begins.');
  reader.at += found[0].length;
  return { min, max };
}

function readClass(reader: Reader): Test {
  const negated = reader.characters[reader.at] === '^';
  if (negated) reader.at += 1;
  const tests: Test[] = [];
  for (let first = true; ; first = false) {
    const character = reader.characters[reader.at];
    if (character === undefined) throw new PatternError('The pattern has a "[" without its "]".');
    if (character === ']' && !first) break;
    tests.push(readClassMember(reader));
  }
  reader.at += 1;
  return (c) => tests.some((test) => test(c)) !== negated;
}

function readClassMember(reader: Reader): Test {
  const from = reader.characters[reader.at] ?? '';
  reader.at += 1;
  if (from === '\\' && /[dDwWsS]/.test(reader.characters[reader.at] ?? '')) return readEscape(reader);
  const low = from === '\\' ? escaped(reader) : from;
  const next = reader.characters[reader.at + 1];
  if (reader.characters[reader.at] !== '-' || next === ']' || next === undefined) return literal(low, reader.ignoreCase);
  reader.at += 2;
  const high = next === '\\' ? escaped(reader) : next;
  if (codeOf(high) < codeOf(low)) throw new PatternError(`The range ${low}-${high} ends before it begins.`);
  const within = (c: string) => codeOf(c) >= codeOf(low) && codeOf(c) <= codeOf(high);
  return reader.ignoreCase ? (c) => within(c.toLowerCase()) || within(c.toUpperCase()) : within;
}

function readEscape(reader: Reader): Test {
  const character = reader.characters[reader.at] ?? '';
  const named: Record<string, Test> = {
    d: (c) => c >= '0' && c <= '9',
    w: (c) => /^[A-Za-z0-9_]$/.test(c),
    s: (c) => /^\s$/.test(c),
  };
  const test = named[character.toLowerCase()];
  if (test === undefined) return literal(escaped(reader), reader.ignoreCase);
  reader.at += 1;
  return character === character.toLowerCase() ? test : (c) => !test(c);
}

/** The character that a backslash stands before. Letters and digits have no meaning there that is understood here. */
function escaped(reader: Reader): string {
  const character = reader.characters[reader.at];
  if (character === undefined) throw new PatternError('The pattern ends with a backslash.');
  reader.at += 1;
  const control = { n: '\n', r: '\r', t: '\t' }[character];
  if (control !== undefined) return control;
  if (/[A-Za-z0-9]/.test(character)) throw new PatternError(`"\\${character}" is not understood in a pattern.`);
  return character;
}

function literal(character: string, ignoreCase: boolean): Test {
  if (!ignoreCase) return (c) => c === character;
  return (c) => c === character || c.toLowerCase() === character.toLowerCase();
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}

function add(program: State[], state: State): number {
  if (program.length >= statesMax) throw new PatternError('The pattern repeats too much: it would need too many states.');
  return program.push(state) - 1;
}

function emit(program: State[], node: Node): void {
  if (node.kind === 'nothing') return;
  if (node.kind === 'all') for (const each of node.nodes) emit(program, each);
  else if (node.kind === 'either') emitEither(program, node.nodes);
  else if (node.kind === 'repeat') emitRepeat(program, node);
  else add(program, node);
}

/** The address of a new split whose ends are set once they are known. */
function addSplit(program: State[]): Split {
  const split: Split = { kind: 'split', first: 0, second: 0 };
  split.first = add(program, split) + 1;
  return split;
}

/** Split to this one or to the rest; after this one, jump behind the rest (a split with both ends alike). */
function emitEither(program: State[], nodes: readonly Node[]): void {
  const [first, ...rest] = nodes as [Node, ...Node[]];
  const choice = rest.length === 0 ? null : addSplit(program);
  emit(program, first);
  if (choice === null) return;
  const leave = addSplit(program);
  choice.second = program.length;
  emitEither(program, rest);
  leave.first = program.length;
  leave.second = program.length;
}

function emitRepeat(program: State[], { node, min, max }: { node: Node; min: number; max: number | null }): void {
  for (let count = 0; count < min; count += 1) emit(program, node);
  const skips: Split[] = [];
  if (max === null) {
    const loop = addSplit(program);
    emit(program, node);
    const back = addSplit(program);
    back.first = loop.first - 1;
    back.second = back.first;
    skips.push(loop);
  }
  for (let count = min; count < (max ?? 0); count += 1) {
    skips.push(addSplit(program));
    emit(program, node);
  }
  for (const skip of skips) skip.second = program.length;
}

function run(program: readonly State[], text: string): boolean {
  const characters = [...text];
  const marks = new Int32Array(program.length).fill(-1);
  let current = reach(program, [0], 0, characters.length, marks);
  for (let at = 0; at < characters.length && current.length > 0; at += 1) {
    const character = characters[at] as string;
    const next = current.filter((pc) => {
      const state = program[pc] as State;
      return state.kind === 'one' && state.test(character);
    });
    current = reach(
      program,
      next.map((pc) => pc + 1),
      at + 1,
      characters.length,
      marks,
    );
  }
  return current.some((pc) => program[pc]?.kind === 'match');
}

/** Every state that can be reached without reading a character. `marks` holds where each was last seen. */
function reach(program: readonly State[], from: readonly number[], at: number, end: number, marks: Int32Array): number[] {
  const found: number[] = [];
  const open = [...from];
  for (let pc = open.pop(); pc !== undefined; pc = open.pop()) {
    if (marks[pc] === at) continue;
    marks[pc] = at;
    const state = program[pc] as State;
    if (state.kind === 'split') open.push(state.second, state.first);
    else if (state.kind === 'start' ? at === 0 : state.kind === 'end' ? at === end : false) open.push(pc + 1);
    else found.push(pc);
  }
  return found;
}

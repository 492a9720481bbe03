/**
 * What the tidy rules read from TypeScript's own syntax tree: the functions of a file with their length, its header
 * comment, and the places where a global is used. Regular expressions would be fooled by strings and comments.
 */
import ts from 'typescript';
import { type HouseFile, isTest } from './house.ts';

export interface FunctionSpan {
  name: string;
  line: number;
  lines: number;
}

const parsed = new WeakMap<HouseFile, ts.SourceFile>();

function parse(file: HouseFile): ts.SourceFile {
  let source = parsed.get(file);
  if (!source) {
    source = ts.createSourceFile(
      file.path,
      file.text,
      ts.ScriptTarget.ESNext,
      true,
      file.path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
    );
    parsed.set(file, source);
  }
  return source;
}

function lineOf(source: ts.SourceFile, position: number): number {
  return source.getLineAndCharacterOfPosition(position).line + 1;
}

function walk(node: ts.Node, visit: (node: ts.Node) => void) {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

function nameOf(node: ts.Node): string {
  const { parent } = node;
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) return node.name?.getText() ?? 'default';
  if (ts.isConstructorDeclaration(node)) return 'constructor';
  if (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)) return parent.name.getText();
  if (ts.isCallExpression(parent)) return `${parent.expression.getText().split('\n')[0]}(…)`;
  return 'a function';
}

/** The body of `describe` is a list of tests, not something that a reader must hold in the head at once. */
function isDescribeBody(node: ts.Node): boolean {
  return ts.isCallExpression(node.parent) && /^describe\b/.test(node.parent.expression.getText());
}

/** Every function with a body, nested ones included, with the lines from its first to its last token. */
export function functionsOf(file: HouseFile): FunctionSpan[] {
  const source = parse(file);
  const spans: FunctionSpan[] = [];
  walk(source, (node) => {
    if (!ts.isFunctionLike(node) || !('body' in node) || !node.body) return;
    if (isTest(file.path) && isDescribeBody(node)) return;
    const line = lineOf(source, node.getStart());
    spans.push({ name: nameOf(node), line, lines: lineOf(source, node.getEnd()) - line + 1 });
  });
  return spans;
}

/** The file's first comment, if it is a `/**` block at the very top (after a `#!` line). */
export function headerOf(file: HouseFile): string | null {
  const text = file.text.replace(/^#!.*\n/, '').trimStart();
  const end = text.indexOf('*/');
  return text.startsWith('/**') && end > 0 ? text.slice(0, end + 2) : null;
}

function isUse(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) || ts.isQualifiedName(parent)) {
    return ts.isPropertyAccessExpression(parent) ? parent.expression === node : parent.left === node;
  }
  // A name given to something of ours: a key, a parameter, a property of an interface.
  return !('name' in parent && parent.name === node) || ts.isShorthandPropertyAssignment(parent);
}

export interface GlobalUse {
  /** `Date`, or with its member: `Temporal.Now`. */
  name: string;
  line: number;
  /** `new Date()` and `Date()` read the clock; `new Date(x)` does not. */
  bareCall: boolean;
}

/** Where one of the named globals is used as a value or a type. */
export function globalUses(file: HouseFile, names: readonly string[]): GlobalUse[] {
  const source = parse(file);
  const uses: GlobalUse[] = [];
  walk(source, (node) => {
    if (!ts.isIdentifier(node) || !names.includes(node.text) || !isUse(node)) return;
    const { parent } = node;
    const member = ts.isPropertyAccessExpression(parent)
      ? `.${parent.name.text}`
      : ts.isQualifiedName(parent)
        ? `.${parent.right.text}`
        : '';
    const made = ts.isNewExpression(parent) && parent.expression === node && (parent.arguments?.length ?? 0) === 0;
    const called = ts.isCallExpression(parent) && parent.expression === node;
    uses.push({ name: `${node.text}${member}`, line: lineOf(source, node.getStart()), bareCall: made || called });
  });
  return uses;
}

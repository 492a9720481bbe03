/**
 * `tandem import` and `tandem export`: the engagement file to and from a running server, over the same HTTP that everybody
 * else uses, with an API key. The file is checked here before it is sent, because here every problem has its line; the
 * server checks again.
 */
import { writeFile } from 'node:fs/promises';
import type { Command, Given } from './arguments.ts';
import { parseOrStop, readText, systemReason } from './files.ts';
import { exit, Stop, type Terminal, usage, visible, writeJson, writeLines } from './terminal.ts';

const connection = `  --engagement ID   the engagement's id at the server, or TANDEM_ENGAGEMENT
  --server URL      where the server is, or TANDEM_SERVER
  --key KEY         an API key, or TANDEM_KEY (which other users of the machine cannot see in the list of processes)`;

const importHelp = `usage: tandem import FILE --engagement ID [--reason TEXT] [--expect HASH] [--draft [--title TEXT]] [--json]

Makes what the file says the first agreement of a running server, whole or not at all. Where an agreement is in force,
neither side changes it alone: a file that says something else is refused, or with --draft becomes a draft, which both
sides sign on the server.

${connection}
  --reason TEXT     why, for the record
  --expect HASH     refuse when the server's agreement is no longer the one with this content hash
  --draft           where it needs both signatures, begin a draft from the file and say where it is
  --title TEXT      what the draft is called

Exits 0 when it is imported or a draft was begun, 1 when the file or the server refuses it, 3 when the server cannot be reached.
`;

const exportHelp = `usage: tandem export [FILE] --engagement ID

Prints the agreement of a running server as an engagement file, or writes it to FILE.

${connection}

Exits 0 when it is exported, 1 when the server refuses, 3 when it cannot be reached or FILE cannot be written.
`;

const flags: Command['flags'] = { server: { type: 'string' }, key: { type: 'string' }, engagement: { type: 'string' } };

export const importCommand: Command = {
  about: 'send a file to a running server, or begin a draft from it',
  help: importHelp,
  flags: {
    ...flags,
    reason: { type: 'string' },
    expect: { type: 'string' },
    draft: { type: 'boolean' },
    title: { type: 'string' },
  },
  files: { min: 1, max: 1 },
  run: importFile,
};

export const exportCommand: Command = {
  about: 'fetch the file of a running server',
  help: exportHelp,
  flags,
  files: { min: 0, max: 1 },
  run: exportFile,
};

const timeoutMs = 30_000;

async function importFile(terminal: Terminal, given: Given): Promise<number> {
  const path = given.files[0]!;
  if (given.text('title') !== undefined && !given.flag('draft')) throw usage('--title names a draft; give --draft too.');
  const text = await readText(terminal, path);
  const file = parseOrStop(terminal, text, path);
  try {
    return await importWhole(terminal, given, text);
  } catch (error) {
    if (!(error instanceof Refused) || error.problem !== 'needs-signature') throw error;
    if (given.flag('draft')) return await beginDraft(terminal, given, text, file.engagement.id);
    throw new Stop(error.code, `${error.message}\nWith --draft the file becomes a draft on the server.`);
  }
}

async function importWhole(terminal: Terminal, given: Given, text: string): Promise<number> {
  const url = urlOf(terminal, given, 'file');
  const reason = given.text('reason');
  if (reason !== undefined) url.searchParams.set('reason', reason);
  const expected = given.text('expect');
  const response = await send(terminal, given, url, {
    method: 'PUT',
    body: text,
    headers: { 'content-type': 'application/yaml', ...(expected !== undefined && { 'if-match': `"${expected}"` }) },
  });
  const result = (await response.json()) as { contentHash: string; changes: { sentence: string }[] };
  if (given.json) writeJson(terminal, result);
  else {
    const changes = result.changes.map(({ sentence }) => `  ${sentence}`);
    writeLines(terminal, [
      changes.length === 0 ? 'Nothing changes.' : 'Imported:',
      ...changes,
      `content hash ${result.contentHash}`,
    ]);
  }
  return exit.ok;
}

interface Begun {
  draftId: string;
  title: string;
  changes: { sentence: string }[];
}

/** A draft from the file, on the server; what it says differently, and the page where both sides work on it. */
async function beginDraft(terminal: Terminal, given: Given, text: string, slug: string): Promise<number> {
  const [title, reason] = [given.text('title'), given.text('reason')];
  const url = urlOf(terminal, given, 'drafts/from-file');
  const response = await send(terminal, given, url, {
    method: 'POST',
    body: JSON.stringify({ text, ...(title !== undefined && { title }), ...(reason !== undefined && { reason }) }),
    headers: { 'content-type': 'application/json' },
  });
  const begun = (await response.json()) as Begun;
  const page = atServer(terminal, given, `${slug}/agreement/${begun.draftId}/matrix`).href;
  if (given.json) writeJson(terminal, { ...begun, url: page });
  else
    writeLines(terminal, [
      `An agreement is in force, so the file became the draft “${begun.title}”:`,
      ...(begun.changes.length === 0 ? ['  It says nothing differently from that day on.'] : []),
      ...begun.changes.map(({ sentence }) => `  ${sentence}`),
      `Work on it, offer it and sign it at ${page}`,
    ]);
  return exit.ok;
}

async function exportFile(terminal: Terminal, given: Given): Promise<number> {
  const response = await send(terminal, given, urlOf(terminal, given, 'file'), { method: 'GET' });
  const text = await response.text();
  const [path] = given.files;
  // What a server sends is a stranger's text until it has been read as an engagement file.
  parseOrStop(terminal, text, '<server>');
  if (path === undefined || path === '-') {
    terminal.out(text);
    return exit.ok;
  }
  try {
    await writeFile(path, text);
  } catch (error) {
    throw new Stop(exit.unreachable, `Cannot write ${path}: ${systemReason(error)}`);
  }
  return exit.ok;
}

function setting(terminal: Terminal, given: Given, flag: string, variable: string): string {
  const value = given.text(flag) ?? terminal.env[variable];
  if (value === undefined || value === '') throw usage(`Say --${flag}, or set ${variable}.`);
  return value;
}

/** Where the API of the engagement has `path`. */
function urlOf(terminal: Terminal, given: Given, path: string): URL {
  const engagement = setting(terminal, given, 'engagement', 'TANDEM_ENGAGEMENT');
  return atServer(terminal, given, `api/engagements/${encodeURIComponent(engagement)}/${path}`);
}

function atServer(terminal: Terminal, given: Given, path: string): URL {
  const server = setting(terminal, given, 'server', 'TANDEM_SERVER');
  const base = URL.parse(server);
  if (base === null || !/^https?:$/.test(base.protocol))
    throw usage(`--server takes a URL such as https://tandem.example.com, and was given ${server}.`);
  return new URL(`${base.pathname.replace(/\/$/, '')}/${path}`, base);
}

/** A server's refusal; `problem` is the code that it gave (docs/problems). */
class Refused extends Stop {
  readonly problem: unknown;
  constructor(problem: unknown, code: number, message: string) {
    super(code, message);
    this.problem = problem;
  }
}

/** The response when the server agreed. The key is never sent on to another address: a redirect is an error. */
async function send(terminal: Terminal, given: Given, url: URL, request: RequestInit): Promise<Response> {
  const key = setting(terminal, given, 'key', 'TANDEM_KEY');
  if (!/^[\x21-\x7e]+$/.test(key)) throw usage('The key contains characters that no key has.');
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol === 'http:' && !isLocal)
    terminal.err('note: this server is reached without encryption; the key can be read on the way.\n');
  const headers = { ...(request.headers as Record<string, string> | undefined), 'x-api-key': key };
  let response: Response;
  try {
    response = await fetch(url, { ...request, headers, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
  } catch (error) {
    throw new Stop(exit.unreachable, `Cannot reach ${url.origin}: ${reasonOf(error)}`);
  }
  if (!response.ok) throw await refusal(terminal, url, response);
  return response;
}

function reasonOf(error: unknown): string {
  const { name, message, cause } = error as Error;
  if (name === 'TimeoutError') return `no answer within ${timeoutMs / 1000} seconds.`;
  return cause instanceof Error && cause.message !== '' ? `${cause.message}.` : `${message}.`;
}

/** The server's problem in its own words (RFC 9457). A fault on its side is not the file's. */
async function refusal(terminal: Terminal, url: URL, response: Response): Promise<Refused> {
  const body = (await response.text()).slice(0, 4000);
  let problem: { code?: unknown; title?: unknown; detail?: unknown; field?: unknown; requestId?: unknown } = {};
  try {
    problem = JSON.parse(body) as typeof problem;
  } catch {
    terminal.err(visible(`${body.slice(0, 200)}\n`));
  }
  const sentences = [problem.title, problem.detail].filter((part) => typeof part === 'string').join(': ');
  const field = typeof problem.field === 'string' ? ` (${problem.field})` : '';
  const request = typeof problem.requestId === 'string' ? ` [request ${problem.requestId}]` : '';
  const code = response.status >= 500 ? exit.unreachable : exit.no;
  return new Refused(problem.code, code, `${url.origin} answered ${response.status}. ${sentences}${field}${request}`);
}

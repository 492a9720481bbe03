/**
 * Problems at the edge: one table from code to status and title, RFC 9457 on the wire. A refusal carries a code from the
 * table, a sentence for a person, and the field it is about; anything else that reaches the edge is a bug and is
 * answered with the request id alone.
 */
import { ORPCError } from '@orpc/server';

export type Problems = Record<string, { status: number; title: string }>;

/** Codes any route may answer with. Capabilities add theirs in contract.ts. */
export const platformProblems = {
  'invalid-input': { status: 422, title: 'The input is not valid' },
  'malformed-body': { status: 400, title: 'The body cannot be read' },
  'not-signed-in': { status: 401, title: 'Sign in first' },
  'not-allowed': { status: 403, title: 'Not allowed' },
  'step-up-needed': { status: 403, title: 'Prove that it is you' },
  missing: { status: 404, title: 'Not here' },
  'too-large': { status: 413, title: 'Too large' },
  'unsupported-media-type': { status: 415, title: 'This media type is not read here' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'internal-error': { status: 500, title: 'A fault on our side' },
  unavailable: { status: 503, title: 'Not available now' },
} as const satisfies Problems;

/** A refusal on its way to the edge. `code` is looked up in the merged table of all capabilities. */
export class Refusal extends ORPCError<string, { field: string | null }> {
  constructor(code: string, message: string, field: string | null) {
    super(code, { status: statusOf(code), message, data: { field }, defined: true });
  }
}

const table: Problems = { ...platformProblems };

/** Adds a capability's codes; called once per capability by the composition root. A code may have one meaning only. */
export function registerProblems(problems: Problems): void {
  for (const [code, problem] of Object.entries(problems)) {
    const known = table[code];
    if (known !== undefined && (known.status !== problem.status || known.title !== problem.title))
      throw new Error(`Problem code ${code} is defined twice.`);
    table[code] = problem;
  }
}

export function allProblems(): Readonly<Problems> {
  return table;
}

function statusOf(code: string): number {
  const problem = table[code];
  if (problem === undefined) throw new Error(`Problem code ${code} is not in any table.`);
  return problem.status;
}

export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  field?: string;
  /** All invalid fields, when there is more than one. */
  errors?: { field: string; message: string }[];
}

/** The RFC 9457 body of a code. `type` is a relative reference into the product's own documentation of codes. */
export function problemBody(code: string, detail: string, field: string | null, errors?: ProblemBody['errors']): ProblemBody {
  const problem = table[code] ?? platformProblems['internal-error'];
  return {
    type: `/docs/problems#${code}`,
    title: problem.title,
    status: problem.status,
    detail,
    code,
    ...(field === null ? {} : { field }),
    ...(errors === undefined || errors.length < 2 ? {} : { errors }),
  };
}

/** Turns whatever a handler threw into a problem body. Never tells what a bug was. */
export function problemOf(error: unknown): ProblemBody {
  if (error instanceof ORPCError) {
    // The router copies errors on their way out, so a refusal is known by its code, not by its class.
    if (error.code in table) return problemBody(error.code, error.message, fieldOf(error.data));
    if (error.code === 'BAD_REQUEST') {
      const issues = issuesOf(error.data);
      const first = issues[0];
      return problemBody('invalid-input', first?.message ?? 'The input is not valid.', first?.field ?? null, issues);
    }
    if (error.code === 'NOT_FOUND') return problemBody('missing', 'There is nothing at this address.', null);
    if (error.code === 'UNSUPPORTED_MEDIA_TYPE') return problemBody('unsupported-media-type', 'Send JSON.', null);
    if (error.code === 'PAYLOAD_TOO_LARGE') return problemBody('too-large', 'The body is larger than this route takes.', null);
  }
  return problemBody('internal-error', 'Something went wrong on our side. Nothing was changed.', null);
}

function fieldOf(data: unknown): string | null {
  return typeof data === 'object' && data !== null && 'field' in data && typeof data.field === 'string' ? data.field : null;
}

function issuesOf(data: unknown): { field: string; message: string }[] {
  if (typeof data !== 'object' || data === null || !('issues' in data) || !Array.isArray(data.issues)) return [];
  return data.issues.slice(0, 20).map((issue: { path?: unknown[]; message?: string }) => ({
    field: (issue.path ?? [])
      .map((part) => (typeof part === 'object' && part !== null && 'key' in part ? String(part.key) : String(part)))
      .join('.'),
    message: issue.message ?? 'is not valid',
  }));
}

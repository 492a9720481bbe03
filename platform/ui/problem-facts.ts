/**
 * A failed request as facts a screen can use. The server answers RFC 9457 problems; a network that is gone, a proxy's
 * error page and a bug in the browser are brought into the same shape, so that every failure on screen says what
 * happened, what is safe, and what to do. Unknown codes fall back to the meaning of their status.
 */
import { ORPCError } from '@orpc/client';

export interface ProblemFacts {
  code: string;
  status: number;
  title: string;
  /** What happened, as a sentence. */
  detail: string;
  field: string | null;
  requestId: string | null;
}

/** The error every call of an API client rejects with when the server answered with a problem. */
export class Problem extends ORPCError<string, ProblemFacts> {
  constructor(facts: ProblemFacts) {
    super(facts.code, { status: facts.status, message: facts.detail, data: facts, defined: true });
  }
}

const textOf = (body: object, key: string): string | null => {
  const value = (body as Record<string, unknown>)[key];
  return typeof value === 'string' && value !== '' ? value : null;
};

/** Reads an RFC 9457 body; null when it is not one. */
export function decodeProblem(body: unknown, status: number, requestId: string | null): Problem | null {
  if (typeof body !== 'object' || body === null) return null;
  const code = textOf(body, 'code');
  if (code === null) return null;
  const title = textOf(body, 'title') ?? code;
  return new Problem({
    code,
    status,
    title,
    detail: textOf(body, 'detail') ?? title,
    field: textOf(body, 'field'),
    requestId: textOf(body, 'requestId') ?? requestId,
  });
}

/** The facts of anything a promise rejected with. */
export function problemOf(error: unknown): ProblemFacts {
  if (error instanceof Problem) return error.data;
  if (error instanceof ORPCError) {
    const { code, status, message } = error;
    return {
      code: code.toLowerCase().replaceAll('_', '-'),
      status,
      title: message,
      detail: message,
      field: null,
      requestId: null,
    };
  }
  if (error instanceof TypeError && /fetch|network|load failed/i.test(error.message)) {
    const detail = 'The server does not answer.';
    return { code: 'unreachable', status: 0, title: 'No connection', detail, field: null, requestId: null };
  }
  const detail = error instanceof Error ? error.message : String(error);
  return { code: 'page-fault', status: 0, title: 'This page failed', detail, field: null, requestId: null };
}

export interface ProblemAdvice {
  safe: string;
  todo: string;
  /** Whether the same request may succeed if it is sent again. */
  again: boolean;
}

const adviceByStatus: Record<number, ProblemAdvice> = {
  0: {
    safe: 'What you see may be old; nothing was changed.',
    todo: 'Check the connection. The page tries again by itself.',
    again: true,
  },
  400: { safe: 'Nothing was changed.', todo: 'Correct the input and send it again.', again: false },
  401: { safe: 'Nothing was changed.', todo: 'Sign in again; you come back to this page.', again: false },
  403: { safe: 'Nothing was changed.', todo: 'Ask somebody whose role allows it.', again: false },
  404: { safe: 'Nothing was changed.', todo: 'It does not exist, or it is not yours to see. Check the address.', again: false },
  409: {
    safe: 'Your change was not made; what others did stands.',
    todo: 'Look at what is there now, then decide again.',
    again: false,
  },
  413: { safe: 'Nothing was changed.', todo: 'Send less at once.', again: false },
  422: { safe: 'Nothing was changed.', todo: 'Correct the marked field.', again: false },
  429: { safe: 'Nothing was changed.', todo: 'Wait a minute, then try again.', again: true },
  500: {
    safe: 'Nothing was changed.',
    todo: 'Try again. If it stays, pass the request id on to whoever runs this server.',
    again: true,
  },
};

export function adviseProblem(facts: ProblemFacts): ProblemAdvice {
  const exact = adviceByStatus[facts.status];
  if (exact) return exact;
  return (facts.status >= 500 ? adviceByStatus[500] : adviceByStatus[400]) as ProblemAdvice;
}

import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import { adviseProblem, decodeProblem, problemOf } from './problem-facts.ts';

describe('decodeProblem', () => {
  it('reads an RFC 9457 body', () => {
    const body = {
      type: '/docs/problems#x',
      title: 'Taken',
      status: 409,
      detail: 'Lee took it.',
      code: 'work-taken',
      field: 'custody',
      requestId: 'r-1',
    };
    const problem = decodeProblem(body, 409, null);
    expect(problem?.data).toEqual({
      code: 'work-taken',
      status: 409,
      title: 'Taken',
      detail: 'Lee took it.',
      field: 'custody',
      requestId: 'r-1',
    });
    expect(problemOf(problem)).toBe(problem?.data);
  });

  it('takes the request id of the response when the body has none', () => {
    expect(decodeProblem({ code: 'missing' }, 404, 'r-2')?.data).toMatchObject({
      title: 'missing',
      detail: 'missing',
      requestId: 'r-2',
    });
  });

  it.each([[null], ['<html>'], [{ title: 'x' }], [{ code: 7 }]])('refuses %j', (body) => {
    expect(decodeProblem(body, 502, null)).toBeNull();
  });
});

describe('problemOf', () => {
  it('tells a dead network from a fault of the page', () => {
    expect(problemOf(new TypeError('Failed to fetch')).code).toBe('unreachable');
    expect(problemOf(new Error('x is undefined')).code).toBe('page-fault');
    expect(problemOf('odd').detail).toBe('odd');
  });

  it('keeps the status of a foreign error page', () => {
    expect(problemOf(new ORPCError('BAD_GATEWAY', { status: 502 }))).toMatchObject({ code: 'bad-gateway', status: 502 });
  });
});

describe('adviseProblem', () => {
  it('falls back by class of status', () => {
    const base = { code: 'x', title: 'x', detail: 'x', field: null, requestId: null };
    expect(adviseProblem({ ...base, status: 502 }).again).toBe(true);
    expect(adviseProblem({ ...base, status: 418 }).again).toBe(false);
    expect(adviseProblem({ ...base, status: 409 }).safe).toContain('not made');
  });
});

import { describe, expect, it } from 'vitest';
import { earlierDue, firstOfEach, linkOf } from './rules.ts';

describe('linkOf', () => {
  it.each([
    ['https://grafana.example/d/1', 'https://grafana.example/d/1'],
    ['javascript:alert(1)', null],
    ['data:text/html,x', null],
    ['grafana', null],
    [null, null],
    [`https://example.com/${'x'.repeat(2_000)}`, null],
  ])('%s', (text, link) => {
    expect(linkOf(text)).toBe(link);
  });
});

it('takes the first telling of each alert, in order', () => {
  const tell = (alertId: string, title: string) => ({ alertId, title });
  expect(firstOfEach([tell('a', '1'), tell('b', '2'), tell('a', '3')]).map((each) => each.title)).toEqual(['1', '2']);
});

it('never makes a target later', () => {
  const stands = Temporal.Instant.from('2027-03-10T16:00:00Z');
  expect(earlierDue(stands, '2027-03-10T17:00:00Z')).toBe('2027-03-10T16:00:00Z');
  expect(earlierDue(stands, '2027-03-10T15:00:00Z')).toBe('2027-03-10T15:00:00Z');
  expect(earlierDue(null, '2027-03-10T15:00:00Z')).toBe('2027-03-10T15:00:00Z');
  expect(earlierDue(stands, null)).toBe('2027-03-10T16:00:00Z');
  expect(earlierDue(null, null)).toBe(null);
});

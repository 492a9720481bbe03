import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attemptsMax, backoffSeconds, calmStorm, type DeliveryNew, foldDeliveries, judgeAttempt, stormFrom } from './rules.ts';

const delivery = (more: Partial<DeliveryNew>): DeliveryNew => ({
  channel: 'email',
  side: 'provider',
  memberId: 'm',
  webhookId: null,
  recipient: 'Jo',
  address: 'jo@example.com',
  about: 'item-1',
  topic: 'work.noted',
  subject: 's',
  body: 'b',
  place: '/work/HAR-1',
  urgent: false,
  secret: false,
  dueAt: null,
  ...more,
});

describe('foldDeliveries', () => {
  it('puts one thing for one address into one message that holds every word', () => {
    const [one, ...rest] = foldDeliveries([
      delivery({ body: 'first', dueAt: '2027-03-10T17:00:00Z' }),
      delivery({ body: 'second', subject: 'newest', urgent: true, dueAt: '2027-03-10T16:00:00Z' }),
    ]);
    expect(rest).toEqual([]);
    expect(one).toMatchObject({
      subject: 'newest',
      urgent: true,
      dueAt: '2027-03-10T16:00:00Z',
      body: expect.stringMatching(/first[\s\S]*second/),
    });
  });

  it('keeps apart what differs in channel, address or thing, and what stands on its own', () => {
    const apart = [
      delivery({}),
      delivery({ channel: 'webhook' }),
      delivery({ address: 'lee@example.com' }),
      delivery({ about: 'item-2' }),
      delivery({ about: null }),
      delivery({ about: null }),
    ];
    expect(foldDeliveries(apart)).toHaveLength(6);
  });
});

describe('calmStorm', () => {
  const storm = (count: number) =>
    Array.from({ length: count }, (_each, index) => delivery({ about: `item-${index}`, subject: `HAR-${index}` }));

  it('leaves an ordinary minute alone', () => {
    expect(calmStorm(storm(stormFrom), new Map())).toEqual(storm(stormFrom));
  });

  it('bounds the letters of a minute, and loses no subject', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), fc.nat(stormFrom * 2), (count, recent) => {
        const calm = calmStorm(storm(count), new Map([['jo@example.com', recent]]));
        expect(calm.length).toBeLessThanOrEqual(Math.max(stormFrom - recent, 0) + 1);
        const text = calm.map((each) => `${each.subject}\n${each.body}`).join('\n');
        for (let index = 0; index < count; index += 1) expect(text).toContain(`HAR-${index}`);
      }),
      { numRuns: 50 },
    );
  });

  it('never holds back a letter with a code', () => {
    const code = delivery({ secret: true, about: null, subject: 'Your code' });
    expect(calmStorm([...storm(40), code], new Map())).toContainEqual(code);
  });
});

describe('trying again', () => {
  it('takes longer each time, up to an hour, and sooner for what is urgent', () => {
    expect([1, 2, 3, 8].map((attempts) => backoffSeconds(attempts, false))).toEqual([30, 60, 120, 3_600]);
    expect([1, 2].map((attempts) => backoffSeconds(attempts, true))).toEqual([10, 20]);
  });

  it.each([
    ['sent', 1, { state: 'sent' }],
    ['permanent', 1, { state: 'failed' }],
    ['temporary', 1, { state: 'queued', inSeconds: 30 }],
    ['unknown', 1, { state: 'unknown', inSeconds: 30 }],
    ['temporary', attemptsMax, { state: 'failed' }],
    ['unknown', attemptsMax, { state: 'failed' }],
    ['sent', attemptsMax, { state: 'sent' }],
  ] as const)('%s at try %i', (outcome, attempts, verdict) => {
    expect(judgeAttempt(outcome, attempts, false)).toEqual(verdict);
  });
});

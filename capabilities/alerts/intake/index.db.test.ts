/**
 * Whatever is posted with a good token ends as alerts with an owner or in quarantine, never as a fault of ours and never
 * as both. The law is tried on each format with bodies that are nearly right, entirely wrong, or only bytes.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cast, createCast } from '../../../proof/cast/cast.ts';
import { engagementsCapability } from '../../engagements/index.ts';
import { responsibilityCapability } from '../../responsibility/index.ts';
import { alertsCapability, sourceCreate } from '../index.ts';
import type { SourceSettings } from '../sources/rules.ts';

let cast: Cast;

beforeAll(async () => {
  cast = await createCast([engagementsCapability, responsibilityCapability, alertsCapability]);
});
afterAll(() => cast.end());

const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '\u0000',
    '\uD800',
    "'; drop table alerts_alert; --",
    '<script>alert(1)</script>',
    '{instance|host}',
    '$eval("1")',
    '../../etc/passwd',
    '__proto__',
    '\u202Eevil',
    '',
  ),
);
const scalar = fc.oneof(
  nasty,
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const time = fc.oneof(
  fc.constantFrom('2027-03-10T10:00:00Z', '0001-01-01T00:00:00Z', '+275760-09-13T00:00:00Z', '2027-02-30T00:00:00Z', 'now'),
  scalar,
);
const labels = fc.oneof(
  { weight: 5, arbitrary: fc.dictionary(nasty, nasty, { maxKeys: 5 }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
);
const webhookAlert = fc.record(
  {
    status: fc.oneof(fc.constantFrom('firing', 'resolved'), scalar),
    labels,
    annotations: labels,
    startsAt: time,
    endsAt: time,
    generatorURL: scalar,
    fingerprint: scalar,
    valueString: scalar,
  },
  { requiredKeys: [] },
);
const webhook = (marks: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record(
    {
      ...marks,
      alerts: fc.oneof(fc.array(webhookAlert, { maxLength: 4 }), fc.jsonValue({ maxDepth: 1 })),
      groupKey: scalar,
      groupLabels: labels,
    },
    { requiredKeys: ['alerts'] },
  );
const plainAlert = fc.record(
  {
    title: scalar,
    key: scalar,
    labels,
    severity: scalar,
    asset: scalar,
    app: scalar,
    site: scalar,
    category: scalar,
    detail: scalar,
    link: scalar,
    group: scalar,
    state: fc.oneof(fc.constantFrom('firing', 'resolved'), scalar),
    at: time,
  },
  { requiredKeys: ['title'] },
);

const bodies: Record<SourceSettings['format'], fc.Arbitrary<unknown>> = {
  alertmanager: webhook({ version: fc.constant('4'), status: scalar, receiver: scalar }),
  grafana: webhook({ orgId: scalar, title: scalar, state: scalar }),
  plain: fc.oneof(plainAlert, fc.array(plainAlert, { maxLength: 4 })),
  mapping: fc.record({ title: scalar, key: scalar, extra: fc.jsonValue({ maxDepth: 3 }) }, { requiredKeys: [] }),
  auto: fc.jsonValue({ maxDepth: 4 }),
  heartbeat: fc.jsonValue({ maxDepth: 2 }),
};
const heartbeat = { intervalMinutes: 5, graceMinutes: 1, function: 'sv-monitoring', priority: 'P3' as const };
const mapping = '{"title": $string(title), "key": $string(key), "labels": extra}';
const rules: SourceSettings['rules'] = [
  {
    name: 'odd',
    match: [{ label: 'a', op: '!~', value: '(x+x+)+y' }],
    set: {
      function: '{fn}',
      asset: '{instance|host}',
      site: '{site}',
      priority: '{severity}',
      category: '{category}',
      vendor: '{__proto__}',
    },
  },
];

const numbers = async () => {
  const { rows } =
    await cast.database.pools.owner.query(`select (select count(*) from alerts_alert)::int as alerts, (select coalesce(sum(count), 0) from alerts_quarantine)::int as kept,
    (select count(*) from alerts_alert where opened_at is not null and (function is null or answer is null or receipt_id is null))::int as unowned`);
  return rows[0] as { alerts: number; kept: number; unowned: number };
};

describe.each(Object.keys(bodies) as SourceSettings['format'][])('%s', (format) => {
  test('any body is committed or kept', { timeout: 120_000 }, async () => {
    const settings = { format, rules, heartbeat, mapping: format === 'mapping' ? mapping : null };
    const { token } = await cast.asSystem((ctx) => sourceCreate(ctx, 'internal', { name: `fuzz ${format}`, ...settings }));
    const body = fc.oneof(
      { weight: 8, arbitrary: bodies[format].map((value) => Buffer.from(JSON.stringify(value))) },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(bodies[format], fc.nat(40))
          .map(([value, end]) => Buffer.from(JSON.stringify(value).slice(0, -end - 1))),
      },
    );
    await fc.assert(
      fc.asyncProperty(body, async (payload) => {
        const before = await numbers();
        const response = await cast.app.inject({
          method: 'POST',
          url: `/in/alerts/${token}`,
          payload,
          headers: { 'content-type': 'application/json' },
        });
        const after = await numbers();
        const answer = response.json();
        expect(after.unowned).toBe(0);
        if (response.statusCode === 200) {
          expect(after.kept - before.kept).toBe(answer.rejected.length > 0 ? 1 : 0);
          for (const { id } of answer.alerts) expect((await cast.as('dana').get(`~/alerts/${id}`)).status).toBe(200);
        } else {
          expect(response.statusCode).toBe(422);
          expect(answer.code).toMatch(/^alert-/);
          expect([after.alerts, after.kept]).toEqual([before.alerts, before.kept + 1]);
        }
      }),
      { numRuns: 150 },
    );
  });
});

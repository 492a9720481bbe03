/**
 * A few weeks at Harbor, told backwards from today so that the example is never stale: working days are counted in the
 * site's own calendar, nights are nights. What is still open at the end is what a person finds when they first sign in.
 */
import { endpointName, monitoringName } from './sources.ts';
import type { Teller } from './teller.ts';

const zone = 'America/Chicago';

interface Stage {
  teller: Teller;
  tokens: ReadonlyMap<string, string>;
  /** `HH:MM` on the n-th working day before today. */
  workday(n: number, time: string): Temporal.Instant;
}

/** Tells everything up to `now`, in order of time. */
export async function tellStory(teller: Teller, now: Temporal.Instant, tokens: ReadonlyMap<string, string>): Promise<void> {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const stage: Stage = {
    teller,
    tokens,
    workday: (n, time) => workingDayBefore(today, n).toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant(),
  };
  for (const scene of [monthAgo, threeWeeksAgo, twoWeeksAgo, lastWeek]) await scene(stage);
  await lately(stage, now);
}

function workingDayBefore(today: Temporal.PlainDate, n: number): Temporal.PlainDate {
  let date = today;
  for (let left = n; left > 0; ) {
    date = date.subtract({ days: 1 });
    if (date.dayOfWeek <= 5) left -= 1;
  }
  return date;
}

async function monthAgo({ teller, tokens, workday }: Stage): Promise<void> {
  await solved(teller, workday(22, '09:12'), {
    by: 'wes',
    what: {
      kind: 'request',
      title: 'Label printer 3 prints blank labels',
      detail: 'Since this morning. I tried another roll.',
      asset: 'LT-007',
    },
    taker: 'dana',
    takenAfter: 14,
    say: ['requester', 'The print head was loose. I will come by before the next truck.'],
    solvedAfter: 55,
    how: 'Print head reseated, test label printed with Wes.',
  });
  await alertSolved(teller, tokens, workday(21, '02:14'), {
    source: monitoringName,
    body: alertmanager(
      'firing',
      { alertname: 'BackupFailed', instance: 'FS01:9182', severity: 'high', job: 'nightly' },
      'Nightly backup of FS01 failed',
      'The volume snapshot timed out after 600 s.',
    ),
    taker: 'jo',
    takenAfter: 6,
    say: ['shared', 'Snapshot writer was hung. Restarted the writer, re-running the job now.'],
    solvedAfter: 68,
    how: 'Backup completed on the second run at 03:20, restore of one file checked.',
  });
  await solved(teller, workday(19, '10:40'), {
    by: 'helen',
    what: {
      kind: 'request',
      title: 'New starter on the 1st: laptop, mail, ERP purchasing',
      requester: { name: 'Helen Cho' },
      function: 'oo-new-hire',
      priority: 'P3',
    },
    taker: 'dana',
    takenAfter: 30,
    say: ['requester', 'LT-031 is set aside. ERP access follows once the cost centre is confirmed.'],
    solvedAfter: 2_900,
    how: 'Account, mail and ERP role made; signed off by Helen.',
  });
}

async function threeWeeksAgo({ teller, tokens, workday }: Stage): Promise<void> {
  await alertSolved(teller, tokens, workday(16, '20:41'), {
    source: monitoringName,
    body: alertmanager(
      'firing',
      { alertname: 'ErpSlow', app: 'ERP', instance: 'ERP01:9182', severity: 'critical' },
      'ERP answers slower than 20 s',
      'Second shift cannot book production orders.',
    ),
    taker: 'kim',
    takenAfter: 4,
    say: ['shared', 'Forgeline case opened, hotline severity 1. They see a blocked index job.'],
    solvedAfter: 47,
    how: 'Forgeline stopped the index job; response back under 2 s. Dana told for the morning.',
  });
  await alertSolved(teller, tokens, workday(15, '13:05'), {
    source: endpointName,
    body: {
      title: 'Suspicious script on LT-018',
      labels: { category: 'script', host: 'LT-018', class: 'workstation', severity: 'medium', rule: 'encoded-command' },
      detail: 'powershell with an encoded command, parent excel.exe',
    },
    taker: 'lee',
    takenAfter: 9,
    say: ['provider', 'Same macro as at two other clients this week; vendor add-in, not hostile.'],
    solvedAfter: 31,
    how: 'Benign: a purchasing add-in. Allow-listed by hash, Dana informed.',
  });
  await solved(teller, workday(14, '11:20'), {
    by: 'wes',
    what: {
      kind: 'request',
      title: 'Cannot sign in after the holiday',
      detail: 'It says the password is too old.',
    },
    taker: 'dana',
    takenAfter: 8,
    say: ['requester', 'Reset done, please choose a new one when asked.'],
    solvedAfter: 12,
    how: 'Password reset after a call back to the desk phone.',
  });
}

async function twoWeeksAgo({ teller, tokens, workday }: Stage): Promise<void> {
  await alertSolved(teller, tokens, workday(11, '23:37'), {
    source: monitoringName,
    body: alertmanager(
      'firing',
      { alertname: 'CircuitDown', instance: 'FW01:161', carrier: 'carrier-a', severity: 'high' },
      'Fibre of Carrier A is down',
      'Traffic moved to the 5G backup.',
    ),
    taker: 'jo',
    takenAfter: 3,
    say: ['shared', 'Carrier A confirms a cut in their ring, repair crew on the way.'],
    solvedAfter: 165,
    how: 'Fibre back at 02:20, traffic moved back, no user was affected.',
  });
  await solved(teller, workday(10, '09:00'), {
    by: 'dana',
    what: {
      kind: 'change',
      title: 'Approve the patch window for FS01 on Sunday',
      function: 'pt-schedule-approval',
      priority: 'P3',
      asset: 'FS01',
    },
    taker: 'dana',
    takenAfter: 2,
    say: ['shared', 'Sunday 02:00 to 04:00 is fine, not in the last week of the month.'],
    solvedAfter: 25,
    how: 'Window approved and in the calendar of both sides.',
  });
  await alertSolved(teller, tokens, workday(9, '04:02'), {
    source: monitoringName,
    body: alertmanager(
      'firing',
      { alertname: 'DiskFilling', instance: 'ERP01:9182', severity: 'warning', volume: 'D' },
      'Volume D of ERP01 is 91 % full',
      'At this rate it is full in nine days.',
    ),
    taker: 'jo',
    takenAfter: 40,
    say: ['shared', 'Old exports fill it. Nothing deleted: ERP01 is not ours to clean.'],
    solvedAfter: 480,
    how: 'Dana moved exports older than a year to FS01; 64 % now.',
  });
}

async function lastWeek({ teller, tokens, workday }: Stage): Promise<void> {
  await solved(teller, workday(6, '14:30'), {
    by: 'pat',
    what: { kind: 'request', title: 'Second screen for the accounts office', requester: { name: 'Pat Lowe' }, priority: 'P4' },
    taker: 'dana',
    takenAfter: 60,
    say: ['requester', 'Two are in stock, I will set it up tomorrow before nine.'],
    solvedAfter: 1_100,
    how: 'Set up and tried with Pat.',
  });
  await solved(teller, workday(5, '10:05'), {
    by: 'dana',
    what: {
      kind: 'task',
      title: 'Landing zone for the new quality database: sketch and estimate',
      function: 'st-expertise',
      priority: 'P4',
    },
    taker: 'ravi',
    takenAfter: 180,
    say: ['shared', 'Sketch attached in my next note; two options, ten and sixteen hours.'],
    solvedAfter: 2_400,
    how: 'Option one agreed with Dana, twelve hours booked from the block.',
  });
  await alertSolved(teller, tokens, workday(4, '01:26'), {
    source: endpointName,
    body: {
      title: 'Mailbox rule forwards invoices outside',
      labels: { category: 'bec', mailbox: 'ap@harbor.example', severity: 'high' },
      detail: 'A new inbox rule sends messages with "invoice" to an outside address.',
    },
    taker: 'lee',
    takenAfter: 2,
    say: [
      'shared',
      'Sessions revoked, rule removed, account disabled until Dana has spoken to the user. All of it pre-authorised.',
    ],
    solvedAfter: 96,
    how: 'Phished password; reset with the user at 08:10, no payment left the house.',
  });
}

/** What is open now: something at each side, something that waits, something nobody agreed on. */
async function lately({ teller, tokens, workday }: Stage, now: Temporal.Instant): Promise<void> {
  teller.at(earlier(workday(2, '15:40'), now));
  const printer = await teller.as('wes', 'POST', '/work/items', {
    kind: 'request',
    title: 'Scanner at dock 2 drops its connection',
    detail: 'Every ten minutes or so since the shelves were moved.',
    asset: 'LT-023',
  });
  await teller.settle();
  teller.at(earlier(workday(2, '16:10'), now));
  await act(teller, 'dana', printer.number, 'take');
  await teller.as('dana', 'POST', `/work/items/${printer.number}/notes`, {
    audience: 'requester',
    body: 'The access point is behind the new shelf now. I will move it tomorrow.',
  });

  teller.at(earlier(workday(1, '10:15'), now));
  await teller.as('dana', 'POST', '/work/items', {
    kind: 'task',
    title: 'Registrar: harbor.example expires in six weeks',
    function: 'nw-dns-domain',
    priority: 'P3',
  });
  await teller.settle();

  teller.at(now.subtract({ minutes: 130 }));
  await teller.send(
    tokens.get(monitoringName) ?? '',
    alertmanager(
      'firing',
      { alertname: 'BackupFailed', instance: 'FS01:9182', severity: 'high', job: 'verify' },
      'Backup verification of FS01 failed twice',
      'Checksum mismatch in one archive of the weekly set.',
    ),
  );
  await teller.settle();
  teller.at(now.subtract({ minutes: 121 }));
  const [backup] = (await teller.as('jo', 'GET', '/work/items?view=open&limit=1')).items as { number: string }[];
  if (backup !== undefined) {
    await act(teller, 'jo', backup.number, 'take');
    await teller.as('jo', 'POST', `/work/items/${backup.number}/notes`, {
      audience: 'shared',
      body: 'Re-reading the archive from the second copy; 61 % done, clean so far.',
    });
  }

  teller.at(now.subtract({ minutes: 35 }));
  await teller.as('wes', 'POST', '/work/items', {
    kind: 'request',
    title: 'Label printer 3, shipping: labels come out crooked',
    detail: 'It works, but the scanner at the carrier complains.',
    userGroup: 'warehouse',
  });
  await teller.settle();
}

function earlier(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) < 0 ? a : b;
}

interface Course {
  taker: string;
  /** Minutes after it came up. */
  takenAfter: number;
  say: [audience: string, body: string];
  solvedAfter: number;
  how: string;
}

async function solved(
  teller: Teller,
  at: Temporal.Instant,
  scene: Course & { by: string; what: Record<string, unknown> },
): Promise<void> {
  teller.at(at);
  const { number } = await teller.as(scene.by, 'POST', '/work/items', scene.what);
  await teller.settle();
  await follow(teller, at, number, scene);
}

async function alertSolved(
  teller: Teller,
  tokens: ReadonlyMap<string, string>,
  at: Temporal.Instant,
  scene: Course & { source: string; body: object },
): Promise<void> {
  teller.at(at);
  await teller.send(tokens.get(scene.source) ?? '', scene.body);
  await teller.settle();
  const [item] = (await teller.as(scene.taker, 'GET', '/work/items?view=all&limit=1')).items as { number: string }[];
  if (item === undefined) throw new Error('An alert of the example became no work.');
  await follow(teller, at, item.number, scene);
}

async function follow(teller: Teller, at: Temporal.Instant, number: string, course: Course): Promise<void> {
  const [audience, body] = course.say;
  teller.at(at.add({ minutes: course.takenAfter }));
  await act(teller, course.taker, number, 'take');
  await teller.as(course.taker, 'POST', `/work/items/${number}/notes`, { audience, body });
  teller.at(at.add({ minutes: course.solvedAfter }));
  await act(teller, course.taker, number, 'resolve', { resolution: course.how });
  await teller.settle();
}

/** Does something to an item as it stands now. */
async function act(teller: Teller, who: string, number: string, action: string, more: object = {}): Promise<void> {
  const { version } = await teller.as(who, 'GET', `/work/items/${number}`);
  await teller.as(who, 'POST', `/work/items/${number}/${action}`, { version, ...more });
}

/** A delivery as Alertmanager's webhook sends it. */
function alertmanager(
  status: 'firing' | 'resolved',
  labels: Record<string, string>,
  summary: string,
  description: string,
): object {
  return {
    version: '4',
    groupKey: `{}:{alertname="${labels['alertname']}"}`,
    truncatedAlerts: 0,
    status,
    receiver: 'tandem',
    groupLabels: { alertname: labels['alertname'] },
    commonLabels: labels,
    commonAnnotations: { summary, description },
    externalURL: 'http://alertmanager.northline.example',
    alerts: [
      {
        status,
        labels,
        annotations: { summary, description },
        startsAt: '2027-01-01T00:00:00Z',
        endsAt: '0001-01-01T00:00:00Z',
        generatorURL: '',
      },
    ],
  };
}

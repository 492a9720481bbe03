/**
 * What identity tells the log, the metrics and, for what must leave by mail or be kept, the record. Accounts belong to
 * no engagement, so their record stands under an engagement id of zeros, which no person can ever be a member of. A
 * link or a token never enters the audit: it travels in the published event alone.
 */
import { systemActor } from '@tandem/platform/access/actor.ts';
import { systemSession, withSession } from '@tandem/platform/db/session.ts';
import type { Services } from '@tandem/platform/http/edge.ts';
import { countEvent } from '@tandem/platform/http/metrics.ts';
import { type Entry, record } from '@tandem/platform/record/record.ts';

/** The engagement id under which identity's own record and mail stand. */
export const identityEngagementId = '00000000-0000-0000-0000-000000000000';

interface Person {
  id: string;
  email: string;
  name: string;
}

export interface IdentityMail extends Record<string, unknown> {
  kind: 'password-reset' | 'password-changed';
  email: string;
  name: string;
  subject: string;
  text: string;
}

async function recordIdentity(services: Services, entry: Entry): Promise<void> {
  await withSession(services.db, systemSession(identityEngagementId), (tx) =>
    record(
      {
        tx,
        actor: systemActor(identityEngagementId, 'identity'),
        now: services.clock.now(),
        log: services.log,
        requestId: 'identity',
      },
      entry,
    ),
  );
}

export async function recordResetAsked(services: Services, person: Person, link: string, minutes: number): Promise<void> {
  const mail: IdentityMail = {
    kind: 'password-reset',
    email: person.email,
    name: person.name,
    subject: 'Choose a new password for Tandem',
    text: [
      `Hello ${person.name},`,
      '',
      `somebody, hopefully you, asked for a new password. Choose it here within ${minutes} minutes:`,
      '',
      link,
      '',
      'If it was not you, do nothing: your password stays as it is.',
    ].join('\n'),
  };
  await recordIdentity(services, {
    action: 'identity.reset-asked',
    subject: { kind: 'account', id: person.id },
    audience: 'shared',
    payload: {},
    publish: { topic: 'identity.mail', payload: mail },
  });
}

export async function recordPasswordChanged(services: Services, person: Person, how: 'reset' | 'change'): Promise<void> {
  const mail: IdentityMail = {
    kind: 'password-changed',
    email: person.email,
    name: person.name,
    subject: 'Your Tandem password was changed',
    text: [
      `Hello ${person.name},`,
      '',
      'your password was changed just now, and your other sessions were ended.',
      'If it was not you, choose a new one at once with "Forgot your password?" on the sign-in page.',
    ].join('\n'),
  };
  await recordIdentity(services, {
    action: 'identity.password-changed',
    subject: { kind: 'account', id: person.id },
    audience: 'shared',
    payload: { how },
    publish: { topic: 'identity.mail', payload: mail },
  });
}

export async function recordAccountMade(
  services: Services,
  userId: string,
  how: 'setup' | 'invitation' | 'example',
): Promise<void> {
  await recordIdentity(services, {
    action: 'identity.account-made',
    subject: { kind: 'account', id: userId },
    audience: 'shared',
    payload: { how },
  });
}

/** Deeds at the sign-in endpoints: counted and logged. */
export function noteAuth(services: Services, deed: string, facts: { ip: string; status: number }): void {
  countEvent(`identity.${deed}`);
  services.log.info({ deed, ...facts }, 'identity');
}

/**
 * The example engagement: loaded once into an empty database, on loopback only. What is essential commits in one
 * transaction; a start that was interrupted later completes the rest. The address and token for a first alert are
 * kept in the data folder, where `npm run try:alert` finds them.
 */
import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { appAdd, assetAdd, engagementCreate, memberAdd, memberDoor } from '@tandem/capabilities/engagements/index.ts';
import { identityExampleUser } from '@tandem/capabilities/identity/index.ts';
import { fileImport } from '@tandem/capabilities/responsibility/index.ts';
import { systemActor } from '@tandem/platform/access/actor.ts';
import { systemSession, withSession } from '@tandem/platform/db/session.ts';
import type { Services } from '@tandem/platform/http/edge.ts';
import { sql } from 'kysely';
import { capabilities } from '../capabilities.ts';
import type { Running } from '../compose.ts';
import type { ExampleAnnouncement } from '../start-screen.ts';
import { exampleAssets, examplePassword, examplePeople } from './people.ts';
import { exampleSources, monitoringName } from './sources.ts';
import { tellStory } from './story.ts';
import { createTeller, type StoryPerson, type Teller } from './teller.ts';

export interface Example extends ExampleAnnouncement {
  /** Writes what `npm run try:alert` needs, now that the address is known. */
  announce(url: string): Promise<void>;
}

const root = join(import.meta.dirname, '..', '..', '..');

/** Loads what is missing of the example; null when the database holds engagements of its own. */
export async function loadExample(running: Running, step: (text: string) => void): Promise<Example | null> {
  const { services } = running;
  const found = await findEngagements(running);
  if (found.some((engagement) => !engagement.example)) return null;
  const userIds = await accounts(services, found.length === 0 ? step : () => undefined);
  const engagementId = found[0]?.id ?? (await createEngagement(services, userIds));
  const token = (await readToken(services)) ?? (await completeExample(running, engagementId, userIds, step));
  return {
    password: examplePassword,
    people: examplePeople.map(({ name, email, about }) => ({ name, email, about })),
    shows: services.config.at === null ? null : services.config.at.toString({ timeZone: 'America/Chicago' }),
    announce: (url) => writeToken(services, { url, token, engagementId }),
  };
}

/** Read as the owner: the product's role sees no engagement before somebody is signed in. */
async function findEngagements(running: Running): Promise<{ id: string; example: boolean }[]> {
  const { rows } = await running.pools.owner.query<{ id: string; example: boolean }>(
    'select id, example from engagements_engagement order by created_at limit 10',
  );
  return rows;
}

async function accounts(services: Services, step: (text: string) => void): Promise<Map<string, string>> {
  step('Loading the example: Harbor Fabrication with Northline MSP');
  const ids = new Map<string, string>();
  for (const { key, email, name } of examplePeople)
    ids.set(key, await identityExampleUser(services, { email, name, password: examplePassword }));
  return ids;
}

async function createEngagement(services: Services, userIds: ReadonlyMap<string, string>): Promise<string> {
  const id = randomUUID();
  const file = await readFile(join(root, 'examples', 'harbor.yaml'), 'utf8');
  const signedAt = services.clock.now().subtract({ hours: 24 * 40 });
  await withSession(services.db, systemSession(id), async (tx) => {
    const ctx = { tx, actor: systemActor(id, 'example'), now: signedAt, log: services.log, requestId: 'example' };
    await engagementCreate(ctx, {
      slug: 'harbor',
      name: 'Harbor Fabrication with Northline MSP',
      prefix: 'HAR',
      internal: { name: 'Harbor Fabrication' },
      provider: { name: 'Northline MSP' },
      example: true,
      by: 'the example',
    });
    for (const person of examplePeople) {
      const { name, email, side, role, teams } = person;
      await memberAdd(ctx, { name, email, side, role, teams, person: person.person, userId: userIds.get(person.key) ?? '' });
    }
    await fileImport(ctx, file, 'The example as signed');
    await appAdd(ctx, {
      name: 'ERP',
      vendor: 'forgeline-erp',
      detail: 'Forgeline ERP, orders and production; second shift works in it until 23:00',
    });
    for (const asset of exampleAssets) await assetAdd(ctx, { ...asset, site: 'main' });
  });
  return id;
}

/** Sources and history. Gives the token for a first alert. */
async function completeExample(
  running: Running,
  engagementId: string,
  userIds: ReadonlyMap<string, string>,
  step: (text: string) => void,
): Promise<string> {
  const people: StoryPerson[] = examplePeople.map(({ key, name, email, role }) => ({
    key,
    name,
    email,
    role,
    userId: userIds.get(key) ?? '',
  }));
  const teller = await createTeller({
    services: running.services,
    ownerPool: running.pools.owner,
    capabilities,
    jobs: running.jobs,
    live: running.live,
    member: memberDoor,
    people,
    engagementId,
  });
  try {
    const now = running.services.clock.now();
    teller.at(now.subtract({ hours: 24 * 39 }));
    const tokens = await makeSources(teller);
    if (!(await hasWork(running, engagementId))) {
      step('Telling a few weeks of work');
      await tellStory(teller, now, tokens);
    }
    return tokens.get(monitoringName) ?? '';
  } finally {
    await teller.close();
  }
}

/** Creates the sources that are missing; one that is there gets a new token, since the old one was shown once. */
async function makeSources(teller: Teller): Promise<Map<string, string>> {
  const known = (await teller.as('mo', 'GET', '/alerts/sources')).items as { id: string; name: string; revision: number }[];
  const tokens = new Map<string, string>();
  for (const source of exampleSources) {
    const there = known.find((each) => each.name === source.name);
    const made =
      there === undefined
        ? await teller.as('mo', 'POST', '/alerts/sources', source)
        : await teller.as('mo', 'POST', `/alerts/sources/${there.id}/tokens`, {});
    tokens.set(source.name, made.token);
  }
  return tokens;
}

async function hasWork(running: Running, engagementId: string): Promise<boolean> {
  return withSession(running.services.db, systemSession(engagementId), async (tx) => {
    const { rows } = await sql`select 1 from work_item where engagement_id = ${engagementId} limit 1`.execute(tx);
    return rows.length > 0;
  });
}

const tokenFile = 'try.json';

async function readToken(services: Services): Promise<string | null> {
  const text = await readFile(join(services.config.dataDir, tokenFile), 'utf8').catch(() => null);
  if (text === null) return null;
  const { token } = JSON.parse(text) as { token?: unknown };
  return typeof token === 'string' && token !== '' ? token : null;
}

async function writeToken(services: Services, facts: { url: string; token: string; engagementId: string }): Promise<void> {
  await writeFile(join(services.config.dataDir, tokenFile), JSON.stringify(facts), { mode: 0o600 });
}

/**
 * API keys: made, listed, verified and revoked through the authentication library, which keeps only their hash. Each is
 * for one engagement and a set of scopes, kept as the key's metadata. What a key may do is decided anew at each use,
 * from its scopes and from what its holder is in that engagement at that moment.
 */
import type { Services } from '@tandem/platform/http/edge.ts';
import { z } from 'zod';
import { authOf } from '../auth/index.ts';

export interface Key {
  id: string;
  name: string;
  /** The first characters, to tell keys apart. */
  start: string;
  scopes: string[];
  createdAt: Temporal.Instant;
  expiresAt: Temporal.Instant | null;
  lastUsedAt: Temporal.Instant | null;
}

export interface KeyNew {
  userId: string;
  engagementId: string;
  name: string;
  scopes: readonly string[];
  days: number;
}

export interface KeyHolder {
  userId: string;
  engagementId: string;
  scopes: string[];
}

const metadata = z.object({ engagementId: z.uuid(), scopes: z.array(z.string()) });

/** Makes a key. `secret` is given here once and can never be read again. */
export async function insertKey(services: Services, key: KeyNew): Promise<Key & { secret: string }> {
  const made = await authOf(services).api.createApiKey({
    body: {
      userId: key.userId,
      name: key.name,
      expiresIn: key.days * 86_400,
      metadata: { engagementId: key.engagementId, scopes: [...key.scopes] },
    },
  });
  return { ...keyOf(services, made, [...key.scopes]), secret: made.key };
}

interface KeyRow {
  id: string;
  name: string | null;
  start: string | null;
  createdAt: Date;
  expiresAt: Date | null;
  lastRequest: Date | null;
}

/** The person's keys for one engagement, newest first. */
export async function selectKeys(services: Services, userId: string, engagementId: string): Promise<Key[]> {
  const { rows } = await services.identityPool.query<KeyRow & { metadata: string }>(
    `select id, name, start, created_at as "createdAt", expires_at as "expiresAt", last_request as "lastRequest", metadata
     from identity_api_key where reference_id = $1 and metadata::jsonb ->> 'engagementId' = $2
       and enabled and (expires_at is null or expires_at > now())
     order by created_at desc, id limit 200`,
    [userId, engagementId],
  );
  return rows.map((row) => keyOf(services, row, metadata.parse(JSON.parse(row.metadata)).scopes));
}

/** Ends a key at once; undefined when the person has no such key there. */
export async function removeKey(
  services: Services,
  userId: string,
  engagementId: string,
  keyId: string,
): Promise<string | undefined> {
  const { rows } = await services.identityPool.query<{ name: string }>(
    `delete from identity_api_key where id::text = $1 and reference_id = $2 and metadata::jsonb ->> 'engagementId' = $3 returning name`,
    [keyId, userId, engagementId],
  );
  return rows[0]?.name;
}

/** Whose key it is and what for; null for one that is wrong, expired, revoked, or used too often. */
export async function verifyKey(services: Services, secret: string): Promise<KeyHolder | null> {
  const { valid, key } = await authOf(services).api.verifyApiKey({ body: { key: secret } });
  if (!valid || key === null) return null;
  const kept = metadata.safeParse(key.metadata);
  return kept.success ? { userId: key.referenceId, ...kept.data } : null;
}

function keyOf(services: Services, row: KeyRow, scopes: string[]): Key {
  const instant = (wall: Date | null) => (wall === null ? null : instantOf(services, wall));
  return {
    id: row.id,
    name: row.name ?? '',
    start: row.start ?? '',
    scopes,
    createdAt: instantOf(services, row.createdAt),
    expiresAt: instant(row.expiresAt),
    lastUsedAt: instant(row.lastRequest),
  };
}

/** Wall time in the product's time: the two differ when the example's clock was moved. */
export function instantOf(services: Pick<Services, 'clock'>, wall: Date): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(wall.getTime() + services.clock.offsetMs());
}

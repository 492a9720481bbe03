/**
 * The authentication library, configured once per process: passwords, codes, passkeys, keys and sessions are its
 * business and none of ours. What we decide is here: nobody signs themselves up, sessions are looked up in the database
 * each time (so that revoking one takes effect at once), links and tokens are kept as hashes, a passkey counts only
 * when it verified its user, and mail leaves through the outbox.
 *
 * The library keeps wall time. Instants are translated at our edge (see store.ts), never inside.
 */
import { randomUUIDv7 } from 'node:crypto';
import { apiKey } from '@better-auth/api-key';
import { passkey } from '@better-auth/passkey';
import { publicOrigin } from '@tandem/platform/config/config.ts';
import type { Services } from '@tandem/platform/http/edge.ts';
import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { twoFactor } from 'better-auth/plugins';
import { passwordLengthMax, passwordLengthMin } from '../contract.ts';
import { recordPasswordChanged, recordResetAsked } from '../events.ts';

const sessionDays = 7;
/** The header in which our own edge tells the library the client's address; whatever a client sends in it is dropped. */
export const addressHeader = 'x-tandem-client';
export const keyHeader = 'x-api-key';

const resetMinutes = 30;
const keyRequestsPerMinute = 600;
type Auth = ReturnType<typeof createAuth>;

const made = new WeakMap<Services['identityPool'], Auth>();

/** The library on this process's identity pool; made at first use. */
export function authOf(services: Services): Auth {
  const known = made.get(services.identityPool);
  if (known !== undefined) return known;
  const auth = createAuth(services);
  made.set(services.identityPool, auth);
  return auth;
}

function createAuth(services: Services) {
  const { config, log } = services;
  const origin = config.publicUrl === null ? null : publicOrigin(config);
  return betterAuth({
    appName: 'Tandem',
    ...(origin === null ? {} : { baseURL: origin }),
    basePath: '/api/auth',
    secret: services.secret,
    database: services.identityPool,
    telemetry: { enabled: false },
    logger: {
      level: 'warn',
      log: (_level, message, ...details) => log.info({ identity: true, reason: reasonOf(details) }, message),
    },
    emailAndPassword: passwords(services),
    ...tables,
    databaseHooks: {
      session: {
        create: {
          // Every session is made by a proof: a password and its code, a passkey, or both before it was replaced.
          before: async (session) => ({ data: { ...session, steppedUpAt: services.clock.toWall(services.clock.now()) } }),
        },
      },
    },
    rateLimit: addressLimits,
    advanced: {
      cookiePrefix: 'tandem',
      useSecureCookies: origin?.startsWith('https:') ?? false,
      disableCSRFCheck: false,
      disableOriginCheck: false,
      ipAddress: { ipAddressHeaders: [addressHeader] },
      database: { generateId: () => randomUUIDv7() },
    },
    plugins: [twoFactor({ issuer: 'Tandem', schema: twoFactorSchema }), passkeys(origin), apiKeys()],
  });
}

const passwords = (services: Services): BetterAuthOptions['emailAndPassword'] => ({
  enabled: true,
  disableSignUp: true,
  minPasswordLength: passwordLengthMin,
  maxPasswordLength: passwordLengthMax,
  resetPasswordTokenExpiresIn: resetMinutes * 60,
  revokeSessionsOnPasswordReset: true,
  sendResetPassword: ({ user, token }) =>
    recordResetAsked(services, user, `${publicOrigin(services.config)}/reset-password/${token}`, resetMinutes),
  onPasswordReset: ({ user }) => recordPasswordChanged(services, user, 'reset'),
});

/** Requests of one client address in a minute, by endpoint; an office shares one address. */
const perMinute = (max: number) => ({ window: 60, max });

const addressLimits = {
  enabled: true,
  storage: 'database',
  modelName: 'identity_rate_limit',
  fields: { lastRequest: 'last_request' },
  ...perMinute(300),
  customRules: {
    '/sign-in/email': perMinute(60),
    '/request-password-reset': perMinute(10),
    '/reset-password': perMinute(10),
    '/two-factor/*': perMinute(30),
    '/passkey/*': perMinute(60),
    '/change-password': perMinute(10),
  },
} as const satisfies BetterAuthOptions['rateLimit'];

/** `origin` is null where the address people type is not configured: it is then that of each request. */
const passkeys = (origin: string | null) =>
  passkey({
    rpName: 'Tandem',
    ...(origin === null ? {} : { origin, rpID: new URL(origin).hostname }),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    registration: { afterVerification: async ({ verification }) => assertVerified(verification.registrationInfo?.userVerified) },
    authentication: {
      afterVerification: async ({ verification }) => assertVerified(verification.authenticationInfo.userVerified),
    },
    schema: passkeySchema,
  });

const apiKeys = () =>
  apiKey({
    apiKeyHeaders: keyHeader,
    defaultPrefix: 'tandem_',
    startingCharactersConfig: { shouldStore: true, charactersLength: 12 },
    enableMetadata: true,
    requireName: true,
    maximumNameLength: 60,
    rateLimit: { enabled: true, timeWindow: 60_000, maxRequests: keyRequestsPerMinute },
    schema: apiKeySchema,
  });

/** A passkey stands for password and code together only when the device asked for a finger, a face or a PIN. */
function assertVerified(userVerified: boolean | undefined): void {
  if (userVerified !== true)
    throw new APIError('FORBIDDEN', { message: 'This passkey did not verify its user. Use one with a PIN, a finger or a face.' });
}

function reasonOf(details: readonly unknown[]): string | undefined {
  const error = details.find((detail) => detail instanceof Error);
  return error instanceof Error ? error.message : undefined;
}

/** Columns of every table, in our spelling. */
const stamps = { createdAt: 'created_at', updatedAt: 'updated_at' };

const tables = {
  user: { modelName: 'identity_user', fields: { emailVerified: 'email_verified', ...stamps } },
  session: {
    modelName: 'identity_session',
    fields: { userId: 'user_id', expiresAt: 'expires_at', ipAddress: 'ip_address', userAgent: 'user_agent', ...stamps },
    additionalFields: { steppedUpAt: { type: 'date', required: false, input: false, fieldName: 'stepped_up_at' } },
    expiresIn: sessionDays * 86_400,
    // How fresh a session must be is our own question, answered by the step-up.
    freshAge: 0,
    cookieCache: { enabled: false },
  },
  account: {
    modelName: 'identity_account',
    fields: {
      userId: 'user_id',
      accountId: 'account_id',
      providerId: 'provider_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      ...stamps,
    },
  },
  verification: { modelName: 'identity_verification', fields: { expiresAt: 'expires_at', ...stamps }, storeIdentifier: 'hashed' },
} as const satisfies Partial<BetterAuthOptions>;

const twoFactorSchema = {
  user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
  twoFactor: {
    modelName: 'identity_two_factor',
    fields: {
      userId: 'user_id',
      backupCodes: 'backup_codes',
      failedVerificationCount: 'failed_verification_count',
      lockedUntil: 'locked_until',
    },
  },
};

const passkeySchema = {
  passkey: {
    modelName: 'identity_passkey',
    fields: {
      userId: 'user_id',
      publicKey: 'public_key',
      credentialID: 'credential_id',
      deviceType: 'device_type',
      backedUp: 'backed_up',
      createdAt: 'created_at',
    },
  },
};

const apiKeySchema = {
  apikey: {
    modelName: 'identity_api_key',
    fields: {
      configId: 'config_id',
      referenceId: 'reference_id',
      refillInterval: 'refill_interval',
      refillAmount: 'refill_amount',
      lastRefillAt: 'last_refill_at',
      rateLimitEnabled: 'rate_limit_enabled',
      rateLimitTimeWindow: 'rate_limit_time_window',
      rateLimitMax: 'rate_limit_max',
      requestCount: 'request_count',
      lastRequest: 'last_request',
      expiresAt: 'expires_at',
      ...stamps,
    },
  },
};

/**
 * Identity stands outside every engagement: there are no roles here, only a person and what is theirs. The tables are
 * reached by the role tandem_identity alone, which nothing but this capability uses.
 */
import { accessRows } from '@tandem/platform/access/access.ts';

const service = 'nobody but the identity service, for the person it belongs to';

export const identityAccess = accessRows<never>({
  capability: 'identity',
  actions: {},
  tables: {
    identity_user: service,
    identity_session: service,
    identity_account: service,
    identity_verification: service,
    identity_two_factor: service,
    identity_passkey: service,
    identity_api_key: service,
    identity_rate_limit: service,
    identity_attempt: service,
    identity_setup: 'the identity service; closing it is one-way',
  },
});

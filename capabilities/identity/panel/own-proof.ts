/**
 * The ways in which the holder of this session proves again that it is them: a password or code through the account's
 * own route, or a passkey of this device.
 */
import type { Provers } from '@tandem/platform/ui/step-up.tsx';
import { identityApi } from './auth-client.ts';
import { passkeySignIn } from './passkey.ts';
import { reasonAgainstPasskeys } from './passkey-reason.ts';

/** What it is for on the account's own pages. */
export const accessWhy = 'What you are about to do hands out or takes away access. It stays open for a quarter of an hour.';

export function ownProof(account: { twoFactor: boolean; passkeys: readonly unknown[] }): Provers {
  const byPasskey = account.passkeys.length > 0 && reasonAgainstPasskeys() === null;
  return {
    twoFactor: account.twoFactor,
    byWords: async (given) => void (await identityApi.stepUp.call(given)),
    byPasskey: byPasskey ? passkeySignIn : null,
  };
}

/**
 * The sign-in endpoints as screens call them. They stand outside the typed contracts, so their answers are described
 * here; their refusals are problems like everybody else's.
 */
import { createApi } from '@tandem/platform/ui/api.ts';
import { decodeProblem } from '@tandem/platform/ui/problem-facts.ts';
import { identityContract } from '../contract.ts';

export const identityApi = createApi(identityContract);

async function ask<T>(path: string, init: RequestInit): Promise<T> {
  const response = await globalThis.fetch(`/api/auth${path}`, { credentials: 'same-origin', ...init });
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body as T;
  throw decodeProblem(body, response.status, response.headers.get('x-request-id')) ?? new TypeError('Failed to fetch.');
}

const post = <T>(path: string, body: object = {}): Promise<T> =>
  ask<T>(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

export const auth = {
  /** `twoFactorRedirect`: the password was right, and a code is asked for next. */
  signIn: (email: string, password: string) => post<{ twoFactorRedirect?: boolean }>('/sign-in/email', { email, password }),
  signOut: () => post('/sign-out'),
  verifyCode: (code: string) => post('/two-factor/verify-totp', { code }),
  verifyRecoveryCode: (code: string) => post('/two-factor/verify-backup-code', { code }),
  askReset: (email: string) => post('/request-password-reset', { email }),
  reset: (token: string, newPassword: string) => post('/reset-password', { token, newPassword }),
  changePassword: (currentPassword: string, newPassword: string) =>
    post('/change-password', { currentPassword, newPassword, revokeOtherSessions: true }),
  prepareCode: (password: string) => post<{ totpURI: string; backupCodes: string[] }>('/two-factor/enable', { password }),
  disableCode: (password: string) => post('/two-factor/disable', { password }),
  makeRecoveryCodes: (password: string) => post<{ backupCodes: string[] }>('/two-factor/generate-backup-codes', { password }),
  passkeyRequest: () => ask<PublicKeyCredentialRequestOptionsJSON>('/passkey/generate-authenticate-options', {}),
  passkeySignIn: (response: unknown) => post('/passkey/verify-authentication', { response }),
  passkeyCreation: () => ask<PublicKeyCredentialCreationOptionsJSON>('/passkey/generate-register-options', {}),
  passkeyAdd: (response: unknown, name: string) => post('/passkey/verify-registration', { response, name }),
  passkeyRemove: (id: string) => post('/passkey/delete-passkey', { id }),
};

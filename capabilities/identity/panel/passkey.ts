/**
 * Passkeys through the browser's own interface: the server's options are parsed and the device's answer is written out
 * by the browser itself, so that nothing here touches the cryptography.
 */
import { auth } from './auth-client.ts';

/** Signs in with a passkey of this device. Rejects with a problem, or with the browser's own error when it was called off. */
export async function passkeySignIn(): Promise<void> {
  const options = PublicKeyCredential.parseRequestOptionsFromJSON(await auth.passkeyRequest());
  const credential = await navigator.credentials.get({ publicKey: options });
  await auth.passkeySignIn((credential as PublicKeyCredential).toJSON());
}

export async function passkeyAdd(name: string): Promise<void> {
  const options = PublicKeyCredential.parseCreationOptionsFromJSON(await auth.passkeyCreation());
  const credential = await navigator.credentials.create({ publicKey: options });
  await auth.passkeyAdd((credential as PublicKeyCredential).toJSON(), name);
}

/** The person closed the browser's dialog, or it ran out of time. */
export function wasCalledOff(error: unknown): boolean {
  return error instanceof DOMException && (error.name === 'NotAllowedError' || error.name === 'AbortError');
}

/**
 * Where a person goes after signing in: the page they came for, if it is one of ours. An address that leaves this
 * server, in any of the spellings browsers accept, is not followed.
 */

export function wayBack(wanted: unknown, origin: string): string {
  if (typeof wanted !== 'string' || !wanted.startsWith('/') || !URL.canParse(wanted, origin)) return '/';
  const address = new URL(wanted, origin);
  const leads = address.origin === origin && !/^\/(sign-in|sign-out)\b/.test(address.pathname);
  return leads ? `${address.pathname}${address.search}${address.hash}` : '/';
}

/** The `to` of the present address. */
export function wantedHere(): string {
  return wayBack(new URLSearchParams(globalThis.location.search).get('to'), globalThis.location.origin);
}

/** Goes there with a fresh start, so that nothing of another person's session is left in memory. */
export function leaveTo(address: string): void {
  globalThis.location.assign(address);
}

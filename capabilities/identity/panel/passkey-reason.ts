/**
 * Why passkeys cannot work at this address, known before anybody clicks: browsers bind a passkey to a host name, so an
 * address of numbers has none.
 */

interface Place {
  hostname: string;
  port: string;
  secure: boolean;
  /** The browser has the interface in the form used here. */
  able: boolean;
}

const here = (): Place => ({
  hostname: globalThis.location.hostname,
  port: globalThis.location.port,
  secure: globalThis.isSecureContext,
  able: 'PublicKeyCredential' in globalThis && 'parseRequestOptionsFromJSON' in PublicKeyCredential,
});

/** null where passkeys work; otherwise the sentence that says why not and what to do. */
export function reasonAgainstPasskeys(place: Place = here()): string | null {
  const { hostname, port, secure, able } = place;
  if (/^[\d.]+$/.test(hostname) || hostname.startsWith('['))
    return hostname.startsWith('127.')
      ? `A passkey belongs to a name, not to a number. Open http://localhost${port ? `:${port}` : ''} instead.`
      : 'A passkey belongs to a name, not to a number. Open this server by its name.';
  if (!secure) return 'Passkeys need an https address.';
  if (!able) return 'This browser is too old for passkeys.';
  return null;
}

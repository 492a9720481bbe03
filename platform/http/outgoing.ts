/**
 * Requests to addresses that people typed in. They cannot reach this machine, its network or a cloud's metadata: the
 * address is judged at the moment of connecting, as resolved, so a name that changes its mind between check and use gains
 * nothing. No redirect is followed, no answer is kept, everything is bounded. As with mail, the outcome is exact about
 * whether the other end may have the request: it may from the moment it was written whole.
 */
import { type LookupAddress, lookup } from 'node:dns';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

export interface OutgoingResult {
  outcome: 'sent' | 'temporary' | 'permanent' | 'unknown';
  detail: string;
}

export interface OutgoingOptions {
  headers: Record<string, string>;
  allowPrivateTargets: boolean;
  /** For the whole exchange. */
  timeoutMs?: number;
}

const timeoutMsDefault = 10_000;
const answerBytesMax = 65_536;

/** Why the product does not send to this address; null when it may be tried. Names are judged when they are resolved. */
export function reasonAgainstTarget(text: string, allowPrivateTargets: boolean): string | null {
  if (!URL.canParse(text)) return 'It is not an address.';
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'Only http and https addresses are reached.';
  if (url.username !== '' || url.password !== '') return 'An address with a user name or password in it is not kept.';
  if (allowPrivateTargets) return null;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && isPrivateAddress(host)) return privateReason;
  return /(^|\.)localhost\.?$/i.test(host) ? privateReason : null;
}

const privateReason = 'It leads to this machine or a private network, which webhooks may not reach.';

/** Posts a body once. Never throws. */
export function postOutgoing(address: string, body: string, options: OutgoingOptions): Promise<OutgoingResult> {
  const reason = reasonAgainstTarget(address, options.allowPrivateTargets);
  if (reason !== null) return Promise.resolve({ outcome: 'permanent', detail: reason });
  const url = new URL(address);
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve) => {
    let written = false;
    const outgoing = send(url, {
      method: 'POST',
      agent: false,
      headers: { ...options.headers, 'content-length': Buffer.byteLength(body) },
      lookup: options.allowPrivateTargets ? undefined : judgedLookup,
    });
    const deadline = setTimeout(() => outgoing.destroy(new Error('No answer in time.')), options.timeoutMs ?? timeoutMsDefault);
    const end = (result: OutgoingResult) => {
      clearTimeout(deadline);
      resolve(result);
    };
    outgoing.on('finish', () => {
      written = true;
    });
    outgoing.on('response', (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > answerBytesMax) response.destroy();
      });
      response.on('error', () => undefined);
      end(judgeStatus(response.statusCode ?? 0));
    });
    outgoing.on('error', (error) => end(judgeError(error, written)));
    outgoing.end(body);
  });
}

function judgeStatus(status: number): OutgoingResult {
  const detail = `answered ${status}`;
  if (status >= 200 && status < 300) return { outcome: 'sent', detail };
  if (status >= 500 || status === 408 || status === 425 || status === 429) return { outcome: 'temporary', detail };
  return { outcome: 'permanent', detail: status >= 300 && status < 400 ? `${detail}; redirects are not followed` : detail };
}

function judgeError(error: NodeJS.ErrnoException, written: boolean): OutgoingResult {
  if (error.code === 'EPRIVATE') return { outcome: 'permanent', detail: privateReason };
  const detail = (error.code ?? error.message).slice(0, 200);
  return { outcome: written ? 'unknown' : 'temporary', detail };
}

/** Resolves a name for the connection itself, and refuses if any of its addresses is private. */
export const judgedLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error !== null) return callback(error, []);
    if (addresses.length === 0 || addresses.some(({ address }) => isPrivateAddress(address)))
      return callback(Object.assign(new Error(privateReason), { code: 'EPRIVATE' }), []);
    const first = addresses[0] as LookupAddress;
    return options.all === true ? callback(null, addresses) : callback(null, first.address, first.family);
  });
};

/** Everything that is not an ordinary public address: loopback, link-local, private, shared, reserved, multicast. */
const reserved: readonly [network: string, prefix: number, family: 'ipv4' | 'ipv6'][] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.88.99.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 4, 'ipv4'],
  ['240.0.0.0', 4, 'ipv4'],
];

const blocked = new BlockList();
for (const [network, prefix, family] of reserved) blocked.addSubnet(network, prefix, family);
/** Of IPv6 only the space that is given out to the public is reached, without its parts that carry IPv4 or are for examples. */
const publicV6 = new BlockList();
publicV6.addSubnet('2000::', 3, 'ipv6');
const carvedOut = new BlockList();
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  carvedOut.addSubnet(network, prefix, 'ipv6');

export function isPrivateAddress(address: string): boolean {
  if (isIP(address) === 4) return blocked.check(address, 'ipv4');
  const plain = address.split('%')[0] ?? '';
  return !publicV6.check(plain, 'ipv6') || carvedOut.check(plain, 'ipv6');
}

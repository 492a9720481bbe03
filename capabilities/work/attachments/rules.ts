/**
 * Which files are kept. A file is taken for what its first bytes say, and only if its name and the declared type say the
 * same: a page of script named `photo.png` is refused, and so is everything that a browser could run in our name. Text
 * has no first bytes to go by, so it must be UTF-8 without control characters throughout.
 */
export const attachmentBytesMax = 10_485_760;

interface Kind {
  /** As it is stored and served. */
  mediaType: string;
  extensions: readonly string[];
  /** Other types that browsers declare for it. */
  declared: readonly string[];
  starts: (bytes: Uint8Array) => boolean;
}

const ascii = (text: string) => [...text].map((char) => char.charCodeAt(0));
const startsWith =
  (...signatures: readonly (readonly number[])[]) =>
  (bytes: Uint8Array) =>
    signatures.some((signature) => signature.every((byte, index) => bytes[index] === byte));
const at = (bytes: Uint8Array, offset: number, text: string) =>
  ascii(text).every((byte, index) => bytes[offset + index] === byte);

const zipStart = startsWith([0x50, 0x4b, 3, 4], [0x50, 0x4b, 5, 6]);
const office = 'application/vnd.openxmlformats-officedocument';

const kinds: readonly Kind[] = [
  { mediaType: 'image/png', extensions: ['png'], declared: [], starts: startsWith([0x89, ...ascii('PNG\r\n'), 0x1a, 0x0a]) },
  { mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg'], declared: ['image/jpg'], starts: startsWith([0xff, 0xd8, 0xff]) },
  { mediaType: 'image/gif', extensions: ['gif'], declared: [], starts: startsWith(ascii('GIF87a'), ascii('GIF89a')) },
  {
    mediaType: 'image/webp',
    extensions: ['webp'],
    declared: [],
    starts: (bytes) => at(bytes, 0, 'RIFF') && at(bytes, 8, 'WEBP'),
  },
  { mediaType: 'application/pdf', extensions: ['pdf'], declared: [], starts: startsWith(ascii('%PDF-')) },
  { mediaType: 'application/zip', extensions: ['zip'], declared: ['application/x-zip-compressed'], starts: zipStart },
  { mediaType: `${office}.wordprocessingml.document`, extensions: ['docx'], declared: [], starts: zipStart },
  { mediaType: `${office}.spreadsheetml.sheet`, extensions: ['xlsx'], declared: [], starts: zipStart },
  {
    mediaType: 'application/gzip',
    extensions: ['gz', 'tgz'],
    declared: ['application/x-gzip'],
    starts: startsWith([0x1f, 0x8b]),
  },
  { mediaType: 'application/x-evtx', extensions: ['evtx'], declared: [], starts: startsWith([...ascii('ElfFile'), 0]) },
  {
    mediaType: 'application/vnd.tcpdump.pcap',
    extensions: ['pcap', 'pcapng', 'cap'],
    declared: ['application/x-pcapng'],
    starts: startsWith([0xd4, 0xc3, 0xb2, 0xa1], [0xa1, 0xb2, 0xc3, 0xd4], [0x0a, 0x0d, 0x0d, 0x0a]),
  },
  { mediaType: 'text/csv', extensions: ['csv'], declared: ['text/plain', 'application/vnd.ms-excel'], starts: isText },
  { mediaType: 'application/json', extensions: ['json'], declared: ['text/plain'], starts: isText },
  { mediaType: 'message/rfc822', extensions: ['eml'], declared: ['text/plain'], starts: isText },
  {
    mediaType: 'text/plain',
    extensions: ['txt', 'log', 'md', 'conf', 'ini', 'yaml', 'yml'],
    declared: ['text/markdown', 'text/x-log', 'application/yaml', 'application/x-yaml', 'text/yaml'],
    starts: isText,
  },
];

/** Declared by browsers that do not know a type. */
const unknownType = ['', 'application/octet-stream'];

export type FileVerdict = { ok: true; mediaType: string } | { ok: false; reason: string };

/** Whether a file of this name, declared type and content is kept, and as what. */
export function judgeFile(name: string, declared: string, bytes: Uint8Array): FileVerdict {
  if (bytes.length === 0) return { ok: false, reason: 'The file is empty.' };
  const extension = /\.([a-z0-9]{1,10})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const kind = kinds.find((each) => each.extensions.includes(extension));
  const known = kinds.flatMap((each) => each.extensions).join(', ');
  if (kind === undefined) return { ok: false, reason: `Files are kept that end in ${known}.` };
  const type = declared.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type !== kind.mediaType && !kind.declared.includes(type) && !unknownType.includes(type))
    return { ok: false, reason: `The file is named .${extension} but declared as ${type.slice(0, 60)}.` };
  if (!kind.starts(bytes)) return { ok: false, reason: `The content is not what .${extension} files hold.` };
  return { ok: true, mediaType: kind.mediaType };
}

function isText(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is refused.
    return !/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f]/.test(text);
  } catch {
    return false;
  }
}

const nameMax = 150;

/** A name without folders and control characters; never empty. */
export function fileName(given: string): string {
  const last = given.toWellFormed().split(/[/\\]/).at(-1) ?? '';
  const clean = last.replace(/\p{C}/gu, '').trim();
  const short = clean.length > nameMax ? clean.slice(-nameMax) : clean;
  return short === '' || /^\.+$/.test(short) ? 'file' : short;
}

/** Content-Disposition that makes every browser save the file (RFC 6266, RFC 8187). */
export function savedAs(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

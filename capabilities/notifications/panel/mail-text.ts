/**
 * The text of a letter in pieces, so that links into our own pages can be followed. Anything else stays text: a letter may
 * quote what strangers wrote, and their addresses are not ours to offer.
 */
export interface MailPart {
  /** Where it begins in the text: its key. */
  at: number;
  text: string;
  own: boolean;
}

export function linkParts(text: string, origin: string): MailPart[] {
  const parts: MailPart[] = [];
  let from = 0;
  for (const found of text.matchAll(/https?:\/\/[^\s<>"']+/g)) {
    if (!isOwn(found[0], origin)) continue;
    if (found.index > from) parts.push({ at: from, text: text.slice(from, found.index), own: false });
    parts.push({ at: found.index, text: found[0], own: true });
    from = found.index + found[0].length;
  }
  if (from < text.length) parts.push({ at: from, text: text.slice(from), own: false });
  return parts;
}

function isOwn(address: string, origin: string): boolean {
  return URL.canParse(address) && new URL(address).origin === origin;
}

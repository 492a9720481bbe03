/**
 * Questions about a text as a text, before it is YAML or data: what a reader cannot see in it, how long it is, whether
 * it can be a key. Files and stored JSON are held to the same answers.
 */

/** Control characters, text-direction overrides and the like: what a reader cannot see, nobody can have agreed to. */
const unprintable = /[^\P{Cc}\n\t]|[\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF]/u;

/** The first character that a reader cannot see, as `U+202E`, with its offset; null when there is none. */
export function findUnprintable(text: string): { name: string; offset: number } | null {
  const odd = unprintable.exec(text);
  return odd && { name: `U+${odd[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`, offset: odd.index };
}

/** Bytes of the text in UTF-8. */
export function utf8Length(text: string): number {
  let length = 0;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    // Half of a surrogate pair counts two: the pair takes four bytes.
    length += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 2 : 3;
  }
  return length;
}

const maxKeyLength = 200;

/** The sentence that says why a text cannot be a key, or null. */
export function badKey(key: string): string | null {
  if (key === '__proto__') return '__proto__ cannot be a key.';
  if (key === '<<') return 'The key << does not merge in YAML 1.2; write the keys out.';
  if (key.length > maxKeyLength) return `A key has at most ${maxKeyLength} characters.`;
  const odd = findUnprintable(key);
  if (odd) return `The key contains the invisible character ${odd.name}.`;
  return key.includes('\n') ? 'A key stands on one line.' : null;
}

/**
 * Short names that suggest themselves from an organisation's name. What does not survive the alphabet of addresses is
 * left out; a name that leaves nothing suggests nothing.
 */

const plain = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, '');

/** `Harbor Fabrication` → `harbor`. */
export function suggestSlug(name: string): string {
  const words = plain(name)
    .replace(/^[^a-z]+/, '')
    .split(/[ -]+/);
  return (words[0] ?? '').slice(0, 40);
}

/** `Harbor Fabrication` → `HAR`. */
export function suggestPrefix(name: string): string {
  const letters = suggestSlug(name)
    .replaceAll(/[^a-z]/g, '')
    .slice(0, 3);
  return letters.length < 2 ? '' : letters.toUpperCase();
}

/**
 * Which engagement an address without one means.
 */

interface Choices {
  engagements: readonly { slug: string; prefix: string }[];
}

const storageKey = 'tandem.engagement';

export function rememberEngagement(slug: string): void {
  try {
    localStorage.setItem(storageKey, slug);
  } catch {
    // Storage is switched off: the next visit starts with the first engagement.
  }
}

function remembered(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

/** The engagement whose item numbers the address carries, else the one used last, else the first; `none` without any. */
export function chooseEngagement(me: Choices, href: string | null, last: string | null = remembered()): string {
  const prefix = href?.match(/\/([A-Z]{2,5})-\d+/)?.[1];
  const found =
    me.engagements.find((each) => each.prefix === prefix) ??
    me.engagements.find((each) => each.slug === last) ??
    me.engagements[0];
  return found?.slug ?? 'none';
}

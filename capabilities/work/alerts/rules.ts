/** The link an alert brings along comes from outside: only an ordinary web address becomes a link on an item. */
const linkMax = 2_000;

export function linkOf(text: string | null): string | null {
  if (text === null || text.length > linkMax || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
}

/**
 * A list read whole, page by page, for screens that sort or search all of it. It ends where no list that people write goes.
 */
const pageSize = 200;
const itemsMost = 4_000;

interface Page<Item> {
  items: Item[];
  next: string | null;
}

export async function everyPage<Item>(read: (page: { limit: number; after?: string }) => Promise<Page<Item>>): Promise<Item[]> {
  const all: Item[] = [];
  let after: string | null = null;
  do {
    const page: Page<Item> = await read({ limit: pageSize, ...(after !== null && { after }) });
    all.push(...page.items);
    after = page.next;
  } while (after !== null && all.length < itemsMost);
  return all;
}

/**
 * What the page says about keeping: it is kept only when nothing waits, also when somebody goes on while it is sent.
 * The server here is a fetch that answers when it is told to.
 */
import { emptyTerms } from '@tandem/core/commercial/terms.ts';
import { emptyDraft } from '@tandem/core/responsibility/draft.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

vi.hoisted(() => {
  // The client of the draft takes its own origin from the page.
  Object.assign(globalThis, { location: { origin: 'http://tandem.test' } });
});

const { changed, createDraftStore } = await import('./draft-store.ts');

const file = emptyDraft({ id: 'e', name: 'E' }, { internal: { name: 'I' }, provider: { name: 'P' } }, '2027-01-01');
const terms = emptyTerms();

/** What was sent and is not answered yet. */
let unanswered: (() => void)[];
let sent: number;

const json = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

function serve(request: Request): Promise<Response> {
  if (request.method === 'GET') return Promise.resolve(json({ file, terms, revision: 0 }));
  sent += 1;
  const revision = sent;
  return new Promise((answer) => {
    unanswered.push(() => answer(json({ revision, conflicts: [], applied: 1 })));
  });
}

/** The server answers what it has, and the page hears it. */
async function answer(): Promise<void> {
  unanswered.shift()?.();
  await vi.advanceTimersByTimeAsync(0);
}

const rest = () => vi.advanceTimersByTimeAsync(500);

async function openStore() {
  const store = createDraftStore('engagement', 'draft');
  await store.read();
  const said: string[] = [];
  store.subscribe(() => said.push(store.snapshot().saving));
  const months = (termMonths: number) =>
    store.change((state) => changed(state, (agreement) => ({ ...agreement, terms: { ...agreement.terms, termMonths } })));
  return { store, said, months, saving: () => store.snapshot().saving };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('fetch', serve);
  unanswered = [];
  sent = 0;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('what a draft says about keeping', () => {
  it('waits a moment, is sent, and is kept', async () => {
    const { said, months } = await openStore();
    months(24);
    await rest();
    await answer();
    expect(said.filter((each, at) => each !== said[at - 1])).toEqual(['waiting', 'saving', 'saved']);
    expect(sent).toBe(1);
  });

  it('never says kept while what was edited during sending still waits', async () => {
    const { said, months, saving } = await openStore();
    months(24);
    await rest();
    months(36);
    await answer();
    expect(said).not.toContain('saved');
    expect(saving()).toBe('waiting');
    await rest();
    await answer();
    expect(saving()).toBe('saved');
    expect(sent).toBe(2);
  });

  it('is still keeping when an edit is taken back while it is sent, and then sends that too', async () => {
    const { said, months, saving } = await openStore();
    months(24);
    await rest();
    months(12);
    expect(saving()).toBe('saving');
    await answer();
    expect(said).not.toContain('saved');
    await rest();
    await answer();
    expect(saving()).toBe('saved');
    expect(sent).toBe(2);
  });
});

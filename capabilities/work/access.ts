/**
 * Who may do what to work items, as data. Both IT sides see every item; an employee sees what they asked for. Roles say
 * who may do an action at all; `rules.ts` says when (the state of the item, and which side holds it).
 */
import { type AccessRows, accessRows } from '@tandem/platform/access/access.ts';

const everybody = {
  internal: ['it', 'leader', 'business', 'employee'],
  provider: ['admin', 'dispatcher', 'engineer', 'analyst', 'account'],
} as const;
const itSides = { internal: ['it', 'leader', 'business'], provider: everybody.provider } as const;
/** Whom the agreement may name as the one who acts. */
const hands = { internal: ['it', 'leader'], provider: everybody.provider } as const;

const read = 'work:read';
const write = 'work:write';

export type WorkAction =
  | 'read'
  | 'create'
  | 'why'
  | 'colleagues'
  | 'take'
  | 'assign'
  | 'offer'
  | 'accept'
  | 'decline'
  | 'withdraw'
  | 'wait'
  | 'resume'
  | 'resolve'
  | 'reopen'
  | 'close'
  | 'redecide'
  | 'note'
  | 'link'
  | 'attach';

export const workAccess: AccessRows<WorkAction> = accessRows({
  capability: 'work',
  actions: {
    read: { about: 'read work items', ...everybody, scope: read },
    create: { about: 'open work items', ...everybody, scope: write },
    why: { about: 'read why an item is whose it is', ...itSides, scope: read },
    colleagues: { about: 'see who can be given work', ...itSides, scope: read },
    take: { about: 'take work items', ...hands, scope: write },
    assign: { about: 'assign work items', ...hands, scope: write },
    offer: { about: 'hand work items over', ...hands, scope: write },
    accept: { about: 'accept work items', ...hands, scope: write },
    decline: { about: 'decline work items', ...hands, scope: write },
    withdraw: { about: 'take offers back', ...hands, scope: write },
    wait: { about: 'let work items wait', ...hands, scope: write },
    resume: { about: 'go on with waiting items', ...hands, scope: write },
    resolve: { about: 'resolve work items', ...hands, scope: write },
    reopen: { about: 'reopen work items', ...everybody, scope: write },
    close: { about: 'close work items', ...everybody, scope: write },
    redecide: { about: 'change priority or function of work items', ...hands, scope: write },
    note: { about: 'write on work items', ...everybody, scope: write },
    link: { about: 'link work items', ...itSides, scope: write },
    attach: { about: 'attach files to work items', ...everybody, scope: write },
  },
  tables: {
    work_counter: 'Members of the engagement; it holds the last number and nothing else.',
    work_item: 'Both IT sides; an employee their own.',
    work_custody: 'Whoever sees the item. A side begins turns of its own only.',
    work_offer: 'Both IT sides.',
    work_event: 'By audience; an employee what is meant for requesters on their own items.',
    work_link: 'By audience; an employee what is meant for requesters on their own items.',
    work_attachment: 'By audience; an employee what is meant for requesters on their own items.',
  },
});

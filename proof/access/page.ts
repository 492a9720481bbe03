/**
 * docs/access.md: which role may do what, as found by asking every route as every role, and who sees a row of each table,
 * as the access rows say it. Pure text from what was found.
 */
import { internalRoles, providerRoles } from '@tandem/platform/access/actor.ts';
import type { Capability } from '@tandem/platform/http/capability.ts';

/** `✓` may; `own` may, with what is their own; `–` is refused. */
export type Mark = '✓' | 'own' | '–';

export interface Entry {
  capability: string;
  /** `POST ~/work/items`, with the case it stands for in brackets. */
  route: string;
  /** Rights that the route asks for, without the capability's own name; empty: none. */
  rights: string[];
  /** What an API key needs; null: never by key. */
  scope: string | null;
  /** By role. */
  marks: Record<string, Mark>;
}

const allRoles = [...internalRoles, ...providerRoles];

const preface = `# Who may do what

Found by asking: every route of the server is called as every role, and this page is what came of it. Do not edit it;
\`UPDATE_ACCESS=1 npx vitest run --project access proof/access/routes.test.ts\` writes it anew, and the same test fails while
it is stale. Roles and rights are data in each capability's \`access.ts\`; nothing here is decided anywhere else.

Whoever is not signed in is refused everywhere below (401), and whoever is no member of the engagement hears what they
would hear of one that does not exist (404). A right that a role lacks is refused with the reason (403); a row that is not
for the reader does not exist for them (404).

| | |
|---|---|
| ✓ | may |
| own | may, with what belongs to their side or to themselves; another's is refused or is not there |
| – | may not |

\`~\` stands for \`/api/engagements/{engagementId}\`. *Right* is the row of \`access.ts\` that decides, *key* the scope that an API
key needs beside its maker's role (– means never by key). Rows that one side keeps to itself are never there for the
other, whatever the right. What the state of a work item allows, and which side holds it, comes on top: \`capabilities/work/rules.ts\`.

The internal side: **it**, **leader**, **business**, **employee**. The provider: **admin**, **dispatcher**, **engineer**,
**analyst**, **account**.
`;

function tableOf(entries: readonly Entry[]): string[] {
  const order = entries.toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  return [
    `| route | right | key | ${allRoles.join(' | ')} |`,
    `|---|---|---|${allRoles.map(() => ':-:').join('|')}|`,
    ...order.map(({ route, rights, scope, marks }) => {
      const right = rights.length === 0 ? 'member' : rights.map((name) => `\`${name}\``).join(', ');
      const key = rights.length === 0 ? '✓' : scope === null ? '–' : `\`${scope}\``;
      return `| ${showRoute(route)} | ${right} | ${key} | ${allRoles.map((role) => marks[role]).join(' | ')} |`;
    }),
  ];
}

/** Routes of one thing stand together, reading first. */
function sortKey({ route }: Entry): string {
  const [method = '', path = '', ...rest] = route.split(' ');
  return `${path} ${['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].indexOf(method)} ${rest.join(' ')}`;
}

function showRoute(route: string): string {
  const [method = '', path = '', ...words] = route.split(' ');
  return `${method}&nbsp;\`${path}\`${words.length === 0 ? '' : ` ${words.join(' ')}`}`;
}

function asSentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;
}

/** The whole page. `outside` is by route: who may. */
export function pageOf(
  capabilities: readonly Capability[],
  entries: readonly Entry[],
  outside: Readonly<Record<string, string>>,
): string {
  const inside = capabilities
    .map(({ name }) => ({ name, own: entries.filter((entry) => entry.capability === name) }))
    .filter(({ own }) => own.length > 0)
    .flatMap(({ name, own }) => ['', `### ${name}`, '', ...tableOf(own)]);
  const tables = capabilities.flatMap(({ name, access }) =>
    Object.entries(access.tables).map(([table, sentence]) => `| ${name} | \`${table}\` | ${asSentence(sentence)} |`),
  );
  return [
    preface,
    '## Inside an engagement',
    ...inside,
    '',
    '## Outside any engagement',
    '',
    '| route | who |',
    '|---|---|',
    ...Object.entries(outside)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([route, who]) => `| ${showRoute(route)} | ${who} |`),
    '',
    '## Tables: who sees a row',
    '',
    'Held by row-level security in the database, whatever the application asks for; every reader stays inside their engagement.',
    '',
    '| capability | table | a row is seen by |',
    '|---|---|---|',
    ...tables,
    '',
  ].join('\n');
}

/**
 * The schedules: the matrix as it is signed, and the tables that the sections point to. Each row of Schedule A is the
 * clause of its matrix row, and is cited by the row's id.
 */

import { holidayDates } from '../../calendar/holidays.ts';
import { catalogueFunction } from '../../responsibility/catalogue.ts';
import type { EngagementFile, Holidays, Person } from '../../responsibility/model.ts';
import { priorities } from '../../responsibility/model.ts';
import { rateLineWords } from '../rate-words.ts';
import { matrixSchedule } from './citation.ts';
import type { Block, Column, Schedule, Table, Unresolved } from './model.ts';
import { rotaRows } from './rotas.ts';
import type { Source } from './sections.ts';
import {
  cellWords,
  counted,
  dateWords,
  durationWords,
  hoursRows,
  listed,
  moneyWords,
  scopeWords,
  siteName,
  windowCell,
} from './words.ts';

export const matrixTableId = 'matrix';

export function schedulesOf(source: Source, unresolved: readonly Unresolved[]): Schedule[] {
  return [
    { ...matrixSchedule, blocks: [matrixTable(source)] },
    { letter: 'B', title: 'Calendar', blocks: calendarBlocks(source) },
    { letter: 'C', title: 'Targets, escalation and people', blocks: peopleBlocks(source) },
    { letter: 'D', title: 'Price', blocks: priceBlocks(source) },
    { letter: 'E', title: 'Decisions within shared work', blocks: decisionBlocks(source) },
    { letter: 'F', title: 'Accepted risks and unresolved items', blocks: openBlocks(source, unresolved) },
  ];
}

function table(id: string, columns: [title: string, share: number, align?: 'end'][], rows: string[][], rowIds?: string[]): Table {
  return {
    kind: 'table',
    id,
    columns: columns.map(([title, share, align]): Column => ({ title, share, ...(align && { align }) })),
    rows,
    rowIds: rowIds ?? rows.map(() => null),
    repeatHeader: true,
  };
}

const paragraph = (text: string): Block => ({ kind: 'paragraph', text });

function matrixTable({ rows, names }: Source): Table {
  const cover = (id: string | undefined) => (id === undefined || id === 'none' ? '—' : names.actor(id));
  return table(
    matrixTableId,
    [
      ['Row', 0.055],
      ['Work', 0.16],
      ['Scope', 0.09],
      ['Business hours', 0.13],
      ['After hours', 0.13],
      ['Weekend', 0.13],
      ['Holiday', 0.13],
      ['Accountable', 0.09],
      ['Absence cover', 0.085],
    ],
    rows.map((row) => {
      const cells = (['business-hours', 'after-hours', 'weekend', 'holiday'] as const).map((window) =>
        cellWords(windowCell(row, window), names),
      );
      const work = `${names.fn(row.function)}${row.overflow === true ? ' (overflow)' : ''}`;
      return [
        row.id,
        work,
        scopeWords(row, names),
        ...sameAsBefore(cells),
        names.actor(row.accountable),
        cover(row['absence-cover']),
      ];
    }),
    rows.map(({ id }) => id),
  );
}

/** Weekend and holiday mostly say what after hours says: they point there, so that a difference is seen. */
function sameAsBefore([open = '', after = '', weekend = '', holiday = '']: string[]): string[] {
  const brief = (cell: string, like: string) => (cell !== '' && cell === like ? 'as after hours' : cell || 'nobody');
  return [
    open || 'nobody',
    after === open && after !== '' ? 'as in business hours' : after || 'nobody',
    brief(weekend, after),
    brief(holiday, after),
  ];
}

function calendarBlocks({ agreement: { file }, from, agreement }: Source): Block[] {
  const years = yearsOf(from, agreement.terms.termMonths);
  return file.sites.flatMap((site) => [
    paragraph(`${siteName(site)}, on the clock of ${site.timezone}.`),
    table(
      `hours-${site.id}`,
      [
        ['Day', 0.3],
        ['Open', 0.7],
      ],
      hoursRows(site.hours ?? file.hours ?? {}),
    ),
    ...holidayBlocks(site.id, site.holidays ?? file.holidays, years, from),
  ]);
}

/** The calendar years that the term touches. */
function yearsOf(from: string, termMonths: number): number[] {
  if (!/^\d{4}-\d\d-\d\d$/.test(from)) return [];
  const first = Temporal.PlainDate.from(from);
  const last = first.add({ months: Math.min(termMonths, 120) }).year;
  return Array.from({ length: last - first.year + 1 }, (_, index) => first.year + index);
}

function holidayBlocks(site: string, holidays: Holidays | undefined, years: number[], from: string): Block[] {
  const dates = [...holidayDates(holidays ?? {}, years)].filter(([date]) => date >= from).sort(([a], [b]) => (a < b ? -1 : 1));
  if (dates.length === 0) return [paragraph('No holidays are agreed.')];
  return [
    table(
      `holidays-${site}`,
      [
        ['Holiday', 0.5],
        ['Date', 0.5],
      ],
      dates.map(([date, name]) => [name === 'holiday' ? 'Day off' : name, dateWords(date)]),
    ),
  ];
}

function peopleBlocks({ agreement: { file }, names }: Source): Block[] {
  const targets = priorities.flatMap((priority) => {
    const target = file.targets?.[priority];
    if (target === undefined) return [];
    return [[priority, durationWords(target.respond), target.clock === 'always' ? 'every hour' : 'business hours']];
  });
  const chain = (file.approval?.chain ?? []).map((id, index) => {
    const person = file.people.find((each) => each.id === id);
    return [String(index + 1), names.actor(id), person?.title ?? '', contactsOf(person)];
  });
  return [
    table(
      'targets',
      [
        ['Priority', 0.2],
        ['Response within', 0.4],
        ['Clock', 0.4],
      ],
      targets,
    ),
    paragraph('Who is asked for approval, in this order:'),
    table(
      'chain',
      [
        ['Step', 0.1],
        ['Name', 0.3],
        ['Title', 0.3],
        ['Contact', 0.3],
      ],
      chain,
    ),
    ...staffBlocks(file, names.actor),
    ...rotaBlocks(file, names.actor),
    ...vendorBlocks(file, names.actor),
  ];
}

function staffBlocks(file: EngagementFile, actor: (id: string) => string): Block[] {
  const people = file.people.map((person) => [
    person.name,
    file.parties[person.side].name,
    person.title ?? '',
    (person.skills ?? []).join(', '),
    contactsOf(person),
  ]);
  const teams = (file.teams ?? []).map((team) => [
    team.name,
    file.parties[team.side].name,
    (team.members ?? []).map(actor).join(', '),
    team.rota === undefined ? '' : actor(`rota:${team.rota}`),
  ]);
  return [
    paragraph('People:'),
    table(
      'people',
      [
        ['Name', 0.18],
        ['Organisation', 0.2],
        ['Title', 0.2],
        ['Skills', 0.2],
        ['Contact', 0.22],
      ],
      people,
    ),
    ...(teams.length === 0
      ? []
      : [
          paragraph('Teams:'),
          table(
            'teams',
            [
              ['Team', 0.25],
              ['Organisation', 0.25],
              ['Members', 0.3],
              ['On call', 0.2],
            ],
            teams,
          ),
        ]),
  ];
}

function rotaBlocks(file: EngagementFile, actor: (id: string) => string): Block[] {
  const rows = rotaRows(file, actor);
  if (rows.length === 0) return [];
  return [
    paragraph('Who is on call. Of a rota with more than one line, the first that has somebody counts:'),
    table(
      'rotas',
      [
        ['Rota', 0.16],
        ['On shift', 0.32],
        ['When', 0.36],
        ['Otherwise', 0.16],
      ],
      rows,
    ),
  ];
}

function contactsOf(person: Person | undefined): string {
  return (person?.contacts ?? [])
    .map(({ kind, value, verified }) => `${kind} ${value}${verified === true ? '' : ' (not verified)'}`)
    .join('; ');
}

function vendorBlocks(file: EngagementFile, actor: (id: string) => string): Block[] {
  const rows = (file.vendors ?? []).map(({ name, authorised }) => [name, listed(authorised.map(actor))]);
  if (rows.length === 0) return [];
  return [
    paragraph('Vendors, and who may speak to them:'),
    table(
      'vendors',
      [
        ['Vendor', 0.4],
        ['Letter of authority', 0.6],
      ],
      rows,
    ),
  ];
}

function priceBlocks({ quote, agreement: { terms } }: Source): Block[] {
  if (quote === null || terms.card === null) return [paragraph('No price is agreed yet.')];
  const { name, rates } = terms.card;
  const money = (amountMinor: number) => moneyWords(amountMinor, quote.currency);
  const moduleName = (id: string) => rates.modules.find((module) => module.id === id)?.name ?? id;
  const lines = quote.lines.map((line) => {
    const rate = rates.modules.find(({ id }) => id === line.module)?.lines?.find(({ id }) => id === line.line);
    const basis = rate === undefined ? 'by framework' : `${rate.rate} ${unitWords[rate.unit]}`;
    return [moduleName(line.module), rateLineWords(line.line), basis, money(line.amountMinor)];
  });
  const totals: [string, string][] = [
    ...quote.modules.map((module): [string, string] => [`Module ${moduleName(module.id)}`, money(module.amountMinor)]),
    ['Monthly fee', money(quote.coManagedMonthlyMinor)],
    ['Yearly fee', money(quote.coManagedAnnualMinor)],
    ['Onboarding, once', money(quote.onboardingOneTimeMinor)],
  ];
  return [
    paragraph(`Rates of the card “${name}”, a month, before volume tiers and load. Taxes are not included.`),
    table(
      'price-lines',
      [
        ['Module', 0.36],
        ['Line', 0.24],
        ['Rate', 0.2],
        ['Amount', 0.2, 'end'],
      ],
      lines,
    ),
    table(
      'price-totals',
      [
        ['Total', 0.7],
        ['Amount', 0.3, 'end'],
      ],
      totals,
    ),
    ...tierBlocks(rates.volumeTiers.tiers),
  ];
}

const unitWords = {
  flat: 'flat',
  perInternalTech: 'for each internal technician',
  perWorkstation: 'for each workstation',
  perServer: 'for each server',
  perUser: 'for each user',
  perBlockHour: 'an hour',
} as const;

function tierBlocks(tiers: { upTo: number | null; factor: string }[]): Block[] {
  let above = 0;
  const rows = tiers.map(({ upTo, factor }) => {
    const slice = upTo === null ? `above ${above}` : `${above + 1} to ${upTo}`;
    above = upTo ?? above;
    return [slice, factor];
  });
  return [
    paragraph('Volume tiers, for the units inside each slice:'),
    table(
      'tiers',
      [
        ['Units', 0.5],
        ['Factor', 0.5, 'end'],
      ],
      rows,
    ),
  ];
}

function decisionBlocks({ rows, names, agreement: { terms } }: Source): Block[] {
  const functions = [...new Set(rows.map((row) => row.function))];
  const lines = functions.flatMap((id) =>
    (catalogueFunction(id)?.ambiguousSubDecisions ?? []).map((question, index) => {
      const key = `${id}#${index}`;
      const decided = Object.hasOwn(terms.decisions, key) ? terms.decisions[key] : undefined;
      return [names.fn(id), question, decided === undefined ? 'not decided' : names.actor(decided.owner), decided?.note ?? ''];
    }),
  );
  if (lines.length === 0) return [paragraph('No function of the matrix has a decision that the two sides share.')];
  return [
    table(
      'decisions',
      [
        ['Work', 0.22],
        ['Question', 0.38],
        ['Decided by', 0.16],
        ['Note', 0.24],
      ],
      lines,
    ),
  ];
}

function openBlocks({ agreement: { terms }, names }: Source, unresolved: readonly Unresolved[]): Block[] {
  const risks = Object.values(terms.risks).map((risk) => [
    risk.sentence,
    names.actor(risk.owner),
    dateWords(risk.reviewOn),
    `${risk.acceptedBy}: ${risk.reason}`,
  ]);
  const riskTable = table(
    'risks',
    [
      ['Risk', 0.4],
      ['Owner', 0.15],
      ['Review on', 0.15],
      ['Accepted by, and why', 0.3],
    ],
    risks,
  );
  const decisions = unresolved.filter(({ kind }) => kind === 'decision').length;
  const items = [
    ...unresolved.filter(({ kind }) => kind !== 'decision').map(({ sentence }) => sentence),
    ...(decisions === 0 ? [] : [`${counted(decisions, 'decision')} within shared work not taken yet: see Schedule E.`]),
  ];
  return [
    risks.length === 0 ? paragraph('No risk is accepted by name.') : riskTable,
    ...(items.length === 0
      ? [paragraph('Nothing is unresolved.')]
      : [paragraph('Unresolved when this document was written:'), { kind: 'list', items } satisfies Block]),
  ];
}

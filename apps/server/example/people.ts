/**
 * The people of the example and what they look after. Their addresses end in `.example`, so no mail to them can ever
 * leave for anybody.
 */
import type { Role } from '@tandem/platform/access/actor.ts';

export const examplePassword = 'tandem-example-2027';

export interface ExamplePerson {
  key: string;
  name: string;
  side: 'internal' | 'provider';
  role: Role;
  person: string | null;
  teams: string[];
  email: string;
  about: string;
}

const internal = (key: string, name: string, role: Role, person: string | null, about: string): ExamplePerson => ({
  key,
  name,
  side: 'internal',
  role,
  person,
  teams: [],
  email: `${key}@harbor.example`,
  about,
});

const provider = (key: string, name: string, role: Role, team: string, about: string): ExamplePerson => ({
  key,
  name,
  side: 'provider',
  role,
  person: null,
  teams: [team],
  email: `${key}@northline.example`,
  about,
});

export const examplePeople: readonly ExamplePerson[] = [
  internal('dana', 'Dana Ruiz', 'it', 'dana', 'runs IT for Harbor alone'),
  internal('pat', 'Pat Lowe', 'leader', 'pat', 'CFO of Harbor, answers for it'),
  internal('sam', 'Sam Ortiz', 'leader', 'sam', 'COO of Harbor, approves after Dana'),
  internal('helen', 'Helen Cho', 'business', 'helen', 'HR manager of Harbor'),
  internal('wes', 'Wes Tran', 'employee', null, 'works in the warehouse and needs help at times'),
  provider('mo', 'Mo Ito', 'admin', 'msp-tam', 'manages the service at Northline'),
  provider('kim', 'Kim Reyes', 'dispatcher', 'msp-desk', 'service desk of Northline'),
  provider('jo', 'Jo Marsh', 'engineer', 'msp-noc', 'night engineer, operations centre of Northline'),
  provider('lee', 'Lee Okafor', 'analyst', 'msp-soc', 'night analyst, security operations of Northline'),
  provider('ana', 'Ana Silva', 'account', 'msp-tam', 'account manager of Northline'),
  provider('ravi', 'Ravi Nair', 'engineer', 'msp-engineering', 'cloud engineer at Northline'),
];

export interface ExampleAsset {
  name: string;
  class: string;
  app: string | null;
  detail: string;
}

const users = ['Assembly', 'Shipping', 'Purchasing', 'Sales', 'Quality', 'Accounts', 'Warehouse', 'Planning'];

/** Servers, the firewall, and forty workstations. */
export const exampleAssets: readonly ExampleAsset[] = [
  { name: 'ERP01', class: 'server', app: 'ERP', detail: 'Windows Server 2022, ERP database and application, patch ring 2' },
  { name: 'FS01', class: 'server', app: null, detail: 'Windows Server 2022, file shares, backed up nightly at 01:00' },
  { name: 'FW01', class: 'firewall', app: null, detail: 'Perimeter firewall, fibre from Carrier A, 5G backup from Carrier B' },
  ...Array.from({ length: 40 }, (_, index) => ({
    name: `LT-${String(index + 1).padStart(3, '0')}`,
    class: 'workstation',
    app: null,
    detail: `Laptop, ${users[index % users.length]}`,
  })),
];

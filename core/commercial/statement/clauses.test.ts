/**
 * Standard clauses keep their word: what was ever published under a version is never worded otherwise. Who changes a clause
 * gives it another version, and the library another edition, and adds a line here; that is how two agreements signed under
 * different editions are compared.
 */
import { expect, test } from 'vitest';
import { sha256Hex } from '../../responsibility/canonical.ts';
import { clauseLibrary, libraryHash } from './clauses.ts';

/** Begin of the hash of section, title and text; lines are added, never changed. */
const published: Record<string, string> = {
  'parties.who@1': 'ba2585d858567b42',
  'parties.draft@1': 'af85339d94444ff1',
  'parties.precedence@1': '3f87ec036a017b90',
  'parties.words@1': '6699b0812b0c3adb',
  'parties.hash@1': 'ee38855d0da0a637',
  'term.length@1': '69474219487d245d',
  'term.later@1': 'bea6d44825beaf45',
  'scope.matrix@1': '33192eafba0b9236',
  'scope.gap@1': '735ef40bb73cfb75',
  'scope.overflow@1': '1bdc19bb80323e99',
  'assets.counts@1': 'f0388738facf2910',
  'assets.true-up@1': 'a5fc1cc89cd643e1',
  'hours.calendar@1': '261795e2070e9c04',
  'hours.after@1': 'f82c7c806e30d740',
  'severities.levels@1': 'b2cac203fea2b638',
  'severities.clocks@1': '361643c4b7b8c104',
  'severities.response@1': '5b451e929cca25e3',
  'escalation.people@1': 'f5cc9d1258313438',
  'escalation.silence@1': 'a8a442133f7ea3a7',
  'escalation.absence@1': '125d482538758a12',
  'authorities.duty@1': '9dafa46fd0871fc6',
  'authorities.internal-only@1': '8b7fa2306c78290d',
  'tools.accounts@1': 'e897e466a8dee62a',
  'tools.records@1': '3ceab9c74a768155',
  'change.work@1': '53e8a6b09cefb325',
  'change.document@1': '67f0aceb39a7bf65',
  'client.people@1': '78a8b9dbd939e129',
  'client.access@1': 'f7e9ff43ff4df26d',
  'assumptions.file@1': '0d2302203114843f',
  'assumptions.state@1': 'd03b4b98125d9d58',
  'exclusions.rest@1': '7ae35abcfd53ece8',
  'exclusions.cost@1': 'a6ebe03d9d286be6',
  'fees.monthly@1': 'f377539a248cd39d',
  'fees.hours@1': 'c86719bf4c349e09',
  'fees.emergency@1': '7a9bf1fffd461ac4',
  'reporting.record@1': '4ae5f3a173dbbe47',
  'reporting.proof@1': '15116ad3c23b2595',
  'compliance.bought@1': 'b2dd28909757290f',
  'compliance.evidence@1': '4fec602cb1e76a8f',
  'data.owner@1': '6c228f233d54ecf0',
  'data.work@1': '96d054dc4ac5b2cc',
  'confidentiality.duty@1': 'a17bb84df86161ad',
  'confidentiality.staff@1': 'd9f0925b802d0ae6',
  'liability.rule@1': '811660c65f0f92ce',
  'termination.off-boarding@1': '91c6db242e55b7c0',
  'termination.export@1': 'd79e3e3d7fef6409',
  'key-person.rule@1': '0c464a7c785fb4c0',
  'key-person.provider@1': 'dd63c099d051840f',
  'signatures.hash@1': '54ed2901e0d6e130',
};

const editions: Record<string, string> = {
  '2026-11': 'f2b53c488f04743aa37628598e9786a629d7f062975467c9943a1ee66fbf38a5',
};

const wordingOf = ({ section, title, text }: { section: string; title: string; text: string }) =>
  sha256Hex(`${section}\n${title}\n${text}`).slice(0, 16);

test('a clause says what its version was published with', () => {
  for (const clause of clauseLibrary.clauses) {
    const name = `${clause.id}@${clause.version}`;
    expect([name, wordingOf(clause)]).toEqual([name, published[name]]);
  }
});

test('an edition is one wording', () => {
  expect(editions[clauseLibrary.edition]).toBe(libraryHash());
});

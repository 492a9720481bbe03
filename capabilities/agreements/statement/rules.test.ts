/**
 * The certificate says in words how a signer proved who they are; what it has no words for is printed as it was recorded.
 */
import type { StatementSignature } from '@tandem/core/commercial/statement/model.ts';
import { statementOf } from '@tandem/core/commercial/statement.ts';
import { emptyTerms } from '@tandem/core/commercial/terms.ts';
import { testFile } from '@tandem/core/responsibility/test-engagement.ts';
import { expect, test } from 'vitest';
import { certificateRows } from './rules.ts';

test.each([
  ['session, proved again', 'Signed in, and proved again who they are shortly before signing'],
  ['seal', 'seal'],
])('%s', (method, words) => {
  const statement = statementOf({ file: testFile([{}]), terms: emptyTerms() });
  const signature: StatementSignature = {
    ...{ side: 'internal', name: 'Ann', title: 'CFO', at: '2027-01-04T10:00:00Z', address: '192.0.2.7' },
    hash: statement.hash,
    method,
  };
  expect(certificateRows(statement, signature)).toContainEqual(['Method', words]);
});

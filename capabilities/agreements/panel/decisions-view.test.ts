/**
 * Questions are those of the functions in the matrix; an answer without an owner and a note is none.
 */
import { emptyTerms } from '@tandem/core/commercial/terms.ts';
import { catalogue } from '@tandem/core/responsibility/catalogue.ts';
import { emptyDraft } from '@tandem/core/responsibility/draft.ts';
import { expect, it } from 'vitest';
import { answerQuestion, questionsOf } from './decisions-view.ts';

const asked = catalogue.functions.find(({ ambiguousSubDecisions }) => ambiguousSubDecisions.length > 1);
const file = emptyDraft({ id: 'e', name: 'E' }, { internal: { name: 'I' }, provider: { name: 'P' } }, '2027-01-01');
const rows = [{ id: 'A-01', function: asked?.id ?? '', accountable: 'dana' }];
const drafted = { ...file, matrix: file.matrix.map((version) => ({ ...version, rows })) };

it('asks about the functions that have a row, and about no other', () => {
  expect(questionsOf(file, emptyTerms())).toEqual([]);
  expect(questionsOf(drafted, emptyTerms()).map(({ id }) => id)).toEqual([asked?.id]);
});

it('answers a question, keeps a note without an owner, and takes both back', () => {
  const key = `${asked?.id}#0`;
  const terms = answerQuestion(emptyTerms(), key, { owner: '', note: 'to be asked' });
  expect(questionsOf(drafted, terms)[0]?.questions[0]?.answer).toEqual({ owner: '', note: 'to be asked' });
  expect(answerQuestion(terms, key, { owner: '', note: ' ' })).toEqual(emptyTerms());
});

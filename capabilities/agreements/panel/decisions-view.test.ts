/**
 * Questions are those of the functions in the matrix; one counts as answered once somebody owns it.
 */
import { emptyTerms } from '@tandem/core/commercial/terms.ts';
import { catalogue } from '@tandem/core/responsibility/catalogue.ts';
import { emptyDraft } from '@tandem/core/responsibility/draft.ts';
import { expect, it } from 'vitest';
import { answerQuestion, countQuestions, questionsOf } from './decisions-view.ts';

const asked = catalogue.functions.find(({ ambiguousSubDecisions }) => ambiguousSubDecisions.length > 1);
const file = emptyDraft({ id: 'e', name: 'E' }, { internal: { name: 'I' }, provider: { name: 'P' } }, '2027-01-01');
const rows = [{ id: 'A-01', function: asked?.id ?? '', accountable: 'dana' }];
const drafted = { ...file, matrix: file.matrix.map((version) => ({ ...version, rows })) };

it('asks about the functions that have a row, and about no other', () => {
  expect(questionsOf(file, emptyTerms())).toEqual([]);
  expect(questionsOf(drafted, emptyTerms()).map(({ id }) => id)).toEqual([asked?.id]);
});

it('counts what nobody owns, and what is answered and taken back', () => {
  const total = asked?.ambiguousSubDecisions.length ?? 0;
  const terms = answerQuestion(emptyTerms(), `${asked?.id}#0`, { owner: 'dana', note: '' });
  expect(countQuestions(questionsOf(drafted, emptyTerms()))).toEqual({ asked: total, open: total, score: 1 });
  expect(countQuestions(questionsOf(drafted, terms))).toMatchObject({ open: total - 1 });
  const noted = answerQuestion(terms, `${asked?.id}#1`, { owner: '', note: 'to be asked' });
  expect(countQuestions(questionsOf(drafted, noted))).toMatchObject({ open: total - 1 });
  expect(answerQuestion(terms, `${asked?.id}#0`, { owner: '', note: ' ' })).toEqual(emptyTerms());
});

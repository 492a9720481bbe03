import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Place, placeKey, rowFields } from '../../comments/contract.ts';
import {
  askingAt,
  type Comment,
  isWithin,
  markOfRow,
  marksByQuestion,
  marksByRow,
  matching,
  mentionedIn,
  mentions,
  partsOf,
  placeOfKey,
  roomWords,
  threadsOf,
} from './comments-view.ts';

const comment = (id: string, more: Partial<Comment> = {}): Comment => ({
  id,
  parentId: null,
  place: { on: 'draft' },
  audience: 'shared',
  author: { memberId: 'dana', name: 'Dana Ruiz', side: 'internal' },
  body: 'So',
  mentioned: [],
  writtenAt: '2027-03-10T10:00:00Z',
  editedAt: null,
  takenBack: false,
  settled: null,
  ...more,
});
const settled = { at: '2027-03-10T10:00:00Z', name: 'Mo Ito', side: 'provider' as const };
const dana = { memberId: 'dana', name: 'Dana Ruiz' };
const short = { memberId: 'short', name: 'Dana' };
const mo = { memberId: 'mo', name: 'Mo Ito' };

describe('threads', () => {
  const row: Place = { on: 'row', row: 'A-01' };
  const cell: Place = { on: 'cell', row: 'A-01', field: 'weekend' };
  const all = [
    comment('1', { place: row }),
    comment('2', { place: cell }),
    comment('3', { parentId: '1', place: row, mentioned: [mo] }),
    comment('4', { place: cell, settled }),
    comment('5', { place: { on: 'question', question: 'f#1' } }),
    comment('6', { parentId: 'unseen' }),
  ];
  const threads = threadsOf(all);

  it('hold their answers', () => {
    expect(threads.map(({ first, replies }) => [first.id, replies.map(({ id }) => id)])).toEqual([
      ['1', ['3']],
      ['2', []],
      ['4', []],
      ['5', []],
    ]);
    expect(threads.filter((thread) => mentions(thread, 'mo')).map(({ first }) => first.id)).toEqual(['1']);
  });

  it('are counted on rows, cells and questions while they are open', () => {
    expect([...marksByRow(threads)]).toEqual([['A-01', { function: 1, weekend: 1 }]]);
    expect([...marksByQuestion(threads)]).toEqual([['f#1', 1]]);
  });

  it('on what only the row in full shows are counted on the row of the grid, those on its cells are not', () => {
    expect(markOfRow({ function: 1, 'fail-safe': 2, asset: 1, weekend: 4, accountable: 8 })).toBe(4);
    expect(markOfRow({ weekend: 4 })).toBe(0);
  });

  it('of cells are shown with their row, and with no other cell', () => {
    expect([isWithin(cell, row), isWithin(row, cell), isWithin(cell, cell), isWithin({ on: 'draft' }, row)]).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });
});

describe('a place', () => {
  it('is itself again from its key', () => {
    const id = fc.string({ minLength: 1, maxLength: 20 }).filter((text) => !text.startsWith('/'));
    const place = fc.oneof(
      fc.constant<Place>({ on: 'draft' }),
      id.map((row): Place => ({ on: 'row', row })),
      fc.tuple(id, fc.constantFrom(...rowFields)).map(([row, field]): Place => ({ on: 'cell', row, field })),
      id.map((question): Place => ({ on: 'question', question })),
    );
    fc.assert(
      fc.property(place, (each) => {
        expect(placeOfKey(placeKey(each))).toEqual(each);
      }),
    );
  });

  it.each(['', 'all', 'row', 'row/', 'cell/weekend', 'cell/id/A-01', 'cell/overflow/A-01'])('is not %j', (key) => {
    expect(placeOfKey(key)).toBeNull();
  });
});

describe('names behind an @', () => {
  it('count whole and longest', () => {
    expect(mentionedIn('@Dana Ruiz, and (@Mo Ito) too', [short, dana, mo])).toEqual(['dana', 'mo']);
    expect(mentionedIn('@Dana!', [short, dana, mo])).toEqual(['short']);
    expect(mentionedIn('@Mo Itoh, @Moe, mo ito, @ Mo Ito', [mo])).toEqual([]);
  });

  it('lose no text', () => {
    const text = fc.array(fc.constantFrom('@', 'Dana', ' ', 'Ruiz', 'Mo Ito', 'x', '@@', '😀'), { maxLength: 20 });
    fc.assert(
      fc.property(text, (words) => {
        const body = words.join('');
        expect(
          partsOf(body, [short, dana, mo])
            .map((part) => part.text)
            .join(''),
        ).toBe(body);
      }),
    );
  });

  it.each([
    ['@', 1, ''],
    ['Hello @Da', 9, 'Da'],
    ['Hello @Dana Ru', 14, 'Dana Ru'],
    ['mail@example', 12, null],
    ['@Dana Ruiz is', 13, null],
    ['@Dana', 0, null],
    ['no one', 6, null],
  ])('are asked for in %j at %i', (body, caret, text) => {
    expect(askingAt(body, caret)?.text ?? null).toBe(text);
  });

  it('are found by the beginning of any part', () => {
    expect(matching([dana, mo], 'ru')).toEqual([dana]);
    expect(matching([dana, mo], 'mo i')).toEqual([mo]);
    expect(matching([dana, mo], '')).toEqual([dana, mo]);
    expect(matching([dana, mo], 'an')).toEqual([]);
  });
});

it.each([
  [0, null],
  [3_599, null],
  [3_600, '400 characters left'],
  [4_000, '0 characters left'],
  [4_012, '12 characters too many'],
])('roomWords(%i)', (length, words) => {
  expect(roomWords(length, 4_000)).toBe(words);
});

/**
 * Where a comment stands, in words: the name of the work, the row, the field. A row that was withdrawn is said to be gone.
 */
import type { EngagementFile } from '@tandem/core/responsibility/model.ts';
import { subDecisions } from '@tandem/core/responsibility/scoping.ts';
import type { Names } from '@tandem/platform/ui/names.ts';
import type { Place } from '../../comments/contract.ts';
import type { OpenDraft } from '../draft-data.ts';
import { fieldWords } from '../field-words.ts';
import { rowsOf } from '../matrix-edit.ts';

export interface PlaceSaid {
  title: string;
  /** The field of the row, where it is one. */
  field: string | null;
  /** False when the draft does not have it any more. */
  isThere: boolean;
}

export function sayPlace(place: Place, { file, terms }: OpenDraft['draft'], names: Names): PlaceSaid {
  if (place.on === 'draft') return { title: 'The whole draft', field: null, isThere: true };
  if (place.on === 'question') {
    const question = subDecisions(file, terms).decisions.find(({ key }) => key === place.question)?.question;
    return { title: question ?? 'On a question that is no longer asked', field: null, isThere: question !== undefined };
  }
  const title = rowWords(place.row, file, names);
  const field = place.on === 'cell' ? fieldWords[place.field] : null;
  return title === null
    ? { title: `On a row that is no longer there (${place.row})`, field, isThere: false }
    : { title, field, isThere: true };
}

function rowWords(id: string, file: EngagementFile, names: Names): string | null {
  const row = rowsOf(file).find((each) => each.id === id);
  return row === undefined ? null : `${names.functionOf(row.function)}, ${id}`;
}

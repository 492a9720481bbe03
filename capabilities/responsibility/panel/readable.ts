/**
 * Sentences of the decision core, for people: they name ids and instants, since the record must be exact; on screen the
 * ids that the agreement knows become names and the instants the site's wall clock. Nothing else is changed, and an id
 * that the agreement does not know stays. Pure.
 */
import { formatWall, instantMs } from '@tandem/platform/ui/time-words.ts';
import type { Overview } from './agreement.ts';

export type Readable = (sentence: string) => string;

const instantText = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})/g;
const escapeForPattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A leading `function-id: ` is dropped with `dropFunction`, where the function stands beside the sentence anyway. */
export function createReadable(overview: Overview | undefined, dropFunction = false): Readable {
  const names = new Map<string, string>();
  for (const each of overview?.functions ?? []) names.set(each.id, each.name);
  for (const each of overview?.vendors ?? []) names.set(each.id, each.name);
  for (const each of overview?.parties ?? []) names.set(each.id, each.name);
  const ids = [...names.keys()].sort((a, b) => b.length - a.length).map(escapeForPattern);
  const pattern = ids.length > 0 ? new RegExp(`(?<![\\w-])(?:rota:)?(${ids.join('|')})(?![\\w-])`, 'g') : null;
  const functions = new Set(overview?.functions.map((each) => each.id));
  const zone = overview?.zone ?? 'UTC';
  return (sentence) => {
    const lead = sentence.match(/^([\w-]+): /)?.[1];
    const rest = dropFunction && lead && functions.has(lead) ? sentence.slice(lead.length + 2) : sentence;
    const named = pattern ? rest.replace(pattern, (_whole, id: string) => names.get(id) ?? id) : rest;
    const timed = named.replace(instantText, (text) => formatWall(instantMs(text), zone, 'full'));
    return timed.charAt(0).toUpperCase() + timed.slice(1);
  };
}

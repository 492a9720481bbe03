/**
 * Topics about alerts: when a group is worth another notice, what silences what, and when a group is resolved. Rows
 * repeat their question and get the answer put in.
 */

import { type AlertNotice, isGroupResolved, type Labels } from '@tandem/core/oncall/alert-group.ts';
import { type InhibitionRule, isInhibited } from '@tandem/core/oncall/inhibition.ts';
import { type AlertId, shouldNotify } from '@tandem/core/oncall/renotify.ts';
import type { Topic } from './topic.ts';

interface NoticeRow {
  last: { firing?: AlertId[]; resolved?: AlertId[]; age_min?: number } | null;
  firing?: AlertId[];
  resolved?: AlertId[];
  repeat_min?: number;
  send_resolved?: boolean;
}

function renotify(_given: unknown, rows: NoticeRow[]): unknown {
  return rows.map((row) => {
    const { last, firing = [], resolved = [], repeat_min = 0, send_resolved = false } = row;
    const sent = last && { firing: last.firing ?? [], resolved: last.resolved ?? [], ageMinutes: last.age_min ?? 0 };
    return {
      ...row,
      notify: shouldNotify(sent, { firing, resolved }, { repeatMinutes: repeat_min, sendResolved: send_resolved }),
    };
  });
}

interface InhibitionQuestion {
  rules: (Omit<InhibitionRule, 'equal'> & { equal?: string[] })[];
  firing_sources: Labels[];
}

function inhibition({ rules, firing_sources }: InhibitionQuestion, rows: { target: Labels }[]): unknown {
  const complete = rules.map((rule): InhibitionRule => ({ ...rule, equal: rule.equal ?? [] }));
  return rows.map(({ target }) => ({ target, inhibited: isInhibited(target, complete, firing_sources) }));
}

function partialResolve({ sequence }: { sequence: string[] }, rows: { after: number }[]): unknown {
  const notices: AlertNotice[] = [];
  for (const words of sequence) notices.push(readNotice(words, notices));
  return rows.map(({ after }) => ({ after, group_resolved: isGroupResolved(notices.slice(0, after)) }));
}

/** `firing {a:b,c:d}` gives the labels; `resolved region eu-1` means the earlier alert with that label, its labels turned round. */
function readNotice(words: string, earlier: readonly AlertNotice[]): AlertNotice {
  const given = /^(firing|resolved) \{(.*)\}/.exec(words);
  if (given) return { status: given[1] as AlertNotice['status'], labels: readLabels(given[2]!) };
  const [status, label = '', value] = words.split(' ');
  const known = earlier.find((notice) => notice.labels[label] === value);
  if (!known) throw new Error(`not understood: ${words}`);
  return { status: status as AlertNotice['status'], labels: Object.fromEntries(Object.entries(known.labels).reverse()) };
}

function readLabels(text: string): Labels {
  return Object.fromEntries(
    text.split(',').map((pair): [string, string] => {
      const [label = '', value = ''] = pair.split(':');
      return [label.trim(), value.trim()];
    }),
  );
}

/** The case says in sentences what another program sends and repeats; a core that only receives has no answer to it. */
function senderInWords(): never {
  throw new Error('describes a sender in words: no question that the core can be asked');
}

export const alertTopics: Record<string, Topic> = {
  'renotify-decision': renotify,
  inhibition,
  'alertmanager-partial-resolve': partialResolve,
  'alertmanager-webhook-v4': senderInWords,
};

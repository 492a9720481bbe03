/**
 * Cases of kind `oncall`. A case names its topic, says what is given and what is expected; the rows of an expectation
 * often hold their own question (`at`, `swap`), so a topic answers by repeating each row with the answers put in.
 */

import { alertTopics } from './oncall/alert.ts';
import { escalationTopics } from './oncall/escalation.ts';
import { rotationTopics } from './oncall/rotation.ts';
import { scheduleTopics } from './oncall/schedule.ts';
import { swapTopics } from './oncall/swap.ts';
import type { Topic } from './oncall/topic.ts';
import { type CaseFile, judge, type Outcome } from './outcome.ts';

interface OncallFile extends CaseFile {
  cases: { id: string; topic: string; given: unknown; expect: unknown }[];
}

const topics: Record<string, Topic> = {
  ...rotationTopics,
  ...scheduleTopics,
  ...swapTopics,
  ...alertTopics,
  ...escalationTopics,
};

export function runOncallCases(file: CaseFile): Outcome[] {
  return (file as OncallFile).cases.map(({ id, topic, given, expect }) =>
    judge(id, expect, () => {
      const answer = Object.hasOwn(topics, topic) ? topics[topic] : undefined;
      if (!answer) throw new Error(`not built yet: on-call topic ${topic}`);
      return answer(given as never, expect as never);
    }),
  );
}

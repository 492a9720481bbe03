/**
 * When: the scrubber over the days around the question, coloured by who answers.
 */
import { Text } from '@mantine/core';
import type { Names } from '@tandem/platform/ui/names.ts';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { Scrubber, type ScrubberSegment } from '@tandem/platform/ui/scrubber.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { type EpochMs, instantMs } from '@tandem/platform/ui/time-words.ts';
import { partyOf } from './agreement.ts';
import { type Question, zonedText } from './ask-question.ts';
import { modeFace } from './mode.tsx';

export function AskTime({ question, names, now }: { question: Question; names: Names; now: EpochMs }) {
  const { zone } = useSession().engagement;
  if (!question.facts) return null;
  const segments = joinSegments(
    question.segments.map((each) => ({
      from: each.from,
      to: each.to,
      party: partyOf(each.answer),
      label: each.answer.gap ? 'nobody' : `${each.answer.who.map(names.short).join(', ')} · ${modeFace(each.answer.mode).word}`,
    })),
  );
  return (
    <Panel
      title="When"
      aside={
        <Text size="sm" c="dimmed" visibleFrom="sm">
          Drag, or use the arrow keys; comma and full stop jump to the next change.
        </Text>
      }
    >
      <Scrubber
        label="The instant of the question"
        from={question.span.from}
        to={question.span.to}
        value={instantMs(question.facts.at)}
        now={now}
        zone={zone}
        segments={segments}
        onChange={(at) => question.change({ at: zonedText(at, zone) })}
      />
    </Panel>
  );
}

/** Neighbours that read the same become one: the scrubber shows changes of who and how, not of the window. */
function joinSegments(segments: readonly ScrubberSegment[]): ScrubberSegment[] {
  const joined: ScrubberSegment[] = [];
  for (const segment of segments) {
    const last = joined.at(-1);
    if (last && last.party === segment.party && last.label === segment.label) last.to = segment.to;
    else joined.push({ ...segment });
  }
  return joined;
}

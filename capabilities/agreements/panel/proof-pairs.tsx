/**
 * The two-absence worst case of a draft, found in a worker a moment after the draft stands still; what was found before
 * stays until then.
 */
import { Text } from '@mantine/core';
import type { EngagementFile, Facts } from '@tandem/core/responsibility/model.ts';
import { AwayTogether } from '@tandem/platform/ui/away-together.tsx';
import type { Names } from '@tandem/platform/ui/names.ts';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { useEffect, useState } from 'react';
import { spanOf } from './draft-findings.ts';
import type { AskPairs, PairsAnswer } from './pairs-worker.ts';

const restMs = 600;

/** Undefined until the first answer. */
function usePairs(file: EngagementFile): PairsAnswer | undefined {
  const [answer, setAnswer] = useState<PairsAnswer>();
  useEffect(() => {
    let worker: Worker | null = null;
    const timer = setTimeout(() => {
      worker = new Worker(new URL('./pairs-worker.ts', import.meta.url), { type: 'module' });
      worker.onmessage = ({ data }: MessageEvent<PairsAnswer>) => {
        setAnswer(data);
        worker?.terminate();
      };
      worker.postMessage({ file, options: spanOf(file) } satisfies AskPairs);
    }, restMs);
    return () => {
      clearTimeout(timer);
      worker?.terminate();
    };
  }, [file]);
  return answer;
}

interface PairsPanelProps {
  file: EngagementFile;
  names: Names;
  onSee(facts: Facts): void;
}

export function PairsPanel({ file, names, onSee }: PairsPanelProps) {
  const answer = usePairs(file);
  if (answer) return <AwayTogether away={answer} names={names} onSee={onSee} />;
  return (
    <Panel title="Two people away at once">
      <Text c="dimmed" role="status">
        {answer === undefined
          ? 'Trying every pair of people over the year…'
          : 'The draft is not complete enough to be tried. Mend what its check refuses first.'}
      </Text>
    </Panel>
  );
}

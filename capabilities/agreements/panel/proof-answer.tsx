/**
 * What the draft would answer at the instant that shows a finding: who, how, and the steps that lead there.
 */
import { List, Stack, Text } from '@mantine/core';
import { compile } from '@tandem/core/responsibility/compile.ts';
import type { Answer, EngagementFile, Facts } from '@tandem/core/responsibility/model.ts';
import { who } from '@tandem/core/responsibility/who.ts';
import type { Names } from '@tandem/platform/ui/names.ts';
import { SideBadge } from '@tandem/platform/ui/side.tsx';
import { formatWall, instantMs } from '@tandem/platform/ui/time-words.ts';
import { useMemo } from 'react';
import { modeWords } from './mode-words.ts';

interface AnswerThereProps {
  file: EngagementFile;
  facts: Facts;
  names: Names;
}

export function AnswerThere({ file, facts, names }: AnswerThereProps) {
  const answer = useMemo(() => answerOf(file, facts), [file, facts]);
  const zone = file.sites[0]?.timezone ?? 'UTC';
  return (
    <Stack gap="sm" pb="lg">
      <Text>
        {formatWall(instantMs(facts.at), zone, 'full')}: {names.functionOf(facts.function)}, {facts.priority}
        {facts.absent && `, without ${facts.absent.map((absence) => names.of(absence.person)).join(' and ')}`}
      </Text>
      {answer === null ? (
        <Text>The draft is not complete enough to be asked. Mend what its check refuses first.</Text>
      ) : (
        <>
          <SideBadge
            side={answer.gap || answer.responsible === null ? 'gap' : answer.responsible}
            label={answer.who.length === 0 ? 'Nobody' : answer.who.map(names.of).join(', ')}
          />
          <Text>{answer.mode === 'gap' ? 'No row covers this.' : modeWords[answer.mode]}</Text>
          <List size="sm" spacing={4}>
            {answer.trace.map((step) => (
              <List.Item key={step}>{names.read(step)}</List.Item>
            ))}
          </List>
        </>
      )}
    </Stack>
  );
}

function answerOf(file: EngagementFile, facts: Facts): Answer | null {
  try {
    return who(compile(file), facts, { trace: true });
  } catch {
    return null;
  }
}

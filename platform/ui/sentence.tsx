/**
 * The sentence a screen opens with: words before widgets. Names of the two sides stand in their side's ink, and since
 * the words themselves say who it is, the colour only helps. It is the page's first heading.
 */
import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { type Party, SideText } from './side.tsx';

export type SentencePart = string | { side: Party; text: string };

interface SentenceProps {
  parts: readonly SentencePart[];
  /** The second line: what needs the reader. */
  sub?: ReactNode;
}

export function Sentence({ parts, sub }: SentenceProps) {
  return (
    <div>
      <Title order={1} fz={{ base: '1.25rem', sm: '1.5rem' }} style={{ letterSpacing: '-0.012em' }}>
        {parts.map((part, index) =>
          typeof part === 'string' ? (
            part
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence have no other identity
            <SideText key={index} side={part.side}>
              {part.text}
            </SideText>
          ),
        )}
      </Title>
      {sub && (
        <Text c="dimmed" mt={4} component="div">
          {sub}
        </Text>
      )}
    </div>
  );
}

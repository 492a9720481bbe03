/**
 * Who will see a piece of writing, in words with the organisation's name; a private audience has its side's colour.
 */
import { Text } from '@mantine/core';
import { useSession } from './session.ts';
import { SideBadge } from './side.tsx';
import classes from './timeline.module.css';

export const audiences = ['requester', 'shared', 'internal', 'provider'] as const;
export type Audience = (typeof audiences)[number];

/** `Northline only`, `both IT teams`, `the requester and both IT teams`. */
export function audienceWords(audience: Audience, parties: Record<'internal' | 'provider', string>): string {
  if (audience === 'requester') return 'requester and both IT teams';
  if (audience === 'shared') return 'both IT teams';
  return `${parties[audience].split(' ')[0]} only`;
}

export function AudienceBadge({ audience }: { audience: Audience }) {
  const { parties } = useSession();
  const words = audienceWords(audience, parties);
  if (audience === 'internal' || audience === 'provider') return <SideBadge side={audience} label={words} size="xs" />;
  return (
    <Text span className={classes.audience}>
      {words}
    </Text>
  );
}

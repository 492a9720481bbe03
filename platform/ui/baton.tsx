/**
 * Custody as a baton: exactly one side holds it, somebody on that side perhaps, and an offer to the other side is shown
 * beside it with its end, since until it is accepted nothing has moved.
 */
import { Group, Stack, Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import type { Side } from '@tandem/core/responsibility/model.ts';
import type { ReactNode } from 'react';
import { SideBadge } from './side.tsx';
import { Moment } from './time.tsx';
import type { EpochMs } from './time-words.ts';

export interface BatonProps {
  side: Side;
  /** The team, or the organisation when no team holds it. */
  team: string;
  /** Null while nobody has taken it. */
  person: string | null;
  since: EpochMs;
  offer?: { side: Side; team: string; until: EpochMs } | null;
  /** Who answers for it, whoever holds it. */
  accountable?: string | null;
  /** Buttons. */
  children?: ReactNode;
}

export function Baton({ side, team, person, since, offer, accountable, children }: BatonProps) {
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <SideBadge side={side} label={team} />
        <Text fw={600} component="span">
          {person ?? 'nobody yet'}
        </Text>
      </Group>
      {offer && (
        <Group gap={6}>
          <IconArrowRight size={15} aria-hidden />
          <Text span size="sm">
            offered to
          </Text>
          <SideBadge side={offer.side} label={offer.team} size="xs" />
          <Text span size="sm" c="dimmed">
            ends <Moment at={offer.until} />
          </Text>
        </Group>
      )}
      <Text size="sm" c="dimmed">
        Held since <Moment at={since} style="moment" />.{accountable && ` ${accountable} answers for it.`}
      </Text>
      {children && <Group gap="xs">{children}</Group>}
    </Stack>
  );
}

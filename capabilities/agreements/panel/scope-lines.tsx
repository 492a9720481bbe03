/**
 * A list of things that a draft holds, each with what it says in short, to be changed and removed; who cannot be removed
 * says why.
 */
import { Button, Group, Text } from '@mantine/core';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { type Party, SideBadge } from '@tandem/platform/ui/side.tsx';
import type { ReactNode } from 'react';
import classes from './agreement.module.css';
import type { OpenDraft } from './draft-data.ts';

export interface ScopeLine {
  id: string;
  name: string;
  /** Of a person, a team or a vendor. */
  side?: Party;
  about: string;
  /** Why it cannot be removed; null when it can. */
  stays: string | null;
}

interface LinesProps {
  open: OpenDraft;
  title: string;
  add: string;
  nothing: string;
  lines: readonly ScopeLine[];
  /** '' for a new one. */
  onEdit(id: string): void;
  onRemove(id: string): void;
  children: ReactNode;
}

export function ScopeLines({ open, title, add, nothing, lines, onEdit, onRemove, children }: LinesProps) {
  const verb = open.reason === null ? 'Change' : 'See';
  return (
    <Panel
      flush
      title={title}
      aside={
        <ReasonButton size="compact-sm" variant="default" reason={open.reason} onClick={() => onEdit('')}>
          {add}
        </ReasonButton>
      }
    >
      {lines.length === 0 && (
        <Text px="var(--t-inset)" pb="md" c="dimmed" size="sm">
          {nothing}
        </Text>
      )}
      {lines.map(({ id, name, side, about, stays }) => (
        <div className={classes.line} key={id}>
          <div style={{ flex: '1 1 16rem' }}>
            {side === undefined ? <Text fw={550}>{name}</Text> : <SideBadge side={side} label={name} />}
            <Text size="sm" c="dimmed">
              {about}
            </Text>
          </div>
          <Group gap="xs">
            <Button size="compact-sm" variant="default" aria-label={`${verb} ${name}`} onClick={() => onEdit(id)}>
              {verb}
            </Button>
            <ReasonButton
              size="compact-sm"
              variant="default"
              aria-label={`Remove ${name}`}
              reason={open.reason ?? stays}
              onClick={() => onRemove(id)}
            >
              Remove
            </ReasonButton>
          </Group>
        </div>
      ))}
      {children}
    </Panel>
  );
}

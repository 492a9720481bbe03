/**
 * What each role is there for, on both sides; folded away, since most people read it once.
 */
import { SimpleGrid } from '@mantine/core';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { SideBadge } from '@tandem/platform/ui/side.tsx';
import type { Side } from './engagements-api.ts';
import classes from './people.module.css';
import { roles } from './role-words.ts';

const sides: Side[] = ['internal', 'provider'];

export function RolesExplained() {
  const { parties } = useSession();
  return (
    <Panel title="What the roles are for">
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
        {sides.map((side) => (
          <div key={side}>
            <SideBadge side={side} label={parties[side]} />
            <dl className={classes.roles}>
              {roles[side].map(({ role, name, about }) => (
                <div key={role} style={{ display: 'contents' }}>
                  <dt>{name}</dt>
                  <dd>{about}</dd>
                </div>
              ))}
            </dl>
          </div>
        ))}
      </SimpleGrid>
    </Panel>
  );
}

/**
 * What the reader may do, and never, on the most pressing item they hold: at night this is read before the ticket.
 */
import { Text } from '@mantine/core';
import { IconCheck, IconShieldCheck, IconX } from '@tabler/icons-react';
import { deedWords } from '@tandem/core/responsibility/deeds.ts';
import { PlaceLink } from '@tandem/platform/ui/navigation.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useQuery } from '@tanstack/react-query';
import { workApi } from '../work-data.ts';
import classes from './now.module.css';
import { useItems, useNames } from './now-data.ts';

export function Authority() {
  const { engagement } = useSession();
  const names = useNames();
  const mine = useItems('mine', 'due', 50);
  const number = mine.data?.items.find((item) => item.urgent)?.number ?? mine.data?.items[0]?.number;
  const { data: item } = useQuery({
    ...workApi.items.read.queryOptions({ input: { engagementId: engagement.id, number: number ?? '' } }),
    enabled: number !== undefined,
  });
  const authority = item?.authority;
  if (!item || !authority || authority.allowedNow.length + authority.mustNot.length + authority.approvers.length === 0)
    return null;
  return (
    <Panel title="You may, right now">
      <Text size="sm" c="dimmed" mb={6}>
        On{' '}
        <PlaceLink to={`/work/${item.number}`} style={{ color: 'inherit' }}>
          {item.number}
        </PlaceLink>
        , {item.title}
        {authority.row && `, by row ${authority.row}`}
      </Text>
      {authority.allowedNow.map((action) => (
        <div key={action} className={classes.may}>
          <IconCheck size={16} color="var(--t-good)" aria-label="may" /> <span>{deedWords(action)}</span>
        </div>
      ))}
      {authority.approvers.length > 0 && (
        <div className={classes.may}>
          <IconShieldCheck size={16} color="var(--t-soft)" aria-label="after approval" />{' '}
          <span>
            anything{authority.allowedNow.length > 0 && ' else'} after {authority.approvers.map(names.of).join(', then ')}
          </span>
        </div>
      )}
      {authority.mustNot.map((action) => (
        <div key={action} className={classes.may}>
          <IconX size={16} color="var(--t-gap)" aria-label="never" /> <span>{deedWords(action)}</span>
        </div>
      ))}
    </Panel>
  );
}

/**
 * What stands beside an item: the baton, the clock, what may be done on whose authority, the system it is about, and what
 * hangs on it.
 */
import { Anchor, Badge, Group, Stack, Text } from '@mantine/core';
import { IconCheck, IconFile, IconLink, IconX } from '@tabler/icons-react';
import { deedWords } from '@tandem/core/responsibility/deeds.ts';
import { Baton } from '@tandem/platform/ui/baton.tsx';
import { useNow } from '@tandem/platform/ui/clock.ts';
import { PlaceLink } from '@tandem/platform/ui/navigation.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { SideBadge } from '@tandem/platform/ui/side.tsx';
import { Moment } from '@tandem/platform/ui/time.tsx';
import { instantMs } from '@tandem/platform/ui/time-words.ts';
import { OfferAnswer } from './hand-over.tsx';
import classes from './queue.module.css';
import { responseWords } from './words.ts';
import type { Item } from './work-data.ts';

export function ItemFacts({ item }: { item: Item }) {
  const { parties } = useSession();
  const { custody, offeredTo } = item;
  return (
    <Stack gap="md">
      <Panel title="Who holds it">
        <Baton
          side={custody.side}
          team={custody.teamName ?? parties[custody.side]}
          person={custody.memberName}
          since={instantMs(custody.since)}
          offer={
            offeredTo && {
              side: offeredTo.side,
              team: offeredTo.teamName ?? parties[offeredTo.side],
              until: instantMs(offeredTo.expiresAt),
            }
          }
          accountable={item.authority?.accountable ?? null}
        />
        {item.offer && <OfferAnswer item={item} offer={item.offer} />}
      </Panel>
      <Clocks item={item} />
      {item.authority && <Authority authority={item.authority} />}
      {item.assetFacts && <AssetPanel asset={item.assetFacts} />}
      <Attached item={item} />
    </Stack>
  );
}

function Clocks({ item }: { item: Item }) {
  const now = useNow(1_000);
  const response = responseWords(item.response, item.openedAt, now);
  return (
    <Panel title="Clocks">
      <Stack gap={6}>
        <Group justify="space-between" wrap="nowrap">
          <Group gap={6}>
            <SideBadge side={item.custody.side} size="xs" /> <Text size="sm">first response</Text>
          </Group>
          <span className={classes.due} data-tone={response.tone}>
            {response.text}
          </span>
        </Group>
        {item.response.dueAt && (
          <Group justify="space-between">
            <Text size="sm" c="dimmed">
              due
            </Text>
            <Text size="sm">
              <Moment at={instantMs(item.response.dueAt)} style="near" />
            </Text>
          </Group>
        )}
        {item.workStartsAt && instantMs(item.workStartsAt) > now && (
          <Group justify="space-between">
            <Text size="sm" c="dimmed">
              work starts
            </Text>
            <Text size="sm">
              <Moment at={instantMs(item.workStartsAt)} style="near" />
            </Text>
          </Group>
        )}
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            open since
          </Text>
          <Text size="sm">
            <Moment at={instantMs(item.openedAt)} />
          </Text>
        </Group>
      </Stack>
    </Panel>
  );
}

function Authority({ authority }: { authority: NonNullable<Item['authority']> }) {
  const nothing = authority.allowedNow.length + authority.mustNot.length + authority.approvers.length === 0;
  return (
    <Panel title="Authority">
      <Stack gap={6}>
        {authority.blocked && (
          <Text size="sm" c="var(--t-gap-ink)" fw={600}>
            Blocked: {authority.blocked}
          </Text>
        )}
        {authority.allowedNow.map((action) => (
          <Line key={action} good text={action} />
        ))}
        {authority.mustNot.map((action) => (
          <Line key={action} text={action} />
        ))}
        {authority.approvers.length > 0 && <Text size="sm">Asks first: {authority.approvers.join(', then ')}.</Text>}
        {authority.failSafe && (
          <Text size="sm" c="dimmed">
            If nobody answers: {authority.failSafe}.
          </Text>
        )}
        {authority.inform.map((entry) => (
          <Text size="sm" c="dimmed" key={entry.who}>
            Tell {entry.who} within {entry.within}.
          </Text>
        ))}
        {nothing && authority.blocked === null && (
          <Text size="sm" c="dimmed">
            Whoever holds it may act; the agreement adds no limits.
          </Text>
        )}
      </Stack>
    </Panel>
  );
}

function Line({ good = false, text }: { good?: boolean; text: string }) {
  return (
    <Group gap={8} wrap="nowrap" align="flex-start">
      <span style={{ color: good ? 'var(--t-internal-ink)' : 'var(--t-gap-ink)', lineHeight: 0, paddingTop: 3 }}>
        {good ? <IconCheck size={15} aria-label="allowed" /> : <IconX size={15} aria-label="must not" />}
      </span>
      <Text size="sm">{deedWords(text)}</Text>
    </Group>
  );
}

function AssetPanel({ asset }: { asset: NonNullable<Item['assetFacts']> }) {
  return (
    <Panel title={asset.name} aside={<Badge variant="default">{asset.class}</Badge>}>
      <Stack gap={4}>
        {asset.detail && (
          <Text size="sm" c="dimmed">
            {asset.detail}
          </Text>
        )}
        <PlaceLink to="/work" query={{ view: 'all', q: asset.name }}>
          {asset.recentItems} {asset.recentItems === 1 ? 'item' : 'items'} in 14 days
        </PlaceLink>
      </Stack>
    </Panel>
  );
}

function Attached({ item }: { item: Item }) {
  const { engagement } = useSession();
  if (item.links.length + item.attachments.length === 0) return null;
  return (
    <Panel title="Attached">
      <Stack gap={6}>
        {item.links.map((link) => (
          <Group key={link.id} gap={6} wrap="nowrap">
            <IconLink size={15} aria-hidden />
            {link.item ? (
              <PlaceLink to={`/work/${link.item}`}>{link.title || link.item}</PlaceLink>
            ) : (
              <Anchor href={link.url ?? ''} target="_blank" rel="noreferrer noopener">
                {link.title || link.url}
              </Anchor>
            )}
          </Group>
        ))}
        {item.attachments.map((file) => (
          <Group key={file.id} gap={6} wrap="nowrap">
            <IconFile size={15} aria-hidden />
            <Anchor href={`/api/engagements/${engagement.id}/work/items/${item.number}/attachments/${file.id}`}>
              {file.name}
            </Anchor>
            <Text size="sm" c="dimmed">
              {Math.max(1, Math.round(file.bytes / 1024))} KB
            </Text>
          </Group>
        ))}
      </Stack>
    </Panel>
  );
}

/**
 * What was agreed, and since when: every version with its days, who signed it, what it changed and what covers now what it
 * withdrew. A signed version can be taken away whole, to be verified anywhere.
 */
import { Anchor, Badge, Group, Skeleton, Stack, Text } from '@mantine/core';
import type { EngagementFile } from '@tandem/core/responsibility/model.ts';
import { Empty } from '@tandem/platform/ui/empty.tsx';
import { useLive } from '@tandem/platform/ui/live.ts';
import type { Names } from '@tandem/platform/ui/names.ts';
import { PlaceLink } from '@tandem/platform/ui/navigation.tsx';
import { Page } from '@tandem/platform/ui/page.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { dateWords } from '@tandem/platform/ui/time-words.ts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import classes from './agreement.module.css';
import { useInForce } from './draft-data.ts';
import { useNamesInForce } from './draft-names.ts';
import { agreementsApi } from './draft-store.ts';
import { kindWords } from './draft-words.ts';
import { ContentHash, Signatures } from './sign/offer-view.tsx';
import { priceWords } from './sign/signing-data.ts';
import { type Timeline, VersionThen } from './version-then.tsx';
import { Words } from './words.tsx';

type Version = Timeline['items'][number];

export function HistoryScreen() {
  const { engagement } = useSession();
  const queries = useQueryClient();
  useLive(['agreements', 'responsibility'], () => void queries.invalidateQueries({ queryKey: agreementsApi.versions.key() }));
  const timeline = useQuery(agreementsApi.versions.timeline.queryOptions({ input: { engagementId: engagement.id } }));
  const names = useNamesInForce();
  const inForce = useInForce().data?.file as EngagementFile | null | undefined;
  return (
    <Page title="Versions" sub="What was agreed, by whom, and from which day on.">
      {timeline.error && (
        <ProblemNote error={timeline.error} what="The versions could not be read" onRetry={() => void timeline.refetch()} />
      )}
      {timeline.isPending && <Skeleton h={320} radius="lg" role="status" aria-label="Reading the versions" />}
      {timeline.data && timeline.data.items.length > 0 && (
        <VersionThen versions={timeline.data.items} rows={inForce?.matrix[0]?.rows ?? []} names={names} />
      )}
      {timeline.data?.waiting.map((offer) => (
        <Panel key={offer.id} title={`Version ${offer.version} waits for signatures`} flush>
          <div className={classes.line}>
            <Text>
              {kindWords[offer.kind]} “{offer.title}”, to count from {dateWords(offer.from)}.
            </Text>
            <PlaceLink to={`/agreement/${offer.draftId}/sign`}>Look at it and sign</PlaceLink>
          </div>
          <Signatures offer={offer} />
        </Panel>
      ))}
      {timeline.data?.items.length === 0 && (
        <Empty title="Nothing was agreed yet." action={<PlaceLink to="/agreement">To the drafts</PlaceLink>}>
          The first version stands here as soon as both sides have signed it.
        </Empty>
      )}
      {timeline.data?.items.map((version) => (
        <VersionPanel key={version.version} version={version} names={names} />
      ))}
    </Page>
  );
}

const stateWords = { 'in-force': 'in force', ahead: 'ahead', past: 'over' } as const;

function VersionPanel({ version, names }: { version: Version; names: Names }) {
  const { offer } = version;
  const price = offer === null ? null : priceWords(offer.price);
  return (
    <Panel
      title={`Version ${version.version}`}
      aside={
        <Badge variant="outline" color="gray">
          {stateWords[version.state]}
        </Badge>
      }
      flush
    >
      <div className={classes.line}>
        <Stack gap={4}>
          <Text>
            From {dateWords(version.from)}
            {version.to === null ? ', until another version follows' : ` until ${dateWords(version.to)}`}. {version.rows} rows
            {version.amends === null ? '.' : `; amends version ${version.amends}.`}
          </Text>
          {offer !== null && offer.reason !== '' && <Text>{offer.reason}</Text>}
          {price !== null && <Text>{price}.</Text>}
          {version.changedRows.length > 0 && <Text size="sm">Rows written or changed: {version.changedRows.join(', ')}.</Text>}
          {version.withdrawn.map((row) => (
            <Text size="sm" key={row.row}>
              Row {row.row} ({row.function}) is withdrawn. {names.read(row.covered)}
            </Text>
          ))}
        </Stack>
      </div>
      {offer === null ? (
        <div className={classes.line}>
          <Text c="dimmed">It came with the first file and was signed outside this product.</Text>
        </div>
      ) : (
        <Signed version={version.version} offer={offer} changes={version.changes} />
      )}
    </Panel>
  );
}

function Signed({
  version,
  offer,
  changes,
}: {
  version: string;
  offer: NonNullable<Version['offer']>;
  changes: Version['changes'];
}) {
  const { engagement } = useSession();
  const place = `/api/engagements/${engagement.id}/agreement/versions/${encodeURIComponent(version)}`;
  return (
    <>
      <Signatures offer={offer} />
      <div className={classes.line}>
        <Stack gap={4} style={{ minWidth: 0 }}>
          <ContentHash hash={offer.hash} />
          {changes.length > 0 && (
            <details>
              <summary>What it changed ({changes.length})</summary>
              {changes.map(({ path, sentence, words }) => (
                <div key={path}>
                  <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                    {sentence}
                  </Text>
                  {words && words.length > 0 && <Words parts={words} size="sm" />}
                </div>
              ))}
            </details>
          )}
        </Stack>
        <Group gap="md">
          <Anchor href={`${place}/statement.pdf`} download>
            Statement (PDF)
          </Anchor>
          <Anchor href={`${place}/statement.docx`} download>
            Statement (Word)
          </Anchor>
          <Anchor href={`${place}/bundle.json`} download={`tandem-${version}.json`}>
            Signed copy (JSON)
          </Anchor>
          <PlaceLink to={`/agreement/${offer.draftId}/sign`}>The offer</PlaceLink>
        </Group>
      </div>
    </>
  );
}

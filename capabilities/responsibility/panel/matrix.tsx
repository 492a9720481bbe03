/**
 * Matrix: what did we agree? One line a row, one cell a window, the findings of the proof beside the rows they are
 * about. Another version can be looked at, or laid over this one as a redline. A row opens in full at the right.
 */
import { Group, Select, Skeleton, Stack, Text } from '@mantine/core';
import { PlaceLink, useNavigation, useQueryState } from '@tandem/platform/ui/navigation.tsx';
import { AgreementProblem, isNothingAgreed } from '@tandem/platform/ui/nothing-agreed.tsx';
import { Page } from '@tandem/platform/ui/page.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { dateWords } from '@tandem/platform/ui/time-words.ts';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { agreementApi, type Finding, type Overview, useNames, useOverview } from './agreement.ts';
import { MatrixRowDrawer } from './matrix-row-drawer.tsx';
import { MatrixTable } from './matrix-table.tsx';
import { viewMatrix } from './matrix-view.ts';

export function MatrixScreen() {
  const overview = useOverview();
  const names = useNames(overview.data);
  const [version, setVersion] = useQueryState('version');
  const [against, setAgainst] = useQueryState('against');
  const [open, setOpen] = useQueryState('row');
  const matrix = useMatrix(version);
  const before = useMatrix(against, against !== undefined);
  const proof = useProof();
  const groups = useMemo(
    () =>
      matrix.data && overview.data
        ? viewMatrix(matrix.data.rows, against ? (before.data?.rows ?? null) : null, proof.data?.findings ?? [], overview.data)
        : null,
    [matrix.data, before.data, against, proof.data, overview.data],
  );
  const opened = groups?.flatMap((group) => group.rows).find((view) => view.row.id === open) ?? null;
  const failed = overview.error ?? matrix.error ?? before.error;
  const nothing = isNothingAgreed(failed);
  return (
    <Page
      title="Who owns what"
      sub={
        nothing ? (
          'The rows of the version in force stand here.'
        ) : (
          <Summary
            overview={overview.data}
            version={matrix.data?.version}
            rows={matrix.data?.rows.length}
            findings={proof.data?.findings}
          />
        )
      }
      actions={
        nothing ? null : (
          <Versions
            overview={overview.data}
            version={version ?? matrix.data?.version}
            against={against}
            onVersion={setVersion}
            onAgainst={setAgainst}
          />
        )
      }
    >
      {failed ? (
        <AgreementProblem
          error={failed}
          what="The matrix could not be read"
          onRetry={() => void Promise.all([overview.refetch(), matrix.refetch()])}
        />
      ) : null}
      {groups ? (
        <MatrixTable groups={groups} names={names} onOpen={(view) => setOpen(view.row.id)} />
      ) : failed ? null : (
        <MatrixSkeleton />
      )}
      <MatrixRowDrawer view={opened} names={names} onClose={() => setOpen(undefined)} />
    </Page>
  );
}

function useMatrix(version: string | undefined, enabled = true) {
  const { engagement } = useSession();
  return useQuery({
    ...agreementApi.matrix.queryOptions({ input: { engagementId: engagement.id, ...(version && { version }) } }),
    enabled,
  });
}

function useProof() {
  const { engagement } = useSession();
  return useQuery(agreementApi.proof.queryOptions({ input: { engagementId: engagement.id } }));
}

interface SummaryProps {
  overview: Overview | undefined;
  version: string | undefined;
  rows: number | undefined;
  findings: readonly Finding[] | undefined;
}

/** `Version 3, in force to 2027-06-30 · 27 rows · 1 gap · 2 warnings` */
function Summary({ overview, version, rows, findings }: SummaryProps) {
  const shown = overview?.versions.find((each) => each.version === version);
  if (!shown) return <Skeleton h={20} w={360} maw="100%" />;
  const gaps = findings?.filter((finding) => finding.kind === 'gap').length ?? 0;
  const errors = (findings?.filter((finding) => finding.severity === 'error').length ?? 0) - gaps;
  const warnings = findings?.filter((finding) => finding.severity === 'warning').length ?? 0;
  return (
    <>
      Version {shown.version}, {forceWords(shown, overview)} from {dateWords(shown.from)}
      {shown.to && ` to ${dateWords(shown.to)}`} · {rows} rows
      {gaps > 0 && <Text span c="var(--t-gap-ink)" fw={600}>{` · ${gaps} ${gaps === 1 ? 'gap' : 'gaps'}`}</Text>}
      {errors > 0 && <Text span c="var(--t-gap-ink)" fw={600}>{` · ${errors} ${errors === 1 ? 'error' : 'errors'}`}</Text>}
      {warnings > 0 && ` · ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`}
      {findings && (
        <>
          {' · '}
          <PlaceLink to="/proof" style={{ color: 'inherit' }}>
            Proof
          </PlaceLink>
        </>
      )}
    </>
  );
}

function forceWords(version: Overview['versions'][number], overview: Overview | undefined): string {
  const current = overview?.versions.find((each) => each.version === overview.inForce);
  if (version === current) return 'in force';
  return current && version.from < current.from ? 'was in force' : 'signed to be in force';
}

interface VersionsProps {
  overview: Overview | undefined;
  version: string | undefined;
  against: string | undefined;
  onVersion(version: string | undefined): void;
  onAgainst(version: string | undefined): void;
}

function Versions({ overview, version, against, onVersion, onAgainst }: VersionsProps) {
  const { query } = useNavigation();
  const all = overview?.versions ?? [];
  const options = all.map((each) => ({
    value: each.version,
    label:
      each.version === overview?.inForce
        ? `Version ${each.version} (in force)`
        : `Version ${each.version}, from ${dateWords(each.from)}`,
  }));
  return (
    <Group gap="xs">
      <Select
        aria-label="Version"
        w={230}
        data={options}
        value={version ?? null}
        allowDeselect={false}
        onChange={(next) => onVersion(next === overview?.inForce ? undefined : (next ?? undefined))}
      />
      <Select
        aria-label="Compare with"
        w={190}
        placeholder="Redline against…"
        clearable
        data={all
          .filter((each) => each.version !== version)
          .map((each) => ({ value: each.version, label: `Against version ${each.version}` }))}
        value={against ?? null}
        disabled={all.length < 2}
        onChange={(next) => onAgainst(next ?? undefined)}
        key={query['against'] ?? 'none'}
      />
    </Group>
  );
}

const skeletonRows = Array.from({ length: 9 }, (_, index) => `row-${index}`);

function MatrixSkeleton() {
  return (
    <Stack gap={10} aria-busy="true" role="status" aria-label="Reading the matrix">
      <Skeleton h={40} radius="lg" />
      {skeletonRows.map((row) => (
        <Skeleton key={row} h={48} />
      ))}
    </Stack>
  );
}

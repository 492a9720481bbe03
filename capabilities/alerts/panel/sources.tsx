/**
 * Every source on one page: what it reads, how it is, and whose it is.
 */
import { Button, Stack, Switch } from '@mantine/core';
import { useNow } from '@tandem/platform/ui/clock.ts';
import { Empty } from '@tandem/platform/ui/empty.tsx';
import { PlaceLink, useNavigation, useQueryState } from '@tandem/platform/ui/navigation.tsx';
import { ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { SideBadge } from '@tandem/platform/ui/side.tsx';
import classes from './alerts.module.css';
import { RowsSkeleton } from './alerts.tsx';
import { type Source, useSources } from './alerts-data.ts';
import { AlertsPage } from './alerts-page.tsx';
import { formatWords, pulseState, sourceCounts } from './words.ts';

export function SourcesScreen() {
  const { go } = useNavigation();
  const [retired, setRetired] = useQueryState('retired');
  const sources = useSources(retired !== undefined);
  const mayCreate = sources.data?.mayCreate;
  const create = (
    <ReasonButton reason={typeof mayCreate === 'string' ? mayCreate : null} onClick={() => go('/alerts/sources/new')}>
      New source
    </ReasonButton>
  );
  return (
    <AlertsPage title="Alert sources" sub="Where alerts come from, and the rules that say what each is about." actions={create}>
      <Stack gap="sm">
        <Switch
          label="Show retired sources"
          checked={retired !== undefined}
          onChange={(event) => setRetired(event.currentTarget.checked ? 'yes' : undefined)}
        />
        {sources.isError && (
          <ProblemNote error={sources.error} what="The sources could not be read" onRetry={() => void sources.refetch()} />
        )}
        {sources.isPending && <RowsSkeleton />}
        {sources.data?.items.length === 0 && (
          <Empty
            title={retired ? 'No source was retired.' : 'No source yet.'}
            {...(!retired &&
              mayCreate === true && { action: <Button onClick={() => go('/alerts/sources/new')}>Set up the first</Button> })}
          >
            A source is an address with a token. Point Alertmanager, Grafana or a script at it.
          </Empty>
        )}
        {sources.data && sources.data.items.length > 0 && <SourceTable sources={sources.data.items} />}
      </Stack>
    </AlertsPage>
  );
}

function SourceTable({ sources }: { sources: readonly Source[] }) {
  return (
    <div className={classes.frame}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Source</th>
            <th scope="col">State</th>
            <th scope="col">Kept by</th>
            <th scope="col">Open</th>
          </tr>
        </thead>
        <tbody>
          {sources.map((source) => (
            <SourceLine key={source.id} source={source} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SourceLine({ source }: { source: Source }) {
  const { go } = useNavigation();
  const { parties } = useSession();
  const now = useNow();
  const pulse = pulseState(source.pulse, now);
  const place = `/alerts/sources/${source.id}`;
  const rules = source.rules.length;
  return (
    <tr className={classes.row} onClick={() => go(place)}>
      <td className={classes.what}>
        <PlaceLink to={place} className={classes.title} onClick={(event) => event.stopPropagation()}>
          {source.name}
        </PlaceLink>
        <div className={classes.sub}>
          {formatWords[source.format]}
          {source.format !== 'heartbeat' && ` · ${rules === 0 ? 'no rules' : rules === 1 ? '1 rule' : `${rules} rules`}`}
        </div>
      </td>
      <td>
        <span className={classes.state} data-tone={pulse.tone} style={{ whiteSpace: 'normal' }}>
          {source.retiredAt === null ? pulse.text : 'Retired'}
        </span>
      </td>
      <td>
        <SideBadge side={source.side} label={parties[source.side]} />
      </td>
      <td className={classes.sub}>{sourceCounts(source.firing, source.waiting)}</td>
    </tr>
  );
}

/**
 * The place to try any body, with the settings of a source or with a mapping that is being written.
 */
import { Select, Stack, Textarea } from '@mantine/core';
import { useQueryState } from '@tandem/platform/ui/navigation.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import classes from './alerts.module.css';
import { alertsApi, type Settings, useSources } from './alerts-data.ts';
import { AlertsPage } from './alerts-page.tsx';
import { emptySettings, settingsOf } from './settings.ts';
import { TryPanel } from './try-panel.tsx';
import { formatWords } from './words.ts';

const formatOptions = Object.entries(formatWords)
  .filter(([value]) => value !== 'heartbeat')
  .map(([value, label]) => ({ value, label }));

export function TryScreen() {
  const { engagement } = useSession();
  const sources = useSources();
  const [sourceId, setSourceId] = useQueryState('source');
  const [entryId] = useQueryState('body');
  const [format, setFormat] = useState<Settings['format'] | null>(null);
  const [mapping, setMapping] = useState<string | null>(null);
  const entry = useQuery({
    ...alertsApi.quarantine.read.queryOptions({ input: { engagementId: engagement.id, entryId: entryId ?? '' } }),
    enabled: entryId !== undefined,
  });
  const source = sources.data?.items.find((each) => each.id === sourceId);
  const base = source ? settingsOf(source) : emptySettings;
  const settings = { ...base, format: format ?? base.format, mapping: mapping ?? base.mapping };
  const pickMapping = (text: string): void => {
    setFormat('mapping');
    setMapping(text);
  };
  return (
    <AlertsPage title="Try it" sub="What a body would become, who would own it at this moment, and why. Nothing is kept.">
      <Stack gap="md">
        <Panel title="Read as">
          <div className={classes.grid}>
            <Select
              label="Source"
              placeholder="None: no rules"
              data={(sources.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
              value={sourceId ?? null}
              onChange={(next) => setSourceId(next ?? undefined)}
              clearable
            />
            <Select
              label="Format"
              data={formatOptions}
              value={settings.format === 'heartbeat' ? 'auto' : settings.format}
              onChange={(next) => setFormat((next ?? 'auto') as Settings['format'])}
              allowDeselect={false}
            />
          </div>
          {settings.format === 'mapping' && (
            <Textarea
              className={classes.mono}
              mt="sm"
              label="Mapping"
              description="JSONata that turns the body into the plain shape"
              value={settings.mapping ?? ''}
              onChange={(event) => setMapping(event.currentTarget.value)}
              autosize
              minRows={6}
              maxRows={24}
              maxLength={10_000}
              spellCheck={false}
            />
          )}
        </Panel>
        <TryPanel
          key={entry.data?.id ?? 'empty'}
          settings={settings.format === 'heartbeat' ? { ...settings, format: 'auto' } : settings}
          sourceId={sourceId}
          body={entry.data?.body}
          onMapping={pickMapping}
        />
      </Stack>
    </AlertsPage>
  );
}

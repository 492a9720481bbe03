/**
 * A new source: the least that is needed, then its address with the token, shown once. Rules follow on its own page.
 */
import { Button, Group, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useNavigation } from '@tandem/platform/ui/navigation.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { announceProblem, fieldProblem } from '@tandem/platform/ui/problem.tsx';
import { problemOf } from '@tandem/platform/ui/problem-facts.ts';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import classes from './alerts.module.css';
import { alertsApi, type Settings, useSources } from './alerts-data.ts';
import { AlertsPage } from './alerts-page.tsx';
import { emptySettings, settingsToKeep } from './settings.ts';
import type { SourceFormProps } from './source-props.ts';
import { TokenOnce } from './token-once.tsx';
import { formatWords } from './words.ts';

const formatOptions = Object.entries(formatWords).map(([value, label]) => ({ value, label }));

export function SourceNewScreen() {
  const { engagement, parties, side } = useSession();
  const { go } = useNavigation();
  const queries = useQueryClient();
  const sources = useSources();
  const [settings, setSettings] = useState<Settings>(emptySettings);
  const create = useMutation(
    alertsApi.sources.create.mutationOptions({
      onSuccess: () => void queries.invalidateQueries({ queryKey: alertsApi.sources.key() }),
      onError: (error) => announceProblem(error, 'The source was not set up'),
    }),
  );
  const may = sources.data?.mayCreate;
  return (
    <AlertsPage title="New alert source" sub={`It will be kept by ${parties[side]}; both sides see it.`}>
      <Panel title="What sends alerts?">
        <NewForm
          settings={settings}
          onChange={setSettings}
          problem={create.error ? problemOf(create.error) : null}
          reason={typeof may === 'string' ? may : null}
          pending={create.isPending}
          onSubmit={() => create.mutate({ engagementId: engagement.id, ...settingsToKeep(settings) })}
        />
      </Panel>
      {create.data && (
        <TokenOnce
          address={create.data.address}
          format={create.data.source.format}
          onClose={() => go(`/alerts/sources/${create.data.source.id}`)}
        />
      )}
    </AlertsPage>
  );
}

interface NewFormProps extends SourceFormProps {
  pending: boolean;
  onSubmit(): void;
}

function NewForm({ settings, onChange, problem, reason, pending, onSubmit }: NewFormProps) {
  const { go } = useNavigation();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <Stack gap="md" maw={640}>
        <div className={classes.grid}>
          <TextInput
            label="Name"
            placeholder="Monitoring of the plant"
            value={settings.name}
            onChange={(event) => onChange({ ...settings, name: event.currentTarget.value })}
            error={fieldProblem(problem, 'name')}
            maxLength={100}
            required
          />
          <Select
            label="Format"
            data={formatOptions}
            value={settings.format}
            onChange={(next) => onChange({ ...settings, format: (next ?? 'auto') as Settings['format'] })}
            allowDeselect={false}
          />
        </div>
        {settings.format === 'mapping' && (
          <MappingField
            value={settings.mapping ?? ''}
            error={fieldProblem(problem, 'mapping')}
            onChange={(mapping) => onChange({ ...settings, mapping })}
          />
        )}
        <Text size="sm" c="dimmed">
          Until it has rules, each of its alerts is work for intake and triage.
        </Text>
        <Group>
          <ReasonButton type="submit" reason={reason} loading={pending}>
            Set it up
          </ReasonButton>
          <Button variant="default" onClick={() => go('/alerts/sources')}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface MappingFieldProps {
  value: string;
  error: ReactNode;
  onChange(value: string): void;
}

function MappingField({ value, error, onChange }: MappingFieldProps) {
  return (
    <Textarea
      className={classes.mono}
      label="Mapping"
      description="JSONata that turns a body into the plain shape"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
      autosize
      minRows={6}
      spellCheck={false}
    />
  );
}

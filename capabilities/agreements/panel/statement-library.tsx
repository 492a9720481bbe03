/**
 * The provider's clause library beside the statement of a draft: a clause is put in as it stands in the library, with its
 * version, and the provider's people are told when the library has moved on since. The other side sees none of it.
 */
import { Alert, Button, Group, Select, Stack, Text, Title } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { diffWords } from '@tandem/core/commercial/words-diff.ts';
import { PlaceLink } from '@tandem/platform/ui/navigation.tsx';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { useState } from 'react';
import { useLibrary } from './clauses/clauses-data.ts';
import { type Lag, lagsOf, placeWords, putClause, puttable, sectionName } from './clauses/clauses-view.ts';
import type { OpenDraft } from './draft-data.ts';
import { removeClause } from './statement-clause.tsx';
import { Words } from './words.tsx';

/** What the library says by now of clauses that the draft holds in another version; nothing when there is none. */
export function LibraryNews({ open }: { open: OpenDraft }) {
  const { library } = useLibrary();
  const lags = lagsOf(open.draft.terms, library ?? []);
  return lags.map((lag) => <News key={lag.key} lag={lag} open={open} />);
}

function News({ lag: { key, held, newest }, open }: { lag: Lag; open: OpenDraft }) {
  const title = newest.withdrawn
    ? `“${held.title}” was withdrawn from your library`
    : `Your library holds version ${newest.version} of “${held.title}”; this draft has version ${held.from?.version}`;
  return (
    <Alert color="gray" variant="outline" icon={<IconFileText />} title={title}>
      <Stack gap="xs">
        {!newest.withdrawn && <Words parts={diffWords(held.text, newest.text)} size="sm" />}
        <Group gap="xs">
          {newest.withdrawn ? (
            <Button
              size="compact-sm"
              variant="default"
              disabled={open.reason !== null}
              title={open.reason ?? undefined}
              onClick={() => open.edit((agreement) => removeClause(agreement, key))}
            >
              Remove it from the draft
            </Button>
          ) : (
            <Button
              size="compact-sm"
              variant="default"
              disabled={open.reason !== null}
              title={open.reason ?? undefined}
              onClick={() => open.edit((agreement) => putClause(agreement, newest))}
            >
              Take version {newest.version}
            </Button>
          )}
        </Group>
      </Stack>
    </Alert>
  );
}

/** Nothing for whoever has no library. */
export function FromLibrary({ open }: { open: OpenDraft }) {
  const { library } = useLibrary();
  const [chosen, setChosen] = useState<string | null>(null);
  if (library === null) return null;
  const clauses = puttable(open.draft.terms, library);
  const clause = clauses.find(({ clauseId }) => clauseId === chosen);
  return (
    <Stack gap="xs" mt="xl">
      <Group justify="space-between">
        <Title order={3}>From your clause library</Title>
        <PlaceLink to="/agreement/clauses" query={{ draft: open.draft.id }}>
          The library
        </PlaceLink>
      </Group>
      {clauses.length === 0 ? (
        <Text size="sm" c="dimmed">
          {library.length === 0 ? 'It holds no clause yet.' : 'Every clause of it is in this draft, or withdrawn.'}
        </Text>
      ) : (
        <Group align="flex-end" gap="xs">
          <Select
            label="Clause"
            style={{ flex: '1 1 16rem' }}
            placeholder="Choose a clause"
            searchable
            data={clauses.map(({ clauseId, section, title, version }) => ({
              value: clauseId,
              label: `${sectionName(section)}: ${title}, version ${version}`,
            }))}
            value={chosen}
            onChange={setChosen}
          />
          <ReasonButton
            variant="default"
            reason={open.reason ?? (clause === undefined ? 'Choose a clause first.' : null)}
            onClick={() => clause !== undefined && open.edit((agreement) => putClause(agreement, clause))}
          >
            Put it in
          </ReasonButton>
        </Group>
      )}
      {clause !== undefined && (
        <Text size="sm">
          It prints {placeWords(clause)}: {clause.text}
        </Text>
      )}
    </Stack>
  );
}

/**
 * A clause as a form: where it stands, its title and its text, checked as one types by the check that the server uses,
 * beside what it would print. Keeping adds a version; the one that was opened stays as it is.
 */
import { Button, Group, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { clauseLibrary, unknownFillings } from '@tandem/core/commercial/statement/clauses.ts';
import { type SectionId, sectionIds } from '@tandem/core/commercial/statement/model.ts';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { clauseCharactersMost } from '../../clauses/contract.ts';
import { agreementsApi } from '../draft-store.ts';
import { ClausePreview } from './clause-preview.tsx';
import { type ClauseVersion, sectionName } from './clauses-view.ts';

const beside = 'beside';

interface EditorProps {
  /** The version that was opened; null: a new clause. */
  clause: ClauseVersion | null;
  onDone(): void;
}

export function ClauseEditor({ clause, onDone }: EditorProps) {
  const { engagement, reasonAgainst } = useSession();
  const queries = useQueryClient();
  const [section, setSection] = useState<SectionId>(clause?.section ?? 'data');
  const [replaces, setReplaces] = useState(clause?.replaces ?? null);
  const [title, setTitle] = useState(clause?.title ?? '');
  const [text, setText] = useState(clause?.text ?? '');
  const done = async () => {
    await queries.invalidateQueries({ queryKey: agreementsApi.clauses.key() });
    onDone();
  };
  const keep = useMutation({ ...agreementsApi.clauses.save.mutationOptions(), onSuccess: done });
  const withdraw = useMutation({ ...agreementsApi.clauses.withdraw.mutationOptions(), onSuccess: done });
  const unknown = unknownFillings(text);
  const wrong = unknown.length === 0 ? null : `No engagement fills in ${unknown.map((name) => `{${name}}`).join(', ')}.`;
  const same =
    clause !== null &&
    !clause.withdrawn &&
    clause.section === section &&
    clause.replaces === replaces &&
    clause.title === title.trim() &&
    clause.text === text.trim();
  const mayNot = reasonAgainst('agreements.clause.change');
  const reason =
    mayNot ??
    (title.trim() === '' || text.trim() === '' ? 'Write a title and a text.' : null) ??
    wrong ??
    (same ? 'Nothing is changed yet.' : null);
  const after = clause === null ? null : { clauseId: clause.clauseId, version: clause.version };
  const save = () => keep.mutate({ engagementId: engagement.id, after, section, replaces, title, text });
  return (
    <Panel title={clause === null ? 'A new clause' : `“${clause.title}”: the next version`}>
      <Stack gap="md">
        <Place section={section} replaces={replaces} onSection={setSection} onReplaces={setReplaces} />
        <TextInput label="Title" maxLength={200} value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
        <Textarea
          label="Text"
          description="Words in braces, such as {internal} or {provider}, are filled in from the engagement."
          autosize
          minRows={3}
          maxLength={clauseCharactersMost}
          error={wrong}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <ClausePreview replaces={replaces} title={title} text={text} />
        {keep.error && <ProblemNote error={keep.error} what="The clause was not kept" />}
        {withdraw.error && <ProblemNote error={withdraw.error} what="The clause was not withdrawn" />}
        <Group justify="flex-end">
          {clause !== null && !clause.withdrawn && (
            <ReasonButton
              variant="subtle"
              reason={mayNot}
              loading={withdraw.isPending}
              onClick={() => withdraw.mutate({ engagementId: engagement.id, clauseId: clause.clauseId, version: clause.version })}
            >
              Withdraw it from the library
            </ReasonButton>
          )}
          <Button variant="default" onClick={onDone}>
            Leave it
          </Button>
          <ReasonButton reason={reason} loading={keep.isPending} onClick={save}>
            {clause === null ? 'Keep the clause' : 'Keep the next version'}
          </ReasonButton>
        </Group>
      </Stack>
    </Panel>
  );
}

interface PlaceProps {
  section: SectionId;
  replaces: string | null;
  onSection(section: SectionId): void;
  onReplaces(replaces: string | null): void;
}

function Place({ section, replaces, onSection, onReplaces }: PlaceProps) {
  const standard = clauseLibrary.clauses.filter((clause) => clause.section === section);
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <Select
        label="Section"
        searchable
        allowDeselect={false}
        data={sectionIds.map((id) => ({ value: id, label: sectionName(id) }))}
        value={section}
        onChange={(value) => {
          if (value === null || value === section) return;
          onSection(value as SectionId);
          onReplaces(null);
        }}
      />
      <Select
        label="Where it stands"
        allowDeselect={false}
        data={[
          { value: beside, label: 'After the standard clauses' },
          ...standard.map(({ id, title }) => ({ value: id, label: `In place of “${title}”` })),
        ]}
        value={replaces ?? beside}
        onChange={(value) => onReplaces(value === beside ? null : value)}
      />
    </SimpleGrid>
  );
}

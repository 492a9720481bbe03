/**
 * Adding a clause of the provider's to the statement of work. It is printed after the section's own clauses and marked as
 * the provider's wording; braces name what the engagement fills in, such as {internal}.
 */
import { Group, Select, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import type { Section } from '@tandem/core/commercial/statement/model.ts';
import type { Agreement } from '@tandem/core/commercial/terms.ts';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useState } from 'react';
import { freeKey } from './clauses/clauses-view.ts';
import type { OpenDraft } from './draft-data.ts';

export function removeClause(agreement: Agreement, id: string): Agreement {
  const { [id]: _gone, ...clauses } = agreement.terms.clauses;
  return { ...agreement, terms: { ...agreement.terms, clauses } };
}

export function addClause(agreement: Agreement, clause: { section: string; title: string; text: string }): Agreement {
  const { clauses } = agreement.terms;
  const added = { ...clauses, [freeKey(clauses, clause.section)]: clause };
  return { ...agreement, terms: { ...agreement.terms, clauses: added } };
}

export function AddClause({ open, sections }: { open: OpenDraft; sections: readonly Section[] }) {
  const { side } = useSession();
  const [section, setSection] = useState<string | null>(null);
  const [title, setTitle] = useState('');
  const [text, setText] = useState('');
  const clause = { section: section ?? '', title: title.trim(), text: text.trim() };
  const reason =
    open.reason ??
    (side === 'provider' ? null : 'Only the provider adds wording of its own.') ??
    (Object.values(clause).includes('') ? 'Choose a section and write a title and a text.' : null);
  const add = () => {
    open.edit((agreement) => addClause(agreement, clause));
    setTitle('');
    setText('');
  };
  return (
    <Stack gap="xs" mt="xl">
      <Title order={3}>Add a clause for this agreement alone</Title>
      <Text size="sm" c="dimmed">
        It stands after the section’s own clauses and is printed as added by the provider.
      </Text>
      <Group grow align="flex-start">
        <Select
          label="Section"
          data={sections.map(({ id, number, title: name }) => ({ value: id, label: `${number}. ${name}` }))}
          value={section}
          onChange={setSection}
          searchable
        />
        <TextInput label="Title" value={title} maxLength={200} onChange={(event) => setTitle(event.currentTarget.value)} />
      </Group>
      <Textarea
        label="Text"
        autosize
        minRows={2}
        maxLength={5_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group>
        <ReasonButton variant="default" reason={reason} onClick={add}>
          Add the clause
        </ReasonButton>
      </Group>
    </Stack>
  );
}

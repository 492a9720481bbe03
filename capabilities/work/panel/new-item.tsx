/**
 * Opening an item. Who will hold it is not chosen here: the agreement decides when the item is opened, and the page of the
 * item says why. An employee says what is wrong and nothing else.
 */
import { Button, Group, Modal, SegmentedControl, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { createApi } from '@tandem/platform/ui/api.ts';
import { useNavigation } from '@tandem/platform/ui/navigation.tsx';
import { announceProblem } from '@tandem/platform/ui/problem.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { responsibilityContract } from '../../responsibility/contract.ts';
import { itemKinds, itemPriorities } from '../contract.ts';
import { kindWords } from './words.ts';
import { workApi } from './work-data.ts';

const agreement = createApi(responsibilityContract);

export function NewItem({ opened, onClose }: { opened: boolean; onClose(): void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="New item" size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
      {opened && <NewItemForm onClose={onClose} />}
    </Modal>
  );
}

const blank = {
  kind: 'request' as Kind,
  title: '',
  detail: '',
  priority: 'P3' as Priority,
  asset: '',
  work: null as string | null,
};
type Kind = (typeof itemKinds)[number];
type Priority = (typeof itemPriorities)[number];
type Draft = typeof blank;

function NewItemForm({ onClose }: { onClose(): void }) {
  const { engagement, role } = useSession();
  const { go } = useNavigation();
  const [draft, setDraft] = useState(blank);
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const create = useMutation(
    workApi.items.create.mutationOptions({
      onSuccess: (item) => {
        onClose();
        go(`/work/${item.number}`);
      },
      onError: (error) => announceProblem(error, 'The item was not opened'),
    }),
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate({ engagementId: engagement.id, ...written(draft) });
      }}
    >
      <Stack>
        <TextInput
          label="What is it about?"
          value={draft.title}
          onChange={(event) => change({ title: event.currentTarget.value })}
          required
          maxLength={200}
          data-autofocus
        />
        <Textarea
          label="What happened?"
          value={draft.detail}
          onChange={(event) => change({ detail: event.currentTarget.value })}
          autosize
          minRows={3}
          maxRows={12}
          maxLength={20_000}
        />
        {role !== 'employee' && <WorkFields draft={draft} onChange={change} />}
        <Text size="sm" c="dimmed">
          The agreement decides who holds it, at this moment.
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending}>
            Open it
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What is left empty is left out: the server then chooses, and says what. */
function written({ kind, title, detail, priority, asset, work }: Draft) {
  return {
    kind,
    title,
    detail,
    priority,
    ...(work === null ? {} : { function: work }),
    ...(asset.trim() === '' ? {} : { asset: asset.trim() }),
  };
}

/** What IT people know and employees need not. */
function WorkFields({ draft, onChange }: { draft: Draft; onChange(part: Partial<Draft>): void }) {
  const { engagement } = useSession();
  const overview = useQuery(agreement.overview.queryOptions({ input: { engagementId: engagement.id } }));
  return (
    <>
      <Group align="end" gap="md">
        <Select
          label="Kind"
          data={itemKinds.map((value) => ({ value, label: kindWords[value] }))}
          value={draft.kind}
          onChange={(next) => onChange({ kind: (next ?? 'request') as Kind })}
          allowDeselect={false}
          w={150}
        />
        <div>
          <Text size="sm" fw={500} mb={2} id="new-priority">
            Priority
          </Text>
          <SegmentedControl
            aria-labelledby="new-priority"
            data={[...itemPriorities]}
            value={draft.priority}
            onChange={(next) => onChange({ priority: next as Priority })}
          />
        </div>
        <TextInput
          label="System"
          placeholder="ERP01"
          value={draft.asset}
          onChange={(event) => onChange({ asset: event.currentTarget.value })}
          maxLength={120}
          w={150}
        />
      </Group>
      <Select
        label="Kind of work"
        description="Left empty, it is support of first contact."
        placeholder="Tier 1 user support"
        searchable
        clearable
        data={(overview.data?.functions ?? []).map((each) => ({ value: each.id, label: each.name }))}
        value={draft.work}
        onChange={(next) => onChange({ work: next })}
      />
    </>
  );
}

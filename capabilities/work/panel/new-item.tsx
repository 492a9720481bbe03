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

function NewItemForm({ onClose }: { onClose(): void }) {
  const { engagement, role } = useSession();
  const { go } = useNavigation();
  const employee = role === 'employee';
  const [kind, setKind] = useState<(typeof itemKinds)[number]>('request');
  const [title, setTitle] = useState('');
  const [detail, setDetail] = useState('');
  const [work, setWork] = useState<string | null>(null);
  const [priority, setPriority] = useState<(typeof itemPriorities)[number]>('P3');
  const [asset, setAsset] = useState('');
  const overview = useQuery({
    ...agreement.overview.queryOptions({ input: { engagementId: engagement.id } }),
    enabled: !employee,
  });
  const create = useMutation(
    workApi.items.create.mutationOptions({
      onSuccess: (item) => {
        onClose();
        go(`/work/${item.number}`);
      },
      onError: (error) => announceProblem(error, 'The item was not opened'),
    }),
  );
  const submit = (): void =>
    create.mutate({
      engagementId: engagement.id,
      kind,
      title,
      detail,
      priority,
      ...(work === null ? {} : { function: work }),
      ...(asset.trim() === '' ? {} : { asset: asset.trim() }),
    });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack>
        <TextInput
          label="What is it about?"
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
          required
          maxLength={200}
          data-autofocus
        />
        <Textarea
          label="What happened?"
          value={detail}
          onChange={(event) => setDetail(event.currentTarget.value)}
          autosize
          minRows={3}
          maxRows={12}
          maxLength={20_000}
        />
        {!employee && (
          <>
            <Group align="end" gap="md">
              <Select
                label="Kind"
                data={itemKinds.map((value) => ({ value, label: kindWords[value] }))}
                value={kind}
                onChange={(next) => setKind((next ?? 'request') as 'request')}
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
                  value={priority}
                  onChange={(next) => setPriority(next as 'P3')}
                />
              </div>
              <TextInput
                label="System"
                placeholder="ERP01"
                value={asset}
                onChange={(event) => setAsset(event.currentTarget.value)}
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
              value={work}
              onChange={setWork}
            />
          </>
        )}
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

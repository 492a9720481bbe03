/**
 * Changing what an item is: priority or kind of work. The agreement decides again and a new receipt is kept; who holds it
 * changes only while nobody has touched it, afterwards by a hand-over.
 */
import { Button, Group, SegmentedControl, Select, Stack, Text, Textarea } from '@mantine/core';
import { createApi } from '@tandem/platform/ui/api.ts';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { responsibilityContract } from '../../responsibility/contract.ts';
import { itemPriorities } from '../contract.ts';
import { useItemChange } from './item-change.ts';
import { type Item, workApi } from './work-data.ts';

const agreement = createApi(responsibilityContract);

export function RedecideForm({ item, onClose }: { item: Item; onClose(): void }) {
  const { engagement } = useSession();
  const [priority, setPriority] = useState<Item['priority']>(item.priority);
  const [work, setWork] = useState<string | null>(item.function);
  const [reason, setReason] = useState('');
  const overview = useQuery(agreement.overview.queryOptions({ input: { engagementId: engagement.id } }));
  const change = useItemChange('It was not changed', onClose);
  const redecide = useMutation(workApi.items.redecide.mutationOptions(change));
  const same = priority === item.priority && (work ?? item.function) === item.function;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        redecide.mutate({
          engagementId: engagement.id,
          number: item.number,
          version: item.version,
          priority,
          function: work ?? item.function,
          reason,
        });
      }}
    >
      <Stack>
        <div>
          <Text size="sm" fw={500} mb={2} id="redecide-priority">
            Priority
          </Text>
          <SegmentedControl
            aria-labelledby="redecide-priority"
            data={[...itemPriorities]}
            value={priority}
            onChange={(next) => setPriority(next as Item['priority'])}
          />
        </div>
        <Select
          label="Kind of work"
          searchable
          allowDeselect={false}
          data={(overview.data?.functions ?? []).map((each) => ({ value: each.id, label: each.name }))}
          value={work}
          onChange={setWork}
        />
        <Textarea
          label="Why?"
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          required
          maxLength={500}
          autosize
          minRows={2}
        />
        <Text size="sm" c="dimmed">
          The agreement decides again. Work that somebody began stays where it is until it is handed over.
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={same || reason.trim() === ''} loading={redecide.isPending}>
            Change it
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

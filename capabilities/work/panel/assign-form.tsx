/**
 * Giving an item to somebody of one's own side, or back to a team. The other side gets it by a hand-over only.
 */
import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useItemChange } from './item-change.ts';
import { type Item, useColleagues, workApi } from './work-data.ts';

export function AssignForm({ item, onClose }: { item: Item; onClose(): void }) {
  const { engagement, side, parties } = useSession();
  const colleagues = useColleagues();
  const [whom, setWhom] = useState<string | null>(null);
  const change = useItemChange('It was not given', onClose);
  const assign = useMutation(workApi.items.assign.mutationOptions(change));
  const members = (colleagues.data?.members ?? []).filter((member) => member.side === side && member.role !== 'employee');
  const teams = (colleagues.data?.teams ?? []).filter((team) => team.side === side);
  const submit = (): void => {
    const [kind, id = ''] = (whom ?? '').split(':');
    const to = kind === 'team' ? { memberId: null, team: id } : { memberId: id };
    assign.mutate({ engagementId: engagement.id, number: item.number, version: item.version, ...to });
  };
  return (
    <Stack>
      <Select
        label="To"
        searchable
        data-autofocus
        value={whom}
        onChange={setWhom}
        data={[
          { group: 'People', items: members.map((member) => ({ value: `member:${member.id}`, label: member.name })) },
          ...(teams.length === 0
            ? []
            : [{ group: 'Teams', items: teams.map((team) => ({ value: `team:${team.id}`, label: team.name })) }]),
        ]}
      />
      <Text size="sm" c="dimmed">
        {parties[side]} keeps it; custody does not move.
      </Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button disabled={whom === null} loading={assign.isPending} onClick={submit}>
          Give
        </Button>
      </Group>
    </Stack>
  );
}

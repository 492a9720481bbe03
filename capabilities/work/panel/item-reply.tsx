/**
 * Writing on an item. The audience stands above the text before the first letter is typed, with the sentence that says
 * who will read it; a private audience colours the box, so that a word meant for one side is not sent to both.
 */
import { Button, Group, SegmentedControl, Stack, Text, Textarea } from '@mantine/core';
import { announce } from '@tandem/platform/ui/announcement.tsx';
import { type Audience, audienceWords } from '@tandem/platform/ui/audience.tsx';
import { announceProblem } from '@tandem/platform/ui/problem.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { AttachFile } from './attach-file.tsx';
import { type Item, reasonFor, workApi } from './work-data.ts';

export function ItemReply({ item }: { item: Item }) {
  const { engagement } = useSession();
  const id = useId();
  const offered = item.writing.map((each) => each.audience);
  const [chosen, setChosen] = useState(() => (offered.includes('shared') ? 'shared' : offered[0]));
  const audience = item.writing.find((each) => each.audience === chosen) ?? item.writing[0];
  const [body, setBody] = useState('');
  const send = useSend(() => setBody(''));
  const reason = reasonFor(item, 'note');
  if (!audience || reason !== null) {
    return (
      <Text size="sm" c="dimmed">
        {reason ?? 'You may read this item, not write on it.'}
      </Text>
    );
  }
  const edge =
    audience.audience === 'internal' || audience.audience === 'provider' ? `var(--t-${audience.audience})` : 'var(--t-edge)';
  return (
    <form
      aria-labelledby={id}
      style={{
        border: '1px solid var(--t-line)',
        borderLeft: `3px solid ${edge}`,
        borderRadius: 12,
        background: 'var(--t-panel)',
        padding: '0.875rem 1rem',
      }}
      onSubmit={(event) => {
        event.preventDefault();
        if (body.trim() !== '')
          send.mutate({ engagementId: engagement.id, number: item.number, audience: audience.audience, body });
      }}
    >
      <Stack gap="xs">
        <AudienceChoice item={item} audience={audience.audience} readers={audience.readers} onChange={setChosen} id={id} />
        <Textarea
          aria-label="Note"
          placeholder="Write a note"
          autosize
          minRows={2}
          maxRows={14}
          value={body}
          onChange={(event) => setBody(event.currentTarget.value)}
          maxLength={20_000}
        />
        <Group justify="space-between">
          <AttachFile item={item} audience={audience.audience} />
          <Button type="submit" loading={send.isPending} disabled={body.trim() === ''}>
            Send
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function useSend(after: () => void) {
  const queries = useQueryClient();
  return useMutation(
    workApi.notes.create.mutationOptions({
      onSuccess: () => {
        after();
        announce('Sent.');
        void queries.invalidateQueries({ queryKey: workApi.items.key() });
      },
      onError: (error) => announceProblem(error, 'The note was not sent'),
    }),
  );
}

interface AudienceChoiceProps {
  item: Item;
  audience: Audience;
  /** The sentence that says who will read it. */
  readers: string;
  onChange(audience: Audience): void;
  /** Of the sentence, which names the form. */
  id: string;
}

function AudienceChoice({ item, audience, readers, onChange, id }: AudienceChoiceProps) {
  const { parties } = useSession();
  return (
    <Group gap="sm">
      {item.writing.length > 1 && (
        <SegmentedControl
          size="xs"
          aria-label="Who will read it"
          value={audience}
          onChange={(next) => onChange(next as Audience)}
          data={item.writing.map((each) => ({ value: each.audience, label: audienceWords(each.audience, parties) }))}
        />
      )}
      <Text size="sm" c="dimmed" id={id}>
        {readers}
      </Text>
    </Group>
  );
}

/**
 * What a draft is called, why it is made, from when it counts, who changed what in it, and closing it or opening it again.
 */
import { Button, Drawer, Group, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { announce } from '@tandem/platform/ui/announcement.tsx';
import { announceProblem } from '@tandem/platform/ui/problem.tsx';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { SideBadge } from '@tandem/platform/ui/side.tsx';
import { Moment } from '@tandem/platform/ui/time.tsx';
import { instantMs } from '@tandem/platform/ui/time-words.ts';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { OpenDraft } from './draft-data.ts';
import { agreementsApi } from './draft-store.ts';

export function DraftSettings({ open, opened, onClose }: { open: OpenDraft; opened: boolean; onClose(): void }) {
  return (
    <Drawer opened={opened} onClose={onClose} title="The draft" closeButtonProps={{ 'aria-label': 'Close' }}>
      {opened && (
        <Stack gap="lg" pb="lg">
          <Form open={open} />
          <Dates open={open} />
          <History open={open} />
        </Stack>
      )}
    </Drawer>
  );
}

function Form({ open }: { open: OpenDraft }) {
  const { engagement, reasonAgainst } = useSession();
  const { draft } = open;
  const [title, setTitle] = useState(draft.title);
  const [reason, setReason] = useState(draft.reason);
  const change = useMutation({
    ...agreementsApi.drafts.change.mutationOptions(),
    onSuccess: () => {
      announce('Kept.');
      void open.refresh();
    },
    onError: (error) => announceProblem(error, 'The draft was not changed'),
  });
  const path = { engagementId: engagement.id, draftId: draft.id };
  const may = reasonAgainst('agreements.draft.edit');
  const settled = draft.state === 'open' || draft.state === 'closed' ? null : open.reason;
  const same = title.trim() === draft.title && reason.trim() === draft.reason;
  return (
    <Stack gap="sm">
      <TextInput label="Name" value={title} maxLength={200} onChange={(event) => setTitle(event.currentTarget.value)} />
      <Textarea
        label="Why it is made"
        autosize
        minRows={2}
        value={reason}
        maxLength={2_000}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group gap="xs">
        <ReasonButton
          reason={may ?? settled ?? (same ? 'Nothing was changed.' : title.trim() === '' ? 'The draft needs a name.' : null)}
          loading={change.isPending}
          onClick={() => change.mutate({ ...path, title, reason })}
        >
          Keep
        </ReasonButton>
        <ReasonButton
          variant="default"
          reason={may ?? settled}
          onClick={() => change.mutate({ ...path, state: draft.state === 'closed' ? 'open' : 'closed' })}
        >
          {draft.state === 'closed' ? 'Open it again' : 'Close the draft'}
        </ReasonButton>
      </Group>
    </Stack>
  );
}

function Dates({ open }: { open: OpenDraft }) {
  const version = open.draft.file.matrix[0];
  const put = (key: 'from' | 'to', value: string) =>
    open.edit(({ file, terms }) => ({
      terms,
      file: {
        ...file,
        matrix: file.matrix.map((each) => {
          const { to, ...rest } = each;
          if (key === 'from') return { ...each, from: value };
          return value === '' ? rest : { ...rest, to: value };
        }),
      },
    }));
  return (
    <Group grow align="flex-start">
      <TextInput
        type="date"
        label="Counts from"
        value={version?.from ?? ''}
        disabled={open.reason !== null}
        onChange={(event) => event.currentTarget.value && put('from', event.currentTarget.value)}
      />
      {open.draft.kind === 'emergency' && (
        <TextInput
          type="date"
          label="Last day"
          value={version?.to ?? ''}
          disabled={open.reason !== null}
          onChange={(event) => put('to', event.currentTarget.value)}
        />
      )}
    </Group>
  );
}

function History({ open }: { open: OpenDraft }) {
  const { engagement } = useSession();
  const history = useInfiniteQuery({
    ...agreementsApi.drafts.edits.infiniteOptions({
      input: (after: string | undefined) => ({
        engagementId: engagement.id,
        draftId: open.draft.id,
        limit: 20,
        ...(after && { after }),
      }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.next ?? undefined,
    }),
    staleTime: 0,
  });
  const items = history.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section>
      <Title order={3} size="sm" mb={6}>
        Who changed what
      </Title>
      {items.length === 0 && <Text c="dimmed">{history.isPending ? 'Reading…' : 'Nobody has changed it yet.'}</Text>}
      <Stack gap="sm">
        {items.map((edit) => (
          <div key={edit.revision}>
            <Group gap="xs">
              <SideBadge side={edit.side} label={edit.name} size="xs" />
              <Text size="xs" c="dimmed">
                <Moment at={instantMs(edit.at)} />
              </Text>
            </Group>
            {edit.sentences.map((sentence) => (
              <Text key={sentence} size="sm">
                {sentence}
              </Text>
            ))}
            {edit.more > 0 && <Text size="sm">and {edit.more} more</Text>}
          </div>
        ))}
        {history.hasNextPage && (
          <Button variant="default" size="compact-sm" onClick={() => void history.fetchNextPage()}>
            Earlier
          </Button>
        )}
      </Stack>
    </section>
  );
}

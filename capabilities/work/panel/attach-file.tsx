/**
 * Attaching a file, for the audience that is chosen for the note beside it.
 */
import { Button, FileButton } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { announce } from '@tandem/platform/ui/announcement.tsx';
import type { Audience } from '@tandem/platform/ui/audience.tsx';
import { announceProblem } from '@tandem/platform/ui/problem.tsx';
import { decodeProblem } from '@tandem/platform/ui/problem-facts.ts';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type Item, reasonFor, workApi } from './work-data.ts';

export function AttachFile({ item, audience }: { item: Item; audience: Audience }) {
  const { engagement } = useSession();
  const queries = useQueryClient();
  const upload = useMutation({
    mutationFn: (file: File) =>
      send(`/api/engagements/${engagement.id}/work/items/${item.number}/attachments?audience=${audience}`, file),
    onSuccess: () => {
      announce('The file is attached.');
      void queries.invalidateQueries({ queryKey: workApi.items.key() });
    },
    onError: (error) => announceProblem(error, 'The file was not attached'),
  });
  const reason = reasonFor(item, 'attach');
  return (
    <FileButton onChange={(file) => file && upload.mutate(file)} disabled={reason !== null}>
      {(props) => (
        <Button
          {...props}
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPaperclip size={15} />}
          loading={upload.isPending}
          title={reason ?? 'At most 10 MiB'}
        >
          Attach a file
        </Button>
      )}
    </FileButton>
  );
}

async function send(address: string, file: File): Promise<void> {
  const body = new FormData();
  body.append('file', file);
  const response = await fetch(address, { method: 'POST', body, credentials: 'same-origin' });
  if (!response.ok)
    throw decodeProblem(await response.json().catch(() => null), response.status, response.headers.get('x-request-id'));
}

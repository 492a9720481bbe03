/**
 * Notifications as their screens know them: the typed client, the shapes, and the unread count, which follows the server
 * live. An inbox notice says nothing but that something changed; what it is, the screen asks for.
 */
import { createApi } from '@tandem/platform/ui/api.ts';
import { useLive } from '@tandem/platform/ui/live.ts';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { notificationsContract } from '../contract.ts';

export const notificationsApi = createApi(notificationsContract);

export type Notice = Awaited<ReturnType<typeof notificationsApi.inbox.list.call>>['items'][number];
export type Preference = Awaited<ReturnType<typeof notificationsApi.preference.read.call>>;
export type Webhook = Awaited<ReturnType<typeof notificationsApi.webhooks.list.call>>['items'][number];
export type Delivery = Awaited<ReturnType<typeof notificationsApi.deliveries.call>>['items'][number];
export type Finding = Awaited<ReturnType<typeof notificationsApi.findings.call>>['items'][number];
export type Mail = Awaited<ReturnType<typeof notificationsApi.mailbox.call>>['items'][number];

export function useUnread() {
  const { engagement } = useSession();
  const queries = useQueryClient();
  useLive(['notifications'], () => void queries.invalidateQueries({ queryKey: notificationsApi.inbox.key() }));
  return useQuery(notificationsApi.inbox.count.queryOptions({ input: { engagementId: engagement.id } }));
}

export function useInbox(unread: boolean, limit: number) {
  const { engagement } = useSession();
  return useInfiniteQuery(
    notificationsApi.inbox.list.infiniteOptions({
      input: (after: string | undefined) => ({
        engagementId: engagement.id,
        unread: unread ? ('yes' as const) : ('no' as const),
        limit,
        ...(after === undefined ? {} : { after }),
      }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  );
}

/** Marks lines as read; `all` is every line there is. */
export function useMarkRead() {
  const { engagement } = useSession();
  const queries = useQueryClient();
  const mark = useMutation({
    ...notificationsApi.inbox.read.mutationOptions(),
    onSuccess: () => queries.invalidateQueries({ queryKey: notificationsApi.inbox.key() }),
  });
  return (ids: 'all' | string[]) => mark.mutate({ engagementId: engagement.id, ids });
}

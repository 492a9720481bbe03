/**
 * Account: what proves that it is you, where you are signed in, and the keys that speak for you in this engagement.
 * Whatever hands out or takes away access asks for a fresh proof.
 */
import { SimpleGrid, Skeleton, Stack } from '@mantine/core';
import { Page } from '@tandem/platform/ui/page.tsx';
import { ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { useQuery } from '@tanstack/react-query';
import { AccountCode } from './account-code.tsx';
import { AccountKeys } from './account-keys.tsx';
import { AccountPasskeys } from './account-passkeys.tsx';
import { AccountPassword } from './account-password.tsx';
import { AccountSessions } from './account-sessions.tsx';
import { identityApi } from './auth-client.ts';

export function AccountScreen() {
  const account = useQuery(identityApi.account.queryOptions());
  return (
    <Page title="Your account" sub={account.data ? `${account.data.name} · ${account.data.email}` : undefined}>
      {account.error && (
        <ProblemNote error={account.error} what="Your account could not be read" onRetry={() => void account.refetch()} />
      )}
      {account.isPending && <Skeleton h={420} radius="lg" role="status" aria-label="Loading" />}
      {account.data && (
        <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md" verticalSpacing="md">
          <Stack gap="md">
            <AccountPassword account={account.data} />
            <AccountCode account={account.data} />
            <AccountPasskeys account={account.data} />
          </Stack>
          <Stack gap="md">
            <AccountSessions />
            <AccountKeys />
          </Stack>
        </SimpleGrid>
      )}
    </Page>
  );
}

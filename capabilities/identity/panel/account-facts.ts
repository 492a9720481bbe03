/**
 * What the parts of the account screen share: the account itself, and asking for it again after a change.
 */
import { useQueryClient } from '@tanstack/react-query';
import { identityApi } from './auth-client.ts';

export type Account = Awaited<ReturnType<typeof identityApi.account.call>>;

export interface AccountProps {
  account: Account;
}

export function useRefreshAccount(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: identityApi.key() });
}

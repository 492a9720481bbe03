/**
 * How many findings block signing, beside the navigation's entry; silent when the year is covered.
 */
import { useSession } from '@tandem/platform/ui/session.ts';
import { NavCount } from '@tandem/platform/ui/shell-nav.tsx';
import { useQuery } from '@tanstack/react-query';
import { agreementApi } from './agreement.ts';

export function ProofCount() {
  const { engagement, reasonAgainst } = useSession();
  const may = reasonAgainst('responsibility.proof.read') === null;
  const { data } = useQuery({ ...agreementApi.proof.queryOptions({ input: { engagementId: engagement.id } }), enabled: may });
  return (
    <NavCount
      count={data?.findings.filter((finding) => finding.severity === 'error').length}
      tone="gap"
      words="findings block signing"
    />
  );
}

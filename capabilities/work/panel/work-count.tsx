/**
 * How much work is open, beside the navigation's entry; fresh with every notice of work.
 */
import { NavCount } from '@tandem/platform/ui/shell-nav.tsx';
import { useCounts } from './work-data.ts';

export function WorkCount() {
  const { data } = useCounts();
  return <NavCount count={data?.views.open} words="open" />;
}

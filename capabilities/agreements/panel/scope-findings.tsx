/**
 * What the check and the proof say about the facts themselves (people, teams, rotas, sites) and not about single rows.
 */
import { Panel } from '@tandem/platform/ui/panel.tsx';
import type { OpenDraft } from './draft-data.ts';
import { useFindings } from './draft-findings.ts';
import { useDraftNames } from './draft-names.ts';
import { FindingGroups } from './finding-groups.tsx';

export function FactsFindings({ open }: { open: OpenDraft }) {
  const { examination } = useFindings(open.draft);
  const names = useDraftNames(open.draft.file);
  const about = (examination?.findings ?? []).filter(({ function: name, severity }) => name === null && severity !== 'info');
  if (about.length === 0) return null;
  return (
    <Panel title="What the proof says of these facts">
      <FindingGroups open={open} names={names} findings={about} />
    </Panel>
  );
}

/**
 * What the check and the proof say about the facts themselves (people, teams, rotas, sites) and not about single rows.
 */
import { Stack, Text } from '@mantine/core';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import type { OpenDraft } from './draft-data.ts';
import { useFindings } from './draft-findings.ts';
import { useDraftNames } from './draft-names.ts';
import { takeStep } from './draft-state.ts';
import { FindingLine } from './matrix-line.tsx';

const shownMost = 20;

export function FactsFindings({ open }: { open: OpenDraft }) {
  const { examination } = useFindings(open.draft);
  const names = useDraftNames(open.draft.file);
  const about = (examination?.findings ?? []).filter(({ function: name, severity }) => name === null && severity !== 'info');
  if (about.length === 0) return null;
  return (
    <Panel title="What the proof says of these facts">
      <Stack gap={6}>
        {about.slice(0, shownMost).map((finding) => (
          <FindingLine
            key={finding.key}
            finding={finding}
            names={names}
            locked={open.reason}
            onFix={(fix) =>
              open.edit((agreement) => takeStep(agreement, { file: [], terms: [], [fix.in]: fix.changes }).agreement)
            }
          />
        ))}
        {about.length > shownMost && <Text c="dimmed">and {about.length - shownMost} more, on the proof</Text>}
      </Stack>
    </Panel>
  );
}

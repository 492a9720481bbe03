/**
 * The facts of a draft: who there is, when they work, what is wanted, and the rules that hold for every row. It is the one
 * place where these are edited, and from them it drafts the rows of the matrix.
 */

import { SimpleGrid, Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { OpenDraft } from './draft-data.ts';
import { DraftFrame } from './draft-frame.tsx';
import { AbsencesPanel } from './scope-absences.tsx';
import { FactsFindings } from './scope-findings.tsx';
import { PeoplePanel, TeamsPanel, VendorsPanel } from './scope-people.tsx';
import { RotasPanel } from './scope-rotas.tsx';
import { RowsPanel } from './scope-rows.tsx';
import { ApprovalPanel, GapsPanel, OverflowPanel, TargetsPanel } from './scope-rules.tsx';
import { SitesPanel } from './scope-sites.tsx';
import { SizePanel, TimePanel } from './scope-time.tsx';
import { factsOf } from './scope-view.ts';
import { WantedPanel } from './scope-wanted.tsx';

export function ScopeScreen() {
  return <DraftFrame tab="scope">{(open) => <Scope key={open.draft.id} open={open} />}</DraftFrame>;
}

function Scope({ open }: { open: OpenDraft }) {
  const { file, terms } = open.draft;
  const facts = useMemo(() => factsOf({ file, terms }), [file, terms]);
  return (
    <Stack gap="md">
      <Text c="dimmed" maw={720}>
        Say what is so; the rows follow from it. Everything here is kept in the draft, and both sides see it.
      </Text>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <Stack gap="md">
          <PeoplePanel open={open} />
          <TeamsPanel open={open} />
          <VendorsPanel open={open} />
          <RotasPanel open={open} />
          <AbsencesPanel open={open} />
          <ApprovalPanel open={open} />
          <TargetsPanel open={open} />
          <GapsPanel open={open} />
        </Stack>
        <Stack gap="md">
          <SizePanel open={open} />
          <TimePanel open={open} />
          <SitesPanel open={open} />
          <WantedPanel open={open} facts={facts} />
          <OverflowPanel open={open} />
        </Stack>
      </SimpleGrid>
      <FactsFindings open={open} />
      <RowsPanel open={open} facts={facts} />
    </Stack>
  );
}

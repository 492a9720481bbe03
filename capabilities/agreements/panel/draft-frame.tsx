/**
 * What stands around every tab of a draft: its name and state, who edited it, the way between the tabs, whether our own
 * edits are kept, and what met somebody else's change. The tab itself is drawn once the draft is there.
 */
import { Alert, Button, Group, Skeleton, Stack, Text, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconArrowBackUp, IconArrowForwardUp, IconMessage, IconSettings } from '@tabler/icons-react';
import { useNavigation } from '@tandem/platform/ui/navigation.tsx';
import { Page } from '@tandem/platform/ui/page.tsx';
import { PlaceTabs } from '@tandem/platform/ui/place-tabs.tsx';
import { ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { SideBadge } from '@tandem/platform/ui/side.tsx';
import { dateWords } from '@tandem/platform/ui/time-words.ts';
import { Fragment, type ReactNode, useEffect, useState } from 'react';
import { CommentsAround } from './comments/comments-around.tsx';
import { useCommentsHere } from './comments/comments-here.ts';
import { ConflictList } from './draft-conflicts.tsx';
import { type Draft, type OpenDraft, useDraft } from './draft-data.ts';
import { DraftSettings } from './draft-settings.tsx';
import { kindWords, stateWords } from './draft-words.ts';

/** The tabs that a draft has, in the order in which it is written. Each is a screen: `/agreement/{draftId}/{id}`. */
const tabs = [
  { id: 'scope', label: 'Scope' },
  { id: 'matrix', label: 'Matrix' },
  { id: 'decisions', label: 'Decisions' },
  { id: 'proof', label: 'Proof' },
  { id: 'replay', label: 'Replay' },
  { id: 'price', label: 'Price' },
  { id: 'statement', label: 'Statement of work' },
  { id: 'sign', label: 'Sign' },
] as const;

type DraftTab = (typeof tabs)[number]['id'];

export const tabName = (tab: DraftTab): string => tabs.find(({ id }) => id === tab)?.label ?? tab;

/** The draft that the address names: `/agreement/{draftId}/matrix`. */
export function useDraftId(): string {
  return useNavigation().place.split('/')[2] ?? '';
}

export function DraftFrame({ tab, children }: { tab: DraftTab; children(open: OpenDraft): ReactNode }) {
  const draftId = useDraftId();
  const { open, error, retry } = useDraft(draftId);
  const placeOf = (id: DraftTab): string => `/agreement/${draftId}/${id}`;
  if (open === null)
    return (
      <Page title="The next agreement">
        {error ? (
          <ProblemNote error={error} what="The draft could not be read" onRetry={retry} />
        ) : (
          <Skeleton h={420} radius="lg" role="status" aria-label="Reading the draft" />
        )}
      </Page>
    );
  return (
    <CommentsAround open={open}>
      <Page title={open.draft.title} sub={<About draft={open.draft} />} actions={<Actions open={open} />}>
        <PlaceTabs
          label="Parts of the draft"
          tabs={tabs.map(({ id, label }) => ({ to: placeOf(id), label }))}
          current={placeOf(tab)}
        />
        {open.reason !== null && (
          <Text size="sm" c="dimmed" role="status">
            {open.reason}
          </Text>
        )}
        {open.saving === 'failed' && <NotKept open={open} />}
        <ConflictList open={open} />
        {children(open)}
      </Page>
    </CommentsAround>
  );
}

function About({ draft }: { draft: Draft }) {
  const from = draft.file.matrix[0]?.from;
  return (
    <>
      {kindWords[draft.kind]}, {stateWords[draft.state]}
      {from && `, to begin ${dateWords(from)}`}
      {draft.editors.length > 0 && ', edited by '}
      {draft.editors.slice(0, 4).map((editor) => (
        <Fragment key={editor.memberId}>
          <SideBadge side={editor.side} label={editor.name} size="xs" />{' '}
        </Fragment>
      ))}
    </>
  );
}

const savingWords = { saved: 'Kept', waiting: 'Not kept yet', saving: 'Keeping…', failed: 'Not kept' };

function Actions({ open }: { open: OpenDraft }) {
  const [settings, setSettings] = useState(false);
  useUndoKeys(open);
  return (
    <>
      <Text size="sm" c={open.saving === 'failed' ? 'red' : 'dimmed'} aria-live="polite" miw={{ base: 0, sm: 80 }} ta="right">
        {savingWords[open.saving]}
      </Text>
      <Tooltip label="Undo (Ctrl-Z)">
        <ReasonButton
          variant="default"
          px="xs"
          aria-label="Undo"
          reason={open.reason ?? (open.canUndo ? null : 'There is nothing to undo.')}
          onClick={open.undo}
        >
          <IconArrowBackUp size={16} />
        </ReasonButton>
      </Tooltip>
      <Tooltip label="Redo (Ctrl-Shift-Z)">
        <ReasonButton
          variant="default"
          px="xs"
          aria-label="Redo"
          reason={open.reason ?? (open.canRedo ? null : 'There is nothing to redo.')}
          onClick={open.redo}
        >
          <IconArrowForwardUp size={16} />
        </ReasonButton>
      </Tooltip>
      <CommentsButton />
      <Button variant="default" px={{ base: 'xs', sm: 'md' }} aria-label="Settings" onClick={() => setSettings(true)}>
        <IconSettings size={16} />
        <Text span inherit visibleFrom="sm" ml={10}>
          Settings
        </Text>
      </Button>
      <DraftSettings open={open} opened={settings} onClose={() => setSettings(false)} />
    </>
  );
}

function CommentsButton() {
  const { openCount, open } = useCommentsHere();
  return (
    <Button variant="default" px={{ base: 'xs', sm: 'md' }} leftSection={<IconMessage size={16} />} onClick={() => open('all')}>
      Comments{openCount > 0 && ` (${openCount} open)`}
    </Button>
  );
}

/** Ctrl-Z takes a step of the draft back, unless the cursor is in a field, which has undoing of its own. */
function useUndoKeys(open: OpenDraft): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, [contenteditable="true"]');
      if (typing || open.reason !== null || !(event.ctrlKey || event.metaKey)) return;
      const key = event.key.toLowerCase();
      if (key !== 'z' && key !== 'y') return;
      event.preventDefault();
      if (key === 'y' || event.shiftKey) open.redo();
      else open.undo();
    };
    globalThis.addEventListener('keydown', press);
    return () => globalThis.removeEventListener('keydown', press);
  }, [open]);
}

function NotKept({ open }: { open: OpenDraft }) {
  return (
    <Stack gap="xs">
      <ProblemNote error={open.error} what="Your last edit was not kept" />
      <Alert variant="outline" color="gray" icon={<IconAlertTriangle />} p="xs">
        <Group gap="xs">
          <Text size="sm">It is still on this page. Change it, undo it, try again, or give up what was not kept.</Text>
          <Button size="compact-sm" variant="default" onClick={() => void open.refresh()}>
            Try again
          </Button>
          <Button size="compact-sm" variant="default" onClick={open.discard}>
            Give up what was not kept
          </Button>
        </Group>
      </Alert>
    </Stack>
  );
}

/**
 * The aside with comments: the threads of one place with a box to begin another, or the list of the whole draft, filtered.
 */
import { Button, Drawer, Group, SegmentedControl, Skeleton, Stack, Switch, Text } from '@mantine/core';
import { type Audience, audienceWords } from '@tandem/platform/ui/audience.tsx';
import { Empty } from '@tandem/platform/ui/empty.tsx';
import { useQueryState } from '@tandem/platform/ui/navigation.tsx';
import { ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useState } from 'react';
import { type Place, placeKey } from '../../comments/contract.ts';
import type { Draft } from '../draft-data.ts';
import { useDraftNames } from '../draft-names.ts';
import { rowsOf } from '../matrix-edit.ts';
import { CommentForm } from './comment-form.tsx';
import { CommentThread } from './comment-thread.tsx';
import { sayPlace } from './comment-words.ts';
import classes from './comments.module.css';
import { useCommentDeeds } from './comments-data.ts';
import type { CommentsHere } from './comments-here.ts';
import { type CommentAudience, isOpen, isWithin, mentions, type Thread } from './comments-view.ts';

interface CommentsDrawerProps {
  here: CommentsHere;
  draft: Draft;
}

export function CommentsDrawer({ here, draft }: CommentsDrawerProps) {
  const names = useDraftNames(draft.file);
  const { opened, error, isPending } = here;
  const [row] = useQueryState('row');
  const isRowOpen = rowsOf(draft.file).some(({ id }) => id === row);
  const said = opened === null || opened === 'all' ? null : sayPlace(opened, draft, names);
  return (
    <Drawer
      opened={opened !== null}
      onClose={() => here.open(null)}
      title={said === null ? 'Comments' : said.field === null ? said.title : `${said.title}, ${said.field}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
      {...(isRowOpen && nextToRow)}
    >
      {error !== null && here.threads.length === 0 ? (
        <ProblemNote error={error} what="The comments could not be read" onRetry={here.retry} />
      ) : isPending ? (
        <Skeleton h={160} radius="md" role="status" aria-label="Reading the comments" />
      ) : opened === 'all' ? (
        <AllThreads here={here} draft={draft} />
      ) : opened === null ? null : (
        <PlaceThreads key={placeKey(opened)} place={opened} here={here} draft={draft} />
      )}
    </Drawer>
  );
}

/** The row in full stays to be read beside what is said about it. */
const nextToRow = { classNames: { inner: classes.nextToRow }, overlayProps: { backgroundOpacity: 0 }, zIndex: 210 };

function PlaceThreads({ place, here, draft }: CommentsDrawerProps & { place: Place }) {
  const { threads, threadId, reason } = here;
  const deeds = useCommentDeeds(here.draftId);
  const names = useDraftNames(draft.file);
  const all = threads.filter(({ first }) => isWithin(first.place, place));
  const soughtSettled = all.some((thread) => thread.first.id === threadId && !isOpen(thread));
  const [withSettled, setWithSettled] = useState(soughtSettled);
  const settled = all.filter((thread) => !isOpen(thread));
  const shown = withSettled ? all : all.filter(isOpen);
  const { isThere } = sayPlace(place, draft, names);
  return (
    <Stack gap="md" pb="lg">
      <Group justify="space-between" gap="xs">
        <Button size="compact-sm" variant="default" onClick={() => here.open('all')}>
          All comments
        </Button>
        {settled.length > 0 && (
          <Switch
            size="sm"
            label={`Settled too (${settled.length})`}
            checked={withSettled}
            onChange={(event) => setWithSettled(event.currentTarget.checked)}
          />
        )}
      </Group>
      {threadId !== null && !threads.some(({ first }) => first.id === threadId) && (
        <Text size="sm" role="status">
          The thread that led you here was taken back.
        </Text>
      )}
      {shown.length === 0 && (
        <Empty title={settled.length > 0 ? 'Everything here is settled.' : 'Nobody has written here yet.'}>
          Ask what is unclear, or say why it should be so. Whoever is mentioned is told at once.
        </Empty>
      )}
      {shown.map((thread) => (
        <CommentThread
          key={thread.first.id}
          thread={thread}
          place={placeKey(thread.first.place) === placeKey(place) ? null : <FieldOf thread={thread} draft={draft} />}
          sought={thread.first.id === threadId}
          deeds={deeds}
          reason={reason}
        />
      ))}
      <NewThread place={place} here={here} isThere={isThere} deeds={deeds} />
    </Stack>
  );
}

/** The field of a thread that is shown with its row. */
function FieldOf({ thread, draft }: { thread: Thread; draft: Draft }) {
  const { field } = sayPlace(thread.first.place, draft, useDraftNames(draft.file));
  return (
    <Text size="xs" fw={600}>
      {field}
    </Text>
  );
}

interface NewThreadProps {
  place: Place;
  here: CommentsHere;
  isThere: boolean;
  deeds: ReturnType<typeof useCommentDeeds>;
}

function NewThread({ place, here, isThere, deeds }: NewThreadProps) {
  const { parties, side } = useSession();
  const [audience, setAudience] = useState<CommentAudience>('shared');
  if (here.reason !== null)
    return (
      <Text size="sm" c="dimmed" role="status">
        {here.reason}
      </Text>
    );
  if (!isThere)
    return (
      <Text size="sm" c="dimmed">
        What this stood on is no longer in the draft. The threads stay, and can be answered and settled.
      </Text>
    );
  const readers =
    audience === 'shared'
      ? `${parties.internal} and ${parties.provider} will read it.`
      : `Only ${parties[side]} will read it. The other side is not told that it exists.`;
  return (
    <CommentForm
      where={`new ${here.draftId} ${placeKey(place)}`}
      label="Write a comment"
      send="Comment"
      audience={audience}
      reason={here.reason}
      focused
      onSend={(words, key) => deeds.begin(place, audience, words, key)}
    >
      <SegmentedControl
        size="xs"
        aria-label="Who will read it"
        value={audience}
        onChange={(next) => setAudience(next as CommentAudience)}
        data={(['shared', side] as Audience[]).map((each) => ({
          value: each,
          label: each === 'shared' ? 'Both sides' : audienceWords(each, parties),
        }))}
      />
      <Text size="xs" c="dimmed">
        {readers}
      </Text>
    </CommentForm>
  );
}

const filters = { open: 'Open', settled: 'Settled', mentions: 'Mention me' };
type Filter = keyof typeof filters;

const emptyWords: Record<Filter, string> = {
  open: 'No thread is open.',
  settled: 'No thread is settled.',
  mentions: 'No thread mentions you.',
};

function AllThreads({ here, draft }: CommentsDrawerProps) {
  const { memberId } = useSession();
  const [filter, setFilter] = useState<Filter>('open');
  const deeds = useCommentDeeds(here.draftId);
  const passes = (thread: Thread, by: Filter): boolean =>
    by === 'mentions' ? mentions(thread, memberId) : isOpen(thread) === (by === 'open');
  const shown = here.threads.filter((thread) => passes(thread, filter)).toReversed();
  const count = (by: Filter) => here.threads.filter((thread) => passes(thread, by)).length;
  return (
    <Stack gap="md" pb="lg">
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label="Which threads"
        value={filter}
        onChange={(next) => setFilter(next as Filter)}
        data={Object.entries(filters).map(([value, label]) => ({ value, label: `${label} (${count(value as Filter)})` }))}
      />
      <Button size="compact-sm" variant="default" onClick={() => here.open({ on: 'draft' })} style={{ alignSelf: 'start' }}>
        Comment on the whole draft
      </Button>
      {shown.length === 0 && (
        <Empty title={emptyWords[filter]}>
          Choose a cell of the matrix and press C, or open a row or a question, to write where it belongs.
        </Empty>
      )}
      {shown.map((thread) => (
        <CommentThread
          key={thread.first.id}
          thread={thread}
          place={<PlaceOf thread={thread} here={here} draft={draft} />}
          sought={false}
          deeds={deeds}
          reason={here.reason}
        />
      ))}
    </Stack>
  );
}

/** Where a thread of the list stands, as the way there. */
function PlaceOf({ thread, here, draft }: CommentsDrawerProps & { thread: Thread }) {
  const { place, id } = thread.first;
  const { title, field, isThere } = sayPlace(place, draft, useDraftNames(draft.file));
  const words = field === null ? title : `${title}, ${field}`;
  if (!isThere)
    return (
      <Text size="xs" c="dimmed" fs="italic">
        {words}
      </Text>
    );
  return (
    <button type="button" className={classes.place} onClick={() => here.open(place, id)}>
      {words}
    </button>
  );
}

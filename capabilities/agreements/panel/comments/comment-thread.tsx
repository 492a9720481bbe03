/**
 * One thread: who wrote what, for whom, with answers below, and what the reader may do about it. A settled thread stays
 * readable and can be opened again.
 */
import { Button, Group, Text } from '@mantine/core';
import { AudienceBadge } from '@tandem/platform/ui/audience.tsx';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { SideBadge } from '@tandem/platform/ui/side.tsx';
import { Moment } from '@tandem/platform/ui/time.tsx';
import { instantMs } from '@tandem/platform/ui/time-words.ts';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { CommentForm } from './comment-form.tsx';
import classes from './comments.module.css';
import type { CommentDeeds } from './comments-data.ts';
import { type Comment, partsOf, type Thread } from './comments-view.ts';
import { beginWords } from './words-kept.ts';

interface CommentThreadProps {
  thread: Thread;
  /** Where it stands, when that is not said around it. */
  place?: ReactNode;
  /** A link led here: it is brought into view. */
  sought: boolean;
  deeds: CommentDeeds;
  /** Why nothing can be written; null when it can. */
  reason: string | null;
}

export function CommentThread({ thread, place, sought, deeds, reason }: CommentThreadProps) {
  const { first, replies } = thread;
  const { reasonAgainst } = useSession();
  const [replying, setReplying] = useState(false);
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    if (sought) box.current?.scrollIntoView({ block: 'center' });
  }, [sought]);
  const settled = first.settled;
  const waits = first.sending ? 'It is being sent.' : null;
  const threadDeeds = !replying && (
    <>
      <QuietButton reason={reason ?? waits} onClick={() => setReplying(true)}>
        Answer
      </QuietButton>
      <QuietButton
        reason={reasonAgainst('agreements.comment.settle') ?? reason ?? waits}
        onClick={() => void deeds.settle(first, settled === null)}
      >
        {settled === null ? 'Settle' : 'Open again'}
      </QuietButton>
    </>
  );
  return (
    <article
      ref={box}
      className={classes.thread}
      aria-label={`Thread of ${first.author.name}`}
      data-audience={first.audience === 'shared' ? undefined : first.audience}
      data-sought={sought || undefined}
      data-settled={settled !== null || undefined}
    >
      {place}
      <Said comment={first} deeds={deeds} reason={reason}>
        {replies.length === 0 && threadDeeds}
      </Said>
      {replies.length > 0 && (
        <div className={classes.replies}>
          {replies.map((reply) => (
            <Said key={reply.id} comment={reply} deeds={deeds} reason={reason}>
              {reply === replies.at(-1) && threadDeeds}
            </Said>
          ))}
        </div>
      )}
      {settled !== null && (
        <Text size="xs" c="dimmed">
          Settled by {settled.name}, <Moment at={instantMs(settled.at)} />
        </Text>
      )}
      {replying && (
        <CommentForm
          where={`reply ${first.id}`}
          label="Answer"
          send="Answer"
          audience={first.audience}
          reason={reason}
          focused
          onSend={(words, key) => deeds.reply(first, words, key)}
          onDone={() => setReplying(false)}
        />
      )}
    </article>
  );
}

interface QuietButtonProps {
  reason: string | null;
  onClick(): void;
  children: ReactNode;
}

function QuietButton(props: QuietButtonProps) {
  return <ReasonButton size="compact-xs" variant="subtle" color="gray" {...props} />;
}

function DeedsRow({ children }: { children: ReactNode }) {
  return (
    <Group gap={4} mt={2} ml={-8}>
      {children}
    </Group>
  );
}

interface SaidProps {
  comment: Comment;
  deeds: CommentDeeds;
  reason: string | null;
  /** What may be done about the thread, under what was said last in it. */
  children?: ReactNode;
}

function Said({ comment, deeds, reason, children }: SaidProps) {
  const { memberId } = useSession();
  const [changing, setChanging] = useState(false);
  const { author, audience, body, takenBack, sending } = comment;
  if (takenBack)
    return (
      <div>
        <Text size="sm" c="dimmed" fs="italic">
          {author.name} took this back.
        </Text>
        {children && <DeedsRow>{children}</DeedsRow>}
      </div>
    );
  const begin = (): void => {
    beginWords(`change ${comment.id}`, body);
    setChanging(true);
  };
  const isOwn = author.memberId === memberId && !sending;
  return (
    <div>
      <Group gap={6} justify="space-between" wrap="nowrap" align="baseline">
        <Group gap={6}>
          <SideBadge side={author.side} label={author.name} size="xs" />
          {audience !== 'shared' && comment.parentId === null && <AudienceBadge audience={audience} />}
        </Group>
        <Text size="xs" c="dimmed" className={classes.when}>
          {sending ? 'sending…' : <Moment at={instantMs(comment.writtenAt)} />}
          {comment.editedAt !== null && ', changed'}
        </Text>
      </Group>
      {changing ? (
        <ChangeForm comment={comment} deeds={deeds} reason={reason} onDone={() => setChanging(false)} />
      ) : (
        <Text size="sm" className={classes.body}>
          <Body body={body} mentioned={comment.mentioned} />
        </Text>
      )}
      {!isOwn && children && <DeedsRow>{children}</DeedsRow>}
      {isOwn && !changing && (
        <Own comment={comment} deeds={deeds} reason={reason} onChange={begin}>
          {children}
        </Own>
      )}
    </div>
  );
}

function Body({ body, mentioned }: Pick<Comment, 'body' | 'mentioned'>) {
  return partsOf(body, mentioned).map(({ text, person }, index) =>
    person === null ? (
      text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have no other name than their place
      <strong key={index}>{text}</strong>
    ),
  );
}

function ChangeForm({ comment, deeds, reason, onDone }: SaidProps & { onDone(): void }) {
  return (
    <CommentForm
      where={`change ${comment.id}`}
      label="Your comment"
      send="Keep"
      audience={comment.audience}
      reason={reason}
      focused
      onSend={(words) => deeds.change(comment, words)}
      onDone={onDone}
    />
  );
}

/** What the writer may do with their own words. Taking back asks once more in the same place. */
function Own({ comment, deeds, reason, onChange, children }: SaidProps & { onChange(): void }) {
  const [asking, setAsking] = useState(false);
  if (asking)
    return (
      <Group gap="xs" mt={4}>
        <Text size="xs">Take it back? The words are gone then.</Text>
        <Button size="compact-xs" color="red" variant="outline" onClick={() => void deeds.takeBack(comment)}>
          Take back
        </Button>
        <Button size="compact-xs" variant="default" onClick={() => setAsking(false)} data-autofocus>
          Leave it
        </Button>
      </Group>
    );
  return (
    <DeedsRow>
      {children}
      <QuietButton reason={reason} onClick={onChange}>
        Change
      </QuietButton>
      <QuietButton reason={reason} onClick={() => setAsking(true)}>
        Take back
      </QuietButton>
    </DeedsRow>
  );
}

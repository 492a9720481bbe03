/**
 * Writing a comment: the box, who will read it, how much room is left, and why it cannot be sent. Ctrl-Enter sends. What
 * was typed stays until it is kept by the server, whatever happens to the form meanwhile.
 */
import { Button, Group, Stack, Text } from '@mantine/core';
import { announce } from '@tandem/platform/ui/announcement.tsx';
import { announceProblem, ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { commentCharactersMost } from '../../comments/contract.ts';
import classes from './comments.module.css';
import { type Reader, useReaders, type Words } from './comments-data.ts';
import { type CommentAudience, mentionedIn, roomWords } from './comments-view.ts';
import { MentionBox } from './mention-box.tsx';
import { keepWords, useKeptWords } from './words-kept.ts';

interface CommentFormProps {
  /** Where the words are kept while they are not sent. */
  where: string;
  label: string;
  send: string;
  audience: CommentAudience;
  /** Why nothing can be written. */
  reason: string | null;
  /** Above the box: who will read it. */
  children?: ReactNode;
  focused?: boolean;
  onSend(words: Words, key: string): Promise<void>;
  onDone?: (() => void) | undefined;
}

export function CommentForm(props: CommentFormProps) {
  const { where, label, send, audience, reason, children, focused, onDone } = props;
  const [{ body }, setBody] = useKeptWords(where);
  const people = useReaders();
  const readers = audience === 'shared' ? people : people.filter(({ side }) => side === audience);
  const { sending, error, submit } = useSending(props, readers);
  const room = roomWords(body.trim().length, commentCharactersMost);
  const why = reason ?? reasonAgainst(body, people, audience);
  const edge = audience === 'shared' ? undefined : audience;
  return (
    <form
      className={classes.form}
      data-audience={edge}
      onSubmit={(event) => {
        event.preventDefault();
        if (why === null) void submit();
      }}
    >
      <Stack gap="xs">
        {children}
        <MentionBox
          label={label}
          value={body}
          people={readers}
          focused={focused ?? false}
          onChange={setBody}
          onSubmit={() => why === null && void submit()}
        />
        {error !== null && <ProblemNote error={error} what="This was not kept. Your words are still here" />}
        <Group justify="space-between" gap="xs">
          <Text size="xs" c={body.trim().length > commentCharactersMost ? 'red' : 'dimmed'} aria-live="polite">
            {room ?? 'Type @ to mention somebody.'}
          </Text>
          <Group gap="xs">
            {onDone && (
              <Button
                size="xs"
                variant="default"
                onClick={() => {
                  keepWords(where, null);
                  onDone();
                }}
              >
                Not now
              </Button>
            )}
            <ReasonButton size="xs" type="submit" reason={why} loading={sending}>
              {send}
            </ReasonButton>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}

function reasonAgainst(body: string, people: readonly Reader[], audience: CommentAudience): string | null {
  const length = body.trim().length;
  if (length === 0) return 'Write something first.';
  if (length > commentCharactersMost) return `At most ${commentCharactersMost} characters. Shorten it, or send it in two.`;
  if (audience === 'shared') return null;
  const ids = new Set(mentionedIn(body, people));
  const away = people.find(({ memberId, side }) => side !== audience && ids.has(memberId));
  return away === undefined
    ? null
    : `${away.name} cannot read what is for your side only. Leave the mention out, or write to both sides.`;
}

function useSending({ where, onSend, onDone }: CommentFormProps, readers: readonly Reader[]) {
  const [{ body, key }] = useKeptWords(where);
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const isShown = useRef(true);
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);
  const submit = async (): Promise<void> => {
    if (sending) return;
    const words = { body, mentioned: mentionedIn(body, readers) };
    setSending(true);
    setError(null);
    keepWords(where, null);
    try {
      await onSend(words, key);
      announce('Sent.');
      onDone?.();
    } catch (failure) {
      keepWords(where, { body, key });
      if (isShown.current) setError(failure);
      else announceProblem(failure, 'Your comment was not kept. Open it again: the words are still there');
    }
    setSending(false);
  };
  return { sending, error, submit };
}

/**
 * Decisions: what shared work leaves open. For each function in the matrix the questions that two organisations usually
 * answer differently, to be given to somebody by name. What nobody owns counts against the agreement.
 */
import { Group, Select, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import type { SubDecision, Terms } from '@tandem/core/commercial/terms.ts';
import type { EngagementFile } from '@tandem/core/responsibility/model.ts';
import { subDecisions } from '@tandem/core/responsibility/scoping.ts';
import { Empty } from '@tandem/platform/ui/empty.tsx';
import { PlaceLink, useQueryState } from '@tandem/platform/ui/navigation.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { memo, type ReactNode, useCallback, useMemo, useState } from 'react';
import classes from './agreement.module.css';
import { CommentMark } from './comments/comment-mark.tsx';
import { useCommentsHere } from './comments/comments-here.ts';
import { answerQuestion, questionsOf } from './decisions-view.ts';
import type { OpenDraft } from './draft-data.ts';
import { DraftFrame, useDraftId } from './draft-frame.tsx';

export function DecisionsScreen() {
  return <DraftFrame tab="decisions">{(open) => <Decisions open={open} />}</DraftFrame>;
}

type Options = { group: string; items: { value: string; label: string }[] }[];

function Decisions({ open }: { open: OpenDraft }) {
  const draftId = useDraftId();
  const [all, setAll] = useQueryState('all');
  const { parties } = useSession();
  const { file, terms } = open.draft;
  const functions = useMemo(() => questionsOf(file, terms), [file, terms]);
  const { unanswered, share, asked } = useMemo(() => ambiguityOf(file, terms), [file, terms]);
  const { byQuestion, open: openPlace } = useCommentsHere();
  const comment = useCallback((key: string) => openPlace({ on: 'question', question: key }), [openPlace]);
  const { people, teams } = file;
  const options = useMemo(() => optionsOf(people, teams, parties), [people, teams, parties]);
  const { edit } = open;
  const answer = useCallback(
    (key: string, given: SubDecision) =>
      edit((agreement) => ({ ...agreement, terms: answerQuestion(agreement.terms, key, given) })),
    [edit],
  );
  if (asked === 0) return <NoQuestion draftId={draftId} />;
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Text>
          <strong>
            {unanswered} of {asked}
          </strong>{' '}
          questions have no owner. Ambiguity {Math.round(share * 100)} %.
        </Text>
        <Switch
          label="Show answered ones too"
          checked={all === 'yes'}
          onChange={(event) => setAll(event.currentTarget.checked ? 'yes' : undefined)}
        />
      </Group>
      {unanswered === 0 && all !== 'yes' && <Empty title="Every question has an owner." />}
      {functions.map(({ id, name, group, questions }) => {
        const shown = all === 'yes' ? questions : questions.filter((each) => !each.answer?.owner);
        return shown.length === 0 ? null : (
          <Panel
            key={id}
            title={name}
            aside={
              <Text size="sm" c="dimmed">
                {group}
              </Text>
            }
            flush
          >
            <Near count={shown.length}>
              {shown.map(({ key, words, answer: given }) => (
                <Line
                  key={`${key} ${given?.note ?? ''}`}
                  question={key}
                  words={words}
                  owner={given?.owner ?? ''}
                  kept={given?.note ?? ''}
                  comments={byQuestion.get(key) ?? 0}
                  options={options}
                  locked={open.reason !== null}
                  onAnswer={answer}
                  onComment={comment}
                />
              ))}
            </Near>
          </Panel>
        );
      })}
    </Stack>
  );
}

function NoQuestion({ draftId }: { draftId: string }) {
  return (
    <Empty title="No question is open yet." action={<PlaceLink to={`/agreement/${draftId}/matrix`}>Go to the matrix</PlaceLink>}>
      Questions come with rows: a function that is shared work brings those that two organisations usually answer differently.
    </Empty>
  );
}

/** Hundreds of fields take seconds to draw: a function's are drawn when it comes near, and stay. */
function Near({ count, children }: { count: number; children: ReactNode }) {
  const { ref, entry } = useIntersection({ rootMargin: '1000px 0px' });
  const [seen, setSeen] = useState(false);
  if (entry?.isIntersecting && !seen) setSeen(true);
  return <div ref={ref}>{seen ? children : <div style={{ height: count * lineHeightPx }} />}</div>;
}

const lineHeightPx = 61;

/** Who can decide: a side, a person, a team. */
function optionsOf(
  people: EngagementFile['people'],
  teams: EngagementFile['teams'],
  parties: Record<'internal' | 'provider', string>,
): Options {
  return [
    { group: 'Sides', items: (['internal', 'provider'] as const).map((side) => ({ value: side, label: parties[side] })) },
    { group: 'People', items: people.map(({ id, name }) => ({ value: id, label: name })) },
    { group: 'Teams', items: (teams ?? []).map(({ id, name }) => ({ value: id, label: name })) },
  ];
}

function ambiguityOf(file: EngagementFile, terms: Terms) {
  const { decisions, ambiguityScore } = subDecisions(file, terms);
  return { ...ambiguityScore, asked: decisions.length };
}

interface LineProps {
  question: string;
  words: string;
  /** Empty: nobody. */
  owner: string;
  /** The note as the draft has it. */
  kept: string;
  /** Open threads on it. */
  comments: number;
  options: Options;
  locked: boolean;
  onAnswer(key: string, answer: SubDecision): void;
  onComment(key: string): void;
}

/** There are hundreds: only one that changed is drawn again. */
const Line = memo(function Line(props: LineProps) {
  const { question, words, owner, kept, comments, options, locked, onAnswer, onComment } = props;
  const [note, setNote] = useState(kept);
  return (
    <div className={classes.line}>
      <Text style={{ flex: '1 1 18rem' }}>{words}</Text>
      <Group gap="xs" style={{ flex: '0 1 30rem' }}>
        <Select
          aria-label={`Who decides: ${words}`}
          style={{ flex: '1 1 12rem' }}
          placeholder="Who decides"
          data={options}
          searchable
          clearable
          disabled={locked}
          value={owner === '' ? null : owner}
          onChange={(value) => onAnswer(question, { owner: value ?? '', note })}
        />
        <TextInput
          aria-label={`Note on: ${words}`}
          style={{ flex: '1 1 11rem' }}
          placeholder="How, in a few words"
          disabled={locked}
          maxLength={2_000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          onBlur={() => note !== kept && onAnswer(question, { owner, note })}
        />
        <CommentMark tabbed count={comments} where={`the question: ${words}`} onOpen={() => onComment(question)} />
      </Group>
    </div>
  );
});

/**
 * Decisions: what shared work leaves open. For each function in the matrix the questions that two organisations usually
 * answer differently, to be given to somebody by name. What nobody owns counts against the agreement.
 */
import { Group, Select, Stack, Switch, Text, TextInput } from '@mantine/core';
import type { SubDecision } from '@tandem/core/commercial/terms.ts';
import { subDecisions } from '@tandem/core/responsibility/scoping.ts';
import { Empty } from '@tandem/platform/ui/empty.tsx';
import { PlaceLink, useQueryState } from '@tandem/platform/ui/navigation.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { memo, useCallback, useState } from 'react';
import classes from './agreement.module.css';
import { CommentMark } from './comments/comment-mark.tsx';
import { useCommentsHere } from './comments/comments-here.ts';
import { answerQuestion, type Question, questionsOf } from './decisions-view.ts';
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
  const functions = questionsOf(file, terms);
  const { decisions, ambiguityScore } = subDecisions(file, terms);
  const { unanswered, share } = ambiguityScore;
  const asked = decisions.length;
  const { byQuestion, open: openPlace } = useCommentsHere();
  const comment = useCallback((key: string) => openPlace({ on: 'question', question: key }), [openPlace]);
  const options = optionsOf(file, parties);
  const answer = (key: string, given: SubDecision) =>
    open.edit((agreement) => ({ ...agreement, terms: answerQuestion(agreement.terms, key, given) }));
  if (asked === 0)
    return (
      <Empty
        title="No question is open yet."
        action={<PlaceLink to={`/agreement/${draftId}/matrix`}>Go to the matrix</PlaceLink>}
      >
        Questions come with rows: a function that is shared work brings those that two organisations usually answer differently.
      </Empty>
    );
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
            {shown.map((question) => (
              <Line
                key={question.key}
                question={question}
                comments={byQuestion.get(question.key) ?? 0}
                options={options}
                locked={open.reason !== null}
                onAnswer={answer}
                onComment={comment}
              />
            ))}
          </Panel>
        );
      })}
    </Stack>
  );
}

/** Who can decide: a side, a person, a team. */
function optionsOf(file: OpenDraft['draft']['file'], parties: Record<'internal' | 'provider', string>): Options {
  return [
    { group: 'Sides', items: (['internal', 'provider'] as const).map((side) => ({ value: side, label: parties[side] })) },
    { group: 'People', items: file.people.map(({ id, name }) => ({ value: id, label: name })) },
    { group: 'Teams', items: (file.teams ?? []).map(({ id, name }) => ({ value: id, label: name })) },
  ];
}

interface LineProps {
  question: Question;
  /** Open threads on it. */
  comments: number;
  options: Options;
  locked: boolean;
  onAnswer(key: string, answer: SubDecision): void;
  onComment(key: string): void;
}

const Line = memo(function Line({ question, comments, options, locked, onAnswer, onComment }: LineProps) {
  const { key, words, answer } = question;
  const [note, setNote] = useState(answer?.note ?? '');
  const owner = answer?.owner ?? '';
  return (
    <div className={classes.line}>
      <Text style={{ flex: '1 1 18rem' }}>{words}</Text>
      <Group gap="xs" style={{ flex: '0 1 30rem' }} wrap="nowrap">
        <Select
          aria-label={`Who decides: ${words}`}
          placeholder="Who decides"
          data={options}
          searchable
          clearable
          disabled={locked}
          value={owner === '' ? null : owner}
          onChange={(value) => onAnswer(key, { owner: value ?? '', note })}
        />
        <TextInput
          aria-label={`Note on: ${words}`}
          placeholder="How, in a few words"
          disabled={locked}
          maxLength={2_000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          onBlur={() => note !== (answer?.note ?? '') && onAnswer(key, { owner, note })}
        />
        <CommentMark tabbed count={comments} where={`the question: ${words}`} onOpen={() => onComment(key)} />
      </Group>
    </div>
  );
});

/**
 * Ask: who handles X on Y at T? One line of words is read into facts, the facts stand in a form that can be corrected,
 * and the answer is given by the version in force at that instant, with its reasons beside it. Dragging the time answers
 * again at once from the spans already fetched, then exactly. The question is the address of the page.
 */
import { Grid, Stack } from '@mantine/core';
import { ClauseOnDemand } from '@tandem/platform/ui/clause.tsx';
import { readNow } from '@tandem/platform/ui/clock.ts';
import type { Names } from '@tandem/platform/ui/names.ts';
import { AgreementProblem, isNothingAgreed } from '@tandem/platform/ui/nothing-agreed.tsx';
import { Page } from '@tandem/platform/ui/page.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { Sentence } from '@tandem/platform/ui/sentence.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { TraceBody } from '@tandem/platform/ui/trace.tsx';
import { type Facts, type Overview, readClause, useNames, useOverview } from './agreement.ts';
import { answerSentence } from './answer-words.ts';
import { AnswerCard, AnswerSkeleton } from './ask-answer.tsx';
import { AskBox } from './ask-box.tsx';
import { AskEmpty } from './ask-empty.tsx';
import { AskForm } from './ask-form.tsx';
import { type Question, useQuestion } from './ask-question.ts';
import { AskTime } from './ask-time.tsx';
import { groundsOf } from './grounds.ts';

export function AskScreen() {
  const overview = useOverview();
  const names = useNames(overview.data);
  const question = useQuestion(overview.data);
  const { engagement } = useSession();
  const { facts, shown } = question;
  const title = facts ? `${names.functionOf(facts.function)}, ${facts.priority}` : 'Ask the agreement';
  return (
    <Page
      title={title}
      heading={
        <Sentence
          parts={shown ? answerSentence(shown, names, engagement.zone) : [facts ? title : 'Who handles what, and when?']}
        />
      }
      sub={
        facts
          ? `${names.functionOf(facts.function)} · ${facts.priority}`
          : 'Ask in a few words, or choose below. The version in force at that time answers.'
      }
    >
      {overview.isError && (
        <AgreementProblem error={overview.error} what="The agreement could not be read" onRetry={() => void overview.refetch()} />
      )}
      {!isNothingAgreed(overview.error) && <Asking question={question} overview={overview.data} names={names} />}
    </Page>
  );
}

interface AskingProps {
  question: Question;
  overview: Overview | undefined;
  names: Names;
}

function Asking({ question, overview, names }: AskingProps) {
  const { facts } = question;
  return (
    <>
      <Stack gap="sm">
        <AskBox question={question} overview={overview} />
        <AskForm question={question} overview={overview} names={names} />
      </Stack>
      {question.error !== null && (
        <ProblemNote error={question.error} what="The question could not be answered" onRetry={question.retry} />
      )}
      {facts ? <Answered question={question} facts={facts} overview={overview} names={names} /> : <AskEmpty />}
    </>
  );
}

function Answered({ question, facts, overview, names }: AskingProps & { facts: Facts }) {
  const { shown, exact, contentHash } = question;
  const instant = Temporal.Instant.fromEpochMilliseconds(question.at).toString();
  return (
    <Stack gap="md">
      <AskTime question={question} names={names} now={readNow()} />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, lg: 7 }}>
          {shown && overview ? (
            <AnswerCard answer={shown} exact={exact} facts={facts} overview={overview} names={names} />
          ) : (
            <AnswerSkeleton />
          )}
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 5 }}>
          <Panel title="Why">
            {shown ? (
              <>
                <TraceBody
                  content={{ lead: null, steps: shown.trace.map(names.read), grounds: groundsOf(shown, overview, contentHash) }}
                />
                <ClauseOnDemand at={instant} row={shown.row} version={shown.version} read={readClause} />
              </>
            ) : (
              <AnswerSkeleton />
            )}
          </Panel>
        </Grid.Col>
      </Grid>
    </Stack>
  );
}

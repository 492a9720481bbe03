/**
 * The assessment on screen: the verdict in a sentence, what decided, what to do, and the parts of the score as bars with
 * their words. A bar is never alone: points and sentence stand beside it.
 */
import { List, Stack, Text, Title } from '@mantine/core';
import { assessFit, type FitFacts } from '@tandem/core/commercial/fit.ts';
import { fitQuestions, mandateName } from '@tandem/core/commercial/fit-questions.ts';
import { type FitWords, fitWords } from '@tandem/core/commercial/fit-words.ts';
import classes from './fit.module.css';

export function FitResult({ facts }: { facts: FitFacts }) {
  const words = fitWords(facts);
  const { score } = assessFit(facts);
  return (
    <Stack gap="lg">
      <div className={classes.verdict} data-go-on={words.goOn}>
        <Title order={2} fz="1.375rem">
          {words.title}
        </Title>
        <Text mt={4}>{words.why}</Text>
        {words.gate && (
          <Text mt="xs" fw={600}>
            {words.gate}
          </Text>
        )}
        <Text mt="xs" size="sm">
          {score} of 100 points{words.gate ? ', for comparison' : ''}.
        </Text>
      </div>
      <section aria-label="What to do">
        <Title order={3} fz="md" mb="xs">
          What to do
        </Title>
        <List spacing="xs">
          {words.next.map((step) => (
            <List.Item key={step}>{step}</List.Item>
          ))}
        </List>
      </section>
      {words.flags.map((flag) => (
        <Text key={flag} className={classes.flag}>
          {flag}
        </Text>
      ))}
      <section aria-label="Where the points come from">
        <Title order={3} fz="md" mb="xs">
          Where the points come from
        </Title>
        <Parts words={words} />
      </section>
    </Stack>
  );
}

function Parts({ words }: { words: FitWords }) {
  return (
    <ul className={classes.parts}>
      {words.parts.map(({ part, label, points, of, says }) => (
        <li key={part} className={classes.part}>
          <Text fw={600}>{label}</Text>
          <Text ta="right" className={classes.points}>
            {points} of {of}
          </Text>
          <svg className={classes.bar} viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
            <rect width="100" height="6" fill="var(--t-raised)" />
            <rect width={(points * 100) / of} height="6" fill="var(--t-provider)" />
          </svg>
          <Text size="sm" c="dimmed" className={classes.says}>
            {says}
          </Text>
        </li>
      ))}
      {words.modifiers.map(({ points, says }) => (
        <li key={says} className={classes.part}>
          <Text fw={600}>Taken off</Text>
          <Text ta="right" className={classes.points}>
            {points}
          </Text>
          <Text size="sm" c="dimmed" className={classes.says}>
            {says}
          </Text>
        </li>
      ))}
    </ul>
  );
}

/** Every question with its answer, for whoever did not give them. */
export function FitAnswers({ facts }: { facts: FitFacts }) {
  return (
    <dl className={classes.answers}>
      {fitQuestions.map((question) => {
        const answer = facts[question.key];
        const choice = question.kind === 'choice' ? question.choices.find(({ value }) => value === answer)?.label : undefined;
        const unit = question.kind === 'number' ? ` ${question.unit}` : '';
        return (
          <div key={question.key}>
            <dt>{question.label}</dt>
            <dd>{choice ?? `${answerWords(answer)}${unit}`}</dd>
          </div>
        );
      })}
    </dl>
  );
}

function answerWords(answer: unknown): string {
  if (typeof answer === 'boolean') return answer ? 'Yes' : 'No';
  if (Array.isArray(answer)) return answer.length === 0 ? 'None' : answer.map((id) => mandateName(String(id))).join(', ');
  return typeof answer === 'number' ? answer.toLocaleString('en') : String(answer);
}

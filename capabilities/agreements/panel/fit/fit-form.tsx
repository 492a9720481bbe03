/**
 * The questionnaire: plain questions by section, nothing chosen beforehand, so that no answer is given by not looking.
 * It is checked by the same reading as on the server; what has no answer is marked, and the first of it gets the focus.
 */
import { Button, Checkbox, Group, NumberInput, Radio, Stack, Text, Title } from '@mantine/core';
import type { FitFacts } from '@tandem/core/commercial/fit.ts';
import { type FitQuestion, fitQuestions, readFitFacts } from '@tandem/core/commercial/fit-questions.ts';
import { ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { type FormEvent, useState } from 'react';
import classes from './fit.module.css';

type Answers = Record<string, unknown>;

const sections = [...new Set(fitQuestions.map(({ section }) => section))];

interface FitFormProps {
  /** What was answered before; null: nothing. */
  begin: Answers | null;
  submit: string;
  onSubmit(facts: FitFacts): Promise<void>;
}

export function FitForm({ begin, submit, onSubmit }: FitFormProps) {
  const [answers, setAnswers] = useState<Answers>(begin ?? {});
  const [problems, setProblems] = useState<ReadonlyMap<string, string>>(new Map());
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const read = readFitFacts(asAnswered(answers));
    setProblems(new Map(read.ok ? [] : read.problems.map(({ field, message }) => [field, message])));
    if (!read.ok) {
      form.querySelector<HTMLElement>(`[data-question="${read.problems[0]?.field}"] input`)?.focus();
      return;
    }
    setBusy(true);
    setError(null);
    await onSubmit(read.facts).catch(setError);
    setBusy(false);
  };
  return (
    <form noValidate onSubmit={(event) => void send(event)}>
      <Stack gap="xl">
        {sections.map((section) => (
          <section key={section} aria-label={section}>
            <Title order={2} fz="lg" mb="sm">
              {section}
            </Title>
            <Stack gap="lg">
              {fitQuestions
                .filter((question) => question.section === section)
                .map((question) => (
                  <div key={question.key} data-question={question.key}>
                    <Question
                      question={question}
                      answer={answers[question.key]}
                      problem={problems.get(question.key)}
                      onAnswer={(answer) => setAnswers((before) => ({ ...before, [question.key]: answer }))}
                    />
                  </div>
                ))}
            </Stack>
          </section>
        ))}
        {problems.size > 0 && (
          <Text role="alert" className={classes.missing}>
            {problems.size === 1 ? 'One question needs an answer.' : `${problems.size} questions need an answer.`}
          </Text>
        )}
        {error !== null && <ProblemNote error={error} what="The answers were not kept" />}
        <Group>
          <Button type="submit" size="md" loading={busy}>
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** "Which rules" is answered by choosing none of them. */
function asAnswered(answers: Answers): Answers {
  return { mandates: [], ...answers };
}

interface QuestionProps {
  question: FitQuestion;
  answer: unknown;
  problem: string | undefined;
  onAnswer(answer: unknown): void;
}

function Question({ question, answer, problem, onAnswer }: QuestionProps) {
  const about = { label: question.label, description: question.hint, error: problem };
  if (question.kind === 'number')
    return (
      <NumberInput
        {...about}
        maw={420}
        min={question.min}
        max={question.max}
        clampBehavior="none"
        suffix={` ${question.unit}`}
        value={typeof answer === 'number' ? answer : ''}
        onChange={(value) => onAnswer(typeof value === 'number' ? value : undefined)}
      />
    );
  if (question.kind === 'many')
    return (
      <Checkbox.Group {...about} value={Array.isArray(answer) ? answer : []} onChange={onAnswer}>
        <Group gap="md" mt="xs">
          {question.choices.map(({ value, label }) => (
            <Checkbox key={value} value={value} label={label} />
          ))}
        </Group>
      </Checkbox.Group>
    );
  const choices =
    question.kind === 'choice'
      ? question.choices
      : [
          { value: 'yes', label: 'Yes' },
          { value: 'no', label: 'No' },
        ];
  const chosen = typeof answer === 'boolean' ? (answer ? 'yes' : 'no') : typeof answer === 'string' ? answer : '';
  return (
    <Radio.Group {...about} value={chosen} onChange={(value) => onAnswer(question.kind === 'yes-no' ? value === 'yes' : value)}>
      <Group gap="lg" mt="xs">
        {choices.map(({ value, label }) => (
          <Radio key={value} value={value} label={label} />
        ))}
      </Group>
    </Radio.Group>
  );
}

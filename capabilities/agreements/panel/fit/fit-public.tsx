/**
 * The questionnaire for somebody outside: who asks, what happens to the answers, the questions, and at once the result.
 * Nobody signs in; the address is the key. It can be opened again and answered anew until it is closed.
 */
import { Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import type { FitFacts } from '@tandem/core/commercial/fit.ts';
import { Mark } from '@tandem/platform/ui/mark.tsx';
import { ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { SchemeChoice } from '@tandem/platform/ui/scheme-choice.tsx';
import { dateWords } from '@tandem/platform/ui/time-words.ts';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { agreementsApi } from '../draft-store.ts';
import classes from './fit.module.css';
import { FitForm } from './fit-form.tsx';
import { FitResult } from './fit-result.tsx';

export function FitPublicScreen() {
  const token = globalThis.location.pathname.split('/').at(-1) ?? '';
  const asked = useQuery({ ...agreementsApi.fit.seeByToken.queryOptions({ input: { token } }), retry: false });
  useEffect(() => {
    document.title = 'Does sharing IT fit? · Tandem';
  }, []);
  if (asked.error)
    return (
      <Frame brand="Tandem">
        <ProblemNote error={asked.error} what="This questionnaire cannot be opened" />
      </Frame>
    );
  if (!asked.data)
    return (
      <Frame brand="Tandem">
        <Skeleton h={520} radius="lg" role="status" aria-label="Opening the questionnaire" />
      </Frame>
    );
  return <Questionnaire token={token} asked={asked.data} />;
}

type Asked = Awaited<ReturnType<typeof agreementsApi.fit.seeByToken.call>>;

function Questionnaire({ token, asked }: { token: string; asked: Asked }) {
  const [facts, setFacts] = useState(asked.answers as FitFacts | null);
  const [editing, setEditing] = useState(asked.answers === null);
  const submit = async (next: FitFacts) => {
    await agreementsApi.fit.answerByToken.call({ token, answers: { ...next } });
    setFacts(next);
    setEditing(false);
    globalThis.scrollTo({ top: 0 });
  };
  return (
    <Frame brand={asked.provider}>
      <Title order={1} fz={{ base: '1.625rem', sm: '2rem' }} style={{ letterSpacing: '-0.02em' }}>
        Does sharing IT with a provider fit {asked.internal}?
      </Title>
      <Text mt="xs" fz="lg" c="dimmed">
        {asked.askedBy} of {asked.provider} asks. Sixteen questions, about five minutes. The answer can be no, and says then what
        would serve you better.
      </Text>
      <div className={classes.card}>
        {editing || facts === null ? (
          <FitForm begin={facts === null ? null : { ...facts }} submit="Show me the result" onSubmit={submit} />
        ) : (
          <Stack gap="lg">
            <FitResult facts={facts} />
            <Group>
              <Button variant="default" onClick={() => setEditing(true)}>
                Change my answers
              </Button>
            </Group>
          </Stack>
        )}
      </div>
      <Text size="sm" className={classes.foot}>
        {asked.title}. Your answers are kept for {asked.provider} and {asked.internal}, and shown to nobody else. You can come
        back to this address until {dateWords(asked.expiresAt.slice(0, 10))}.
      </Text>
    </Frame>
  );
}

function Frame({ brand, children }: { brand: string; children: ReactNode }) {
  return (
    <div className={classes.page}>
      <header className={classes.top}>
        <span className={classes.brand}>
          <Mark /> {brand}
        </span>
        <SchemeChoice />
      </header>
      <main>{children}</main>
    </div>
  );
}

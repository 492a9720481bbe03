/**
 * The line of words above the form. What it did not understand it says, and leaves to the form.
 */
import { Button, Group, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type FormEvent, useEffect, useState } from 'react';
import type { Overview } from './agreement.ts';
import type { Question } from './ask-question.ts';

export function AskBox({ question, overview }: { question: Question; overview: Overview | undefined }) {
  const asked = question.query['q'] ?? '';
  const [words, setWords] = useState(asked);
  const [unread, setUnread] = useState<readonly string[]>([]);
  useEffect(() => setWords(asked), [asked]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (words.trim()) setUnread(question.ask(words.trim())?.unread ?? []);
  };
  const incomplete = asked !== '' && !question.facts && overview;
  return (
    <form onSubmit={submit}>
      <Group gap="xs" wrap="nowrap">
        <TextInput
          flex={1}
          size="md"
          aria-label="Your question"
          placeholder="erp p1 saturday 2am"
          leftSection={<IconSearch size={18} />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <Button type="submit" size="md">
          Ask
        </Button>
      </Group>
      {(unread.length > 0 || incomplete) && (
        <Text size="sm" c="var(--t-vendor-ink)" mt={6} role="status">
          {unread.length > 0 && `Not understood: ${unread.join(', ')}. `}
          {incomplete && 'Which kind of work? Choose it below.'}
        </Text>
      )}
    </form>
  );
}

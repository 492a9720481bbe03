/**
 * The agreement: what is in force, the drafts of the next one with what each needs, and the beginning of another.
 */
import { Button, Group, Modal, Radio, Skeleton, Stack, Text, Textarea, TextInput } from '@mantine/core';
import type { EngagementFile } from '@tandem/core/responsibility/model.ts';
import { Empty } from '@tandem/platform/ui/empty.tsx';
import { PlaceLink, useNavigation } from '@tandem/platform/ui/navigation.tsx';
import { Page } from '@tandem/platform/ui/page.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { announceProblem, ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { Moment } from '@tandem/platform/ui/time.tsx';
import { dateWords, instantMs } from '@tandem/platform/ui/time-words.ts';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import classes from './agreement.module.css';
import { type DraftLine, useDrafts, useInForce } from './draft-data.ts';
import { agreementsApi } from './draft-store.ts';
import { kindWords, nextWords, stateWords } from './draft-words.ts';

export function AgreementScreen() {
  const { reasonAgainst } = useSession();
  const drafts = useDrafts();
  const [beginning, setBeginning] = useState(false);
  const items = drafts.data?.items ?? [];
  return (
    <Page
      title="The agreement"
      sub="What both sides agreed, and the drafts of what they will agree next."
      actions={
        <ReasonButton reason={reasonAgainst('agreements.draft.edit')} onClick={() => setBeginning(true)}>
          Begin a draft
        </ReasonButton>
      }
    >
      <InForce />
      <Group gap="md">
        <PlaceLink to="/agreement/fit">Does it fit?</PlaceLink>
        {reasonAgainst('agreements.rate.read') === null && <PlaceLink to="/agreement/rates">Rate cards</PlaceLink>}
        {reasonAgainst('agreements.clause.read') === null && <PlaceLink to="/agreement/clauses">Clauses</PlaceLink>}
      </Group>
      <Panel title="Drafts" flush>
        {drafts.error && (
          <ProblemNote error={drafts.error} what="The drafts could not be read" onRetry={() => void drafts.refetch()} />
        )}
        {drafts.isPending && <Skeleton h={120} role="status" aria-label="Reading the drafts" />}
        {drafts.data && items.length === 0 && (
          <Empty title="Nobody is writing a draft.">
            A draft starts as a copy of what is in force, or as an empty matrix. Both sides write it, prove it and price it; it
            counts only when both have signed it.
          </Empty>
        )}
        {items.map((draft) => (
          <Line key={draft.id} draft={draft} />
        ))}
      </Panel>
      <Begin opened={beginning} onClose={() => setBeginning(false)} />
    </Page>
  );
}

function InForce() {
  const current = useInForce();
  if (!current.data) return null;
  const { version, from, to } = current.data;
  const file = current.data.file as EngagementFile | null;
  return (
    <Panel title={version === null ? 'Nothing is in force' : `Version ${version} is in force`}>
      {version === null ? (
        <Text>
          There is no signed agreement yet. See first whether it fits. Then begin a draft: say its scope, settle the open
          decisions, prove it, price it, read the statement of work, and sign.
        </Text>
      ) : (
        <Group gap="md">
          <Text>
            Since {from && dateWords(from)}
            {to && `, until ${dateWords(to)}`}. {file?.matrix[0]?.rows.length} rows, {file?.people.length} people.
          </Text>
          <PlaceLink to="/matrix">Its matrix</PlaceLink>
          <PlaceLink to="/proof">Its proof</PlaceLink>
        </Group>
      )}
    </Panel>
  );
}

function Line({ draft }: { draft: DraftLine }) {
  return (
    <div className={classes.line}>
      <div>
        <PlaceLink to={`/agreement/${draft.id}/matrix`}>{draft.title}</PlaceLink>
        <Text size="sm" c="dimmed">
          {kindWords[draft.kind]}, {stateWords[draft.state]}. {nextWords[draft.state]}
        </Text>
        {draft.reason && <Text size="sm">{draft.reason}</Text>}
      </div>
      <Text size="sm" c="dimmed">
        changed <Moment at={instantMs(draft.updatedAt)} />
      </Text>
    </div>
  );
}

const kinds = [
  { value: 'amendment', label: 'Amendment', description: 'Changes what is in force, from a day that you choose.' },
  { value: 'emergency', label: 'Emergency amendment', description: 'For a few days, because the matrix is wrong tonight.' },
  { value: 'agreement', label: 'First agreement', description: 'Both sides agree for the first time, or anew.' },
] as const;

function Begin({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const { engagement } = useSession();
  const { go } = useNavigation();
  const isFirst = useInForce().data?.file === null;
  const [chosen, setChosen] = useState<DraftLine['kind'] | null>(null);
  const kind = chosen ?? (isFirst ? 'agreement' : 'amendment');
  const [title, setTitle] = useState('');
  const [reason, setReason] = useState('');
  const create = useMutation({
    ...agreementsApi.drafts.create.mutationOptions(),
    onSuccess: ({ id }) => go(`/agreement/${id}/${isFirst ? 'scope' : 'matrix'}`),
    onError: (error) => announceProblem(error, 'The draft was not begun'),
  });
  return (
    <Modal opened={opened} onClose={onClose} title="Begin a draft" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate({ engagementId: engagement.id, kind, title, reason });
        }}
      >
        <Stack gap="sm">
          <Radio.Group label="What kind" value={kind} onChange={(value) => setChosen(value as DraftLine['kind'])}>
            <Stack gap="xs" mt={6}>
              {kinds.map((each) => (
                <Radio key={each.value} value={each.value} label={each.label} description={each.description} />
              ))}
            </Stack>
          </Radio.Group>
          <TextInput
            label="Name"
            placeholder="Nights to the provider's desk"
            required
            maxLength={200}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <Textarea
            label="Why"
            autosize
            minRows={2}
            maxLength={2_000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Not now
            </Button>
            <ReasonButton type="submit" loading={create.isPending} reason={title.trim() === '' ? 'Give it a name first.' : null}>
              Begin
            </ReasonButton>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

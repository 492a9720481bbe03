/**
 * The questionnaire inside the product: links that were sent, what was answered, the result for both sides, and the
 * beginning of a draft with what the answers already say.
 */
import { Button, CopyButton, Group, Modal, NumberInput, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import type { FitFacts } from '@tandem/core/commercial/fit.ts';
import { fitWords } from '@tandem/core/commercial/fit-words.ts';
import type { Agreement } from '@tandem/core/commercial/terms.ts';
import { diffDocuments, diffEngagements } from '@tandem/core/responsibility/diff.ts';
import { Empty } from '@tandem/platform/ui/empty.tsx';
import { useLive } from '@tandem/platform/ui/live.ts';
import { useNavigation, useQueryState } from '@tandem/platform/ui/navigation.tsx';
import { Page } from '@tandem/platform/ui/page.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { announceProblem, ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { SideBadge } from '@tandem/platform/ui/side.tsx';
import { dateWords } from '@tandem/platform/ui/time-words.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { agreementsApi } from '../draft-store.ts';
import classes from './fit.module.css';
import { prefilled } from './fit-draft.ts';
import { FitAnswers, FitResult } from './fit-result.tsx';

type Fit = Awaited<ReturnType<typeof agreementsApi.fit.list.call>>['items'][number];

export function FitScreen() {
  const { engagement, reasonAgainst } = useSession();
  const queries = useQueryClient();
  const refresh = () => void queries.invalidateQueries({ queryKey: agreementsApi.fit.key() });
  useLive(['agreements'], refresh);
  const fits = useQuery(agreementsApi.fit.list.queryOptions({ input: { engagementId: engagement.id, limit: 100 } }));
  const [asking, setAsking] = useState(false);
  const [chosen, setChosen] = useQueryState('answers');
  const items = fits.data?.items ?? [];
  const shown = items.find(({ id }) => id === chosen) ?? items.find(({ answers }) => answers !== null);
  return (
    <Page
      title="Does it fit?"
      sub="Before anybody writes an agreement: sixteen questions, and an answer that can be no."
      actions={
        <ReasonButton reason={reasonAgainst('agreements.fit.ask')} onClick={() => setAsking(true)}>
          Make a link
        </ReasonButton>
      }
    >
      <Panel title="Links" flush>
        {fits.error && <ProblemNote error={fits.error} what="The links could not be read" onRetry={() => void fits.refetch()} />}
        {fits.isPending && <Skeleton h={120} role="status" aria-label="Reading the links" />}
        {fits.data && items.length === 0 && (
          <Empty title="Nobody has been asked yet.">
            A link opens the questionnaire without signing in. What is answered is shown here to both sides.
          </Empty>
        )}
        {items.map((fit) => (
          <Line key={fit.id} fit={fit} isShown={fit.id === shown?.id} onShow={() => setChosen(fit.id)} onClosed={refresh} />
        ))}
      </Panel>
      {shown?.answers && <Answered key={shown.id} fit={shown} facts={shown.answers as unknown as FitFacts} />}
      <Ask opened={asking} onClose={() => setAsking(false)} onMade={refresh} />
    </Page>
  );
}

interface LineProps {
  fit: Fit;
  isShown: boolean;
  onShow(): void;
  onClosed(): void;
}

function Line({ fit, isShown, onShow, onClosed }: LineProps) {
  const { engagement, reasonAgainst } = useSession();
  const close = useMutation({
    ...agreementsApi.fit.close.mutationOptions(),
    onSuccess: onClosed,
    onError: (error) => announceProblem(error, 'The link was not closed'),
  });
  const state = fit.closedAt ? 'Closed' : `Open until ${dateWords(fit.expiresAt.slice(0, 10))}`;
  const heard = fit.answeredAt ? `Answered ${dateWords(fit.answeredAt.slice(0, 10))}` : 'Not answered yet';
  return (
    <div className={classes.line} data-chosen={isShown}>
      <div>
        <Text fw={600}>{fit.title}</Text>
        <Group gap="xs">
          <SideBadge side={fit.side} label={fit.createdBy} size="xs" />
          <Text size="sm" c="dimmed">
            {state}. {heard}.
          </Text>
        </Group>
      </div>
      <Group gap="xs">
        <ReasonButton
          size="compact-sm"
          variant="default"
          reason={fit.answers ? null : 'There are no answers yet.'}
          onClick={onShow}
        >
          Show the answers
        </ReasonButton>
        <ReasonButton
          size="compact-sm"
          variant="default"
          loading={close.isPending}
          reason={reasonAgainst('agreements.fit.ask') ?? (fit.mayClose === true ? null : fit.mayClose)}
          onClick={() => close.mutate({ engagementId: engagement.id, fitId: fit.id })}
        >
          Close
        </ReasonButton>
      </Group>
    </div>
  );
}

function Answered({ fit, facts }: { fit: Fit; facts: FitFacts }) {
  return (
    <>
      <Panel title={`Result: ${fit.title}`} aside={<BeginDraft fit={fit} facts={facts} />}>
        <FitResult facts={facts} />
      </Panel>
      <Panel title="Answers">
        <FitAnswers facts={facts} />
      </Panel>
    </>
  );
}

/** Begins a draft and edits into it what the answers say, through the same routes as anybody. */
function BeginDraft({ fit, facts }: { fit: Fit; facts: FitFacts }) {
  const { engagement, reasonAgainst } = useSession();
  const { go } = useNavigation();
  const begin = useMutation({
    mutationFn: async () => {
      const engagementId = engagement.id;
      const current = await agreementsApi.drafts.current.call({ engagementId });
      const kind = current.version === null ? ('agreement' as const) : ('amendment' as const);
      const reason = `The questionnaire says: ${fitWords(facts).title.toLowerCase()}.`;
      const { id } = await agreementsApi.drafts.create.call({ engagementId, kind, title: fit.title, reason });
      const draft = await agreementsApi.drafts.see.call({ engagementId, draftId: id });
      const read = { file: draft.file, terms: draft.terms } as unknown as Agreement;
      const next = prefilled(read, facts);
      const file = diffEngagements(read.file, next.file);
      const terms = diffDocuments(read.terms, next.terms);
      await agreementsApi.drafts.edit.call({ engagementId, draftId: id, revision: draft.revision, file, terms });
      return `/agreement/${id}/${kind === 'agreement' ? 'scope' : 'matrix'}`;
    },
    onSuccess: (place) => go(place),
    onError: (error) => announceProblem(error, 'The draft was not begun'),
  });
  return (
    <ReasonButton loading={begin.isPending} reason={reasonAgainst('agreements.draft.edit')} onClick={() => begin.mutate()}>
      Begin a draft from this
    </ReasonButton>
  );
}

function Ask({ opened, onClose, onMade }: { opened: boolean; onClose(): void; onMade(): void }) {
  const { engagement } = useSession();
  const [title, setTitle] = useState('');
  const [days, setDays] = useState<number | string>(30);
  const create = useMutation({
    ...agreementsApi.fit.create.mutationOptions(),
    onSuccess: onMade,
    onError: (error) => announceProblem(error, 'The link was not made'),
  });
  const leave = () => {
    onClose();
    create.reset();
    setTitle('');
  };
  const reason =
    title.trim() === ''
      ? 'Say for whom it is.'
      : typeof days === 'number' && days >= 1 && days <= 90
        ? null
        : 'From 1 to 90 days.';
  return (
    <Modal opened={opened} onClose={leave} title="A link to the questionnaire" closeButtonProps={{ 'aria-label': 'Close' }}>
      {create.data ? (
        <Stack gap="sm">
          <Text>Send this to whoever can answer. It is shown this once; nobody needs to sign in.</Text>
          <TextInput label="Address" readOnly value={create.data.address} onFocus={(event) => event.currentTarget.select()} />
          <Group justify="flex-end">
            <CopyButton value={create.data.address}>
              {({ copied, copy }) => <Button onClick={copy}>{copied ? 'Copied' : 'Copy the address'}</Button>}
            </CopyButton>
            <Button variant="default" onClick={leave}>
              Done
            </Button>
          </Group>
        </Stack>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            create.mutate({ engagementId: engagement.id, title, days: Number(days) });
          }}
        >
          <Stack gap="sm">
            <TextInput
              label="For whom"
              description="They see it at the end of the page."
              placeholder="For the operations lead"
              maxLength={120}
              value={title}
              onChange={(event) => setTitle(event.currentTarget.value)}
            />
            <NumberInput label="Good for" suffix=" days" min={1} max={90} value={days} onChange={setDays} />
            <Group justify="flex-end">
              <ReasonButton type="submit" loading={create.isPending} reason={reason}>
                Make the link
              </ReasonButton>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}

/**
 * Signing: what stands between a draft and its signatures, each with the way to its cure; then the offer, frozen, with what
 * it changes, its hash, and the two keys. An executive does this on a phone, so everything stands in one column.
 */
import { Alert, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { Names } from '@tandem/platform/ui/names.ts';
import { announceProblem, ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { OpenDraft } from '../draft-data.ts';
import { DraftFrame, useDraftId } from '../draft-frame.tsx';
import { useDraftNames } from '../draft-names.ts';
import { agreementsApi } from '../draft-store.ts';
import { Blockers } from './blockers.tsx';
import { Changes } from './changes.tsx';
import { OfferForm } from './offer-form.tsx';
import { OfferView } from './offer-view.tsx';
import { Signers } from './signers.tsx';
import { type Signing, useSigning } from './signing-data.ts';

export function SignScreen() {
  return <DraftFrame tab="sign">{(open) => <Sign open={open} />}</DraftFrame>;
}

function Sign({ open }: { open: OpenDraft }) {
  const signing = useSigning(useDraftId(), open.draft.revision);
  const names = useDraftNames(open.draft.file);
  if (signing.error)
    return <ProblemNote error={signing.error} what="What waits could not be read" onRetry={() => void signing.refetch()} />;
  if (!signing.data) return <Skeleton h={320} radius="lg" role="status" aria-label="Proving the draft" />;
  const { offer } = signing.data;
  const live = offer !== null && ['open', 'signed', 'enacted'].includes(offer.state);
  return (
    <Stack gap="md">
      {offer !== null && <OfferView key={offer.id} offer={offer} />}
      {!live && open.draft.state === 'open' && (
        <Before open={open} signing={signing.data} proving={signing.isPlaceholderData} names={names} />
      )}
    </Stack>
  );
}

interface BeforeProps {
  open: OpenDraft;
  signing: Signing;
  /** What is shown is of an earlier revision. */
  proving: boolean;
  names: Names;
}

function Before({ open, signing, proving, names }: BeforeProps) {
  return (
    <>
      {signing.outdated && <Outdated open={open} />}
      <Blockers open={open} signing={signing} names={names} />
      {open.draft.kind !== 'emergency' && <Signers open={open} able={signing.able} />}
      <Changes changes={signing.changes} />
      <OfferForm open={open} signing={signing} proving={proving} />
    </>
  );
}

function Outdated({ open }: { open: OpenDraft }) {
  const { engagement } = useSession();
  const [conflicts, setConflicts] = useState<readonly { path: string; sentence: string }[]>([]);
  const rebase = useMutation({
    ...agreementsApi.offers.rebase.mutationOptions(),
    onSuccess: (result) => {
      setConflicts(result.written ? [] : result.conflicts);
      void open.refresh();
    },
    onError: (error) => announceProblem(error, 'The draft was not brought up to date'),
  });
  const run = (keep?: 'draft' | 'in-force') =>
    rebase.mutate({ engagementId: engagement.id, draftId: open.draft.id, revision: open.draft.revision, ...(keep && { keep }) });
  return (
    <Alert color="gray" variant="outline" icon={<IconAlertTriangle />} title="Another version was put into force since">
      <Stack gap="xs">
        <Text>
          This draft was begun from an earlier one. Bring it up to date: its own changes are made to what counts by now.
        </Text>
        {conflicts.map((conflict) => (
          <Text key={conflict.path} size="sm">
            {conflict.sentence}
          </Text>
        ))}
        <Group gap="xs">
          {conflicts.length === 0 ? (
            <ReasonButton reason={open.reason} loading={rebase.isPending} onClick={() => run()}>
              Bring it up to date
            </ReasonButton>
          ) : (
            <>
              <Button onClick={() => run('draft')}>Keep what this draft says</Button>
              <Button variant="default" onClick={() => run('in-force')}>
                Keep what is in force
              </Button>
            </>
          )}
        </Group>
      </Stack>
    </Alert>
  );
}

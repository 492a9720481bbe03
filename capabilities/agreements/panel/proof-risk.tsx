/**
 * Accepting what the proof finds as a named risk: who looks after it, until when, and why. Only the accountable executive
 * may; the server writes who accepted it and when.
 */
import { Button, Group, Modal, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import type { DraftFinding } from '@tandem/core/responsibility/examine/finding.ts';
import type { Names } from '@tandem/platform/ui/names.ts';
import { announceProblem } from '@tandem/platform/ui/problem.tsx';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { OpenDraft } from './draft-data.ts';
import { agreementsApi } from './draft-store.ts';

interface RiskFormProps {
  open: OpenDraft;
  names: Names;
  finding: DraftFinding | null;
  onClose(): void;
}

export function RiskForm({ open, names, finding, onClose }: RiskFormProps) {
  return (
    <Modal
      opened={finding !== null}
      onClose={onClose}
      title={finding?.accepted ? 'No longer accept this risk' : 'Accept as a named risk'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {finding &&
        (finding.accepted ? (
          <Withdraw open={open} names={names} finding={finding} onClose={onClose} />
        ) : (
          <Accept open={open} names={names} finding={finding} onClose={onClose} />
        ))}
    </Modal>
  );
}

type FormProps = RiskFormProps & { finding: DraftFinding };

function useDone({ open, onClose }: FormProps, what: string) {
  return {
    onSuccess: () => {
      onClose();
      void open.refresh();
    },
    onError: (error: unknown) => announceProblem(error, what),
  };
}

function Accept(props: FormProps) {
  const { open, names, finding, onClose } = props;
  const { engagement } = useSession();
  const [owner, setOwner] = useState<string | null>(null);
  const [reviewOn, setReviewOn] = useState('');
  const [reason, setReason] = useState('');
  const accept = useMutation({
    ...agreementsApi.drafts.acceptRisk.mutationOptions(),
    ...useDone(props, 'The risk was not accepted'),
  });
  const sentence = names.read(finding.message);
  const missing =
    owner === null || reviewOn === '' || reason.trim().length < 10
      ? 'Name an owner, a review date and a reason of a sentence.'
      : null;
  return (
    <Stack gap="sm">
      <Text>{sentence}</Text>
      <Select
        label="Who looks after it"
        searchable
        data={open.draft.file.people.map(({ id, name }) => ({ value: id, label: name }))}
        value={owner}
        onChange={setOwner}
      />
      <TextInput
        type="date"
        label="Looked at again on"
        value={reviewOn}
        onChange={(event) => setReviewOn(event.currentTarget.value)}
      />
      <Textarea
        label="Why it is accepted"
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Not now
        </Button>
        <ReasonButton
          reason={missing}
          loading={accept.isPending}
          onClick={() =>
            accept.mutate({
              engagementId: engagement.id,
              draftId: open.draft.id,
              key: finding.key,
              sentence,
              owner: owner ?? '',
              reviewOn,
              reason,
            })
          }
        >
          Accept the risk
        </ReasonButton>
      </Group>
    </Stack>
  );
}

function Withdraw(props: FormProps) {
  const { open, names, finding, onClose } = props;
  const { engagement } = useSession();
  const withdraw = useMutation({
    ...agreementsApi.drafts.withdrawRisk.mutationOptions(),
    ...useDone(props, 'The risk is still accepted'),
  });
  const risk = open.draft.terms.risks[finding.key];
  return (
    <Stack gap="sm">
      <Text>{names.read(finding.message)}</Text>
      {risk && (
        <Text c="dimmed">
          Accepted by {risk.acceptedBy}; {names.of(risk.owner)} looks after it. {risk.reason}
        </Text>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Leave it
        </Button>
        <Button
          loading={withdraw.isPending}
          onClick={() => withdraw.mutate({ engagementId: engagement.id, draftId: open.draft.id, key: finding.key })}
        >
          No longer accept it
        </Button>
      </Group>
    </Stack>
  );
}

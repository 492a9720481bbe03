/**
 * Offering a draft: the name of the version, the day from which it counts, the last day of an emergency, and until when it
 * can be signed. Offering freezes the draft. Whoever offers one that changes nothing says that a renewal is meant.
 */
import { Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { announceProblem } from '@tandem/platform/ui/problem.tsx';
import { problemOf } from '@tandem/platform/ui/problem-facts.ts';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { OpenDraft } from '../draft-data.ts';
import { agreementsApi } from '../draft-store.ts';
import type { Signing } from './signing-data.ts';

interface OfferFormProps {
  open: OpenDraft;
  signing: Signing;
  /** What blocks it is being asked anew. */
  proving: boolean;
}

export function OfferForm({ open, signing, proving }: OfferFormProps) {
  const { engagement } = useSession();
  const queries = useQueryClient();
  const { suggestion } = signing;
  const [version, setVersion] = useState(suggestion.version);
  const [from, setFrom] = useState(suggestion.from);
  const [to, setTo] = useState(suggestion.to ?? '');
  const [lapsesOn, setLapsesOn] = useState('');
  const [meant, setMeant] = useState(false);
  const offer = useMutation({
    ...agreementsApi.offers.create.mutationOptions(),
    onSuccess: async () => {
      await open.refresh();
      await queries.invalidateQueries({ queryKey: agreementsApi.offers.key() });
    },
    onError: (error) => announceProblem(error, 'The draft was not offered'),
  });
  const emergency = open.draft.kind === 'emergency';
  const field = offer.error ? problemOf(offer.error).field : null;
  const wrong = (name: string) => (field === name && offer.error ? problemOf(offer.error).detail : null);
  const renews = !emergency && signing.changes.length === 0;
  const blocked = signing.blockers.length > 0 ? 'Settle what stands in the way first.' : null;
  const unmeant = renews && !meant ? 'Say first that a renewal is meant.' : null;
  const waiting =
    open.saving === 'saved' ? (proving ? 'The draft is being proved again.' : null) : 'Your last edit is not kept yet.';
  const send = () => {
    const { id: draftId, revision } = open.draft;
    const dates = { from, to: emergency ? to : null, ...(lapsesOn === '' ? {} : { lapsesOn }) };
    offer.mutate({ engagementId: engagement.id, draftId, revision, version, ...dates, renewal: renews && meant });
  };
  return (
    <Panel title="Offer it for signature">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Stack gap="sm">
          <Text>
            Offering freezes what the draft says under one hash. Both sides sign that hash; afterwards nothing of it changes.
          </Text>
          <Group gap="sm" align="flex-start">
            <Field label="Version" value={version} error={wrong('version')} onChange={setVersion} />
            <Field label="Counts from" date value={from} error={wrong('from')} onChange={setFrom} />
            {emergency && <Field label="Last day" date value={to} error={wrong('to')} onChange={setTo} />}
            <Field
              label="Can be signed until"
              description="Its first day, if you leave this out"
              date
              value={lapsesOn}
              error={wrong('lapsesOn')}
              onChange={setLapsesOn}
            />
          </Group>
          {renews && <Renewal meant={meant} reason={signing.mayOffer} onChange={setMeant} />}
          <Group justify="flex-end">
            <ReasonButton type="submit" loading={offer.isPending} reason={signing.mayOffer ?? waiting ?? blocked ?? unmeant}>
              Offer for signature
            </ReasonButton>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}

interface RenewalProps {
  meant: boolean;
  /** Why the reader may not offer it; null: they may. */
  reason: string | null;
  onChange(meant: boolean): void;
}

function Renewal({ meant, reason, onChange }: RenewalProps) {
  return (
    <Checkbox
      label="A renewal is meant"
      description="Against the version in force nothing would change except the dates."
      checked={meant}
      disabled={reason !== null}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}

interface FieldProps {
  label: string;
  description?: string;
  date?: boolean;
  value: string;
  error: string | null;
  onChange(value: string): void;
}

function Field({ date = false, onChange, ...rest }: FieldProps) {
  return (
    <TextInput
      {...rest}
      style={{ flex: '1 1 11rem' }}
      type={date ? 'date' : 'text'}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/**
 * The hand-over: an offer with a brief, and its answer. Custody stays with the sender until the other side accepts, and the
 * form says so; the one who accepts reads the brief first.
 */

import { Button, Group, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import type { Side } from '@tandem/core/responsibility/model.ts';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { Moment } from '@tandem/platform/ui/time.tsx';
import { instantMs } from '@tandem/platform/ui/time-words.ts';
import { Grounds } from '@tandem/platform/ui/trace.tsx';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useItemChange } from './item-change.ts';
import { type Item, reasonFor, useColleagues, workApi } from './work-data.ts';

const emptyBrief = { situation: '', tried: '', nextAction: '', promises: '', mustNot: '', handBackTo: '' };
type Brief = typeof emptyBrief;

const fields: [key: keyof Brief, label: string, required: boolean, about: string][] = [
  ['situation', 'Situation', true, 'What is so, in two or three sentences.'],
  ['tried', 'Tried', false, 'What was done, and what came of it.'],
  ['nextAction', 'Next action', true, 'The one thing to do first.'],
  ['promises', 'Promises', false, 'What somebody was told, and by when.'],
  ['mustNot', 'Must not', false, 'What would do harm.'],
  ['handBackTo', 'Hand back to', false, 'Who takes it again, and when.'],
];

export function HandOverForm({ item, onClose }: { item: Item; onClose(): void }) {
  const { engagement, parties } = useSession();
  const other = item.custody.side === 'internal' ? 'provider' : 'internal';
  const [to, setTo] = useState<string | null>(null);
  const [brief, setBrief] = useState(emptyBrief);
  const change = useItemChange('It was not offered', onClose);
  const offer = useMutation(workApi.offers.create.mutationOptions(change));
  const submit = (): void => {
    const [kind, id = ''] = (to ?? '').split(':');
    offer.mutate({
      engagementId: engagement.id,
      number: item.number,
      version: item.version,
      to: { team: kind === 'team' ? id : null, memberId: kind === 'member' ? id : null },
      brief: { ...brief, nextActionAt: null },
    });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {parties[item.custody.side]} holds it until {parties[other]} accepts. Unanswered, the offer ends and it stays here.
        </Text>
        <ReceiverSelect side={other} value={to} onChange={setTo} />
        <BriefFields brief={brief} onBrief={setBrief} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            loading={offer.isPending}
            disabled={brief.situation.trim() === '' || brief.nextAction.trim() === ''}
          >
            Offer it
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Somebody of the other side; nobody chosen means the side as a whole. */
function ReceiverSelect({ side, value, onChange }: { side: Side; value: string | null; onChange(value: string | null): void }) {
  const { parties } = useSession();
  const colleagues = useColleagues();
  const people = (colleagues.data?.members ?? []).filter((member) => member.side === side && member.role !== 'employee');
  const teams = (colleagues.data?.teams ?? []).filter((each) => each.side === side);
  return (
    <Select
      label="To"
      placeholder={parties[side]}
      clearable
      value={value}
      onChange={onChange}
      data={[
        ...(teams.length === 0
          ? []
          : [{ group: 'Teams', items: teams.map((each) => ({ value: `team:${each.id}`, label: each.name })) }]),
        { group: 'People', items: people.map((each) => ({ value: `member:${each.id}`, label: each.name })) },
      ]}
    />
  );
}

function BriefFields({ brief, onBrief }: { brief: Brief; onBrief(brief: Brief): void }) {
  return fields.map(([key, label, required, about]) =>
    key === 'handBackTo' ? (
      <TextInput
        key={key}
        label={label}
        description={about}
        value={brief[key]}
        onChange={(event) => onBrief({ ...brief, [key]: event.currentTarget.value })}
        maxLength={500}
      />
    ) : (
      <Textarea
        key={key}
        label={label}
        description={about}
        required={required}
        autosize
        minRows={key === 'situation' ? 2 : 1}
        value={brief[key]}
        onChange={(event) => onBrief({ ...brief, [key]: event.currentTarget.value })}
        maxLength={2_000}
      />
    ),
  );
}

/** The open offer as the receiving side reads it, with its brief, and as the sending side may take it back. */
export function OfferAnswer({ item, offer }: { item: Item; offer: NonNullable<Item['offer']> }) {
  const { engagement, side } = useSession();
  const change = useItemChange('The offer was not answered');
  const accept = useMutation(workApi.offers.accept.mutationOptions(change));
  const decline = useMutation(workApi.offers.decline.mutationOptions(change));
  const withdraw = useMutation(workApi.offers.withdraw.mutationOptions(change));
  const [declining, setDeclining] = useState(false);
  const [reason, setReason] = useState('');
  const input = { engagementId: engagement.id, number: item.number, offerId: offer.id };
  const { brief } = offer;
  return (
    <Stack gap="xs" mt="sm" pt="sm" style={{ borderTop: '1px solid var(--t-line)' }}>
      <Text size="sm" fw={600}>
        {offer.from.memberName ?? 'The other side'} offers it, until <Moment at={instantMs(offer.expiresAt)} style="near" />
      </Text>
      <Grounds grounds={fields.flatMap(([key, label]) => (brief[key] === '' ? [] : [[label, brief[key]] as const]))} />
      {side === offer.to.side ? (
        <Group gap="xs">
          <ReasonButton reason={reasonFor(item, 'accept')} loading={accept.isPending} onClick={() => accept.mutate(input)}>
            Accept
          </ReasonButton>
          <ReasonButton variant="default" reason={reasonFor(item, 'decline')} onClick={() => setDeclining(true)}>
            Decline
          </ReasonButton>
        </Group>
      ) : (
        <ReasonButton
          variant="default"
          reason={reasonFor(item, 'withdraw')}
          loading={withdraw.isPending}
          onClick={() => withdraw.mutate(input)}
        >
          Take the offer back
        </ReasonButton>
      )}
      {declining && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            decline.mutate({ ...input, reason });
          }}
        >
          <Stack gap="xs">
            <Textarea
              label="Why not?"
              required
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              maxLength={2_000}
              autosize
              minRows={2}
            />
            <Button type="submit" variant="default" loading={decline.isPending} disabled={reason.trim() === ''}>
              Decline it
            </Button>
          </Stack>
        </form>
      )}
    </Stack>
  );
}

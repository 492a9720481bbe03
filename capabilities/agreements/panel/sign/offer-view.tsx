/**
 * An offer as it stands: who offers what, from when, at what price, who has signed, and the hash that is signed. Whoever is
 * named signs here, after proving that it is them; either side can end it with a reason.
 */
import { Button, Code, Group, Modal, Stack, Switch, Text, Textarea } from '@mantine/core';
import { useNavigation } from '@tandem/platform/ui/navigation.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { announceProblem } from '@tandem/platform/ui/problem.tsx';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { SideBadge } from '@tandem/platform/ui/side.tsx';
import { useStepUp } from '@tandem/platform/ui/step-up.tsx';
import { Moment } from '@tandem/platform/ui/time.tsx';
import { dateWords, instantMs } from '@tandem/platform/ui/time-words.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import classes from '../agreement.module.css';
import { agreementsApi } from '../draft-store.ts';
import { Changes } from './changes.tsx';
import { type Offer, type OfferLine, offerStateWords, priceWords } from './signing-data.ts';

const why = 'A signature binds your organisation, so it asks for a fresh proof that it is you. It stays open for ten minutes.';

export function OfferView({ offer }: { offer: Offer }) {
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: agreementsApi.key() });
  return (
    <>
      <Panel title={`Version ${offer.version} ${offerStateWords[offer.state]}`} flush>
        <Facts offer={offer} />
        <Signatures offer={offer} />
        <div className={classes.line}>
          <ContentHash hash={offer.hash} />
        </div>
        {offer.state === 'open' && <Deeds offer={offer} onDone={refresh} />}
        {['declined', 'withdrawn', 'lapsed', 'overtaken'].includes(offer.state) && <Again offer={offer} />}
      </Panel>
      <Changes changes={offer.changes} />
    </>
  );
}

export function ContentHash({ hash }: { hash: string }) {
  return (
    <Stack gap={2} style={{ minWidth: 0 }}>
      <Text size="sm" c="dimmed">
        Content hash: what both sides sign
      </Text>
      <Code style={{ overflowWrap: 'anywhere' }}>{hash}</Code>
    </Stack>
  );
}

function Facts({ offer }: { offer: Offer }) {
  const price = priceWords(offer.price);
  return (
    <div className={classes.line}>
      <Stack gap={4}>
        <Group gap="xs">
          <SideBadge side={offer.side} label={offer.offeredBy} size="xs" />
          <Text>
            offered it <Moment at={instantMs(offer.offeredAt)} />.
          </Text>
        </Group>
        <Text>
          Counts from {dateWords(offer.from)}
          {offer.to === null ? '.' : ` until ${dateWords(offer.to)}; then the version before it counts again.`}
          {price === null ? '' : ` ${price}.`}
        </Text>
        {offer.reason !== '' && <Text>{offer.reason}</Text>}
        {offer.state === 'open' && (
          <Text size="sm" c="dimmed">
            It can be signed until <Moment at={instantMs(offer.lapsesAt)} />.
          </Text>
        )}
        {offer.ended?.reason && (
          <Text>
            {offer.ended.by === null ? '' : `${offer.ended.by}: `}
            {offer.ended.reason}
          </Text>
        )}
      </Stack>
    </div>
  );
}

export function Signatures({ offer }: { offer: OfferLine }) {
  const { parties } = useSession();
  return (['internal', 'provider'] as const).map((side) => {
    const signature = offer.signatures.find((each) => each.side === side);
    const signer = offer.signers.find((each) => each.side === side);
    const title = (signature ?? signer)?.title;
    return (
      <div className={classes.line} key={side}>
        <Group gap="xs">
          <SideBadge side={side} label={parties[side]} size="xs" />
          <Text fw={600}>{(signature ?? signer)?.name ?? 'A lead on duty'}</Text>
          {title && <Text c="dimmed">{title}</Text>}
        </Group>
        {signature === undefined ? (
          <Text c="dimmed">{offer.state === 'open' ? 'has not signed yet' : 'did not sign'}</Text>
        ) : (
          <Text>
            signed <Moment at={instantMs(signature.signedAt)} />{' '}
            <Text span size="sm" c="dimmed">
              from {signature.address}
            </Text>
          </Text>
        )}
      </div>
    );
  });
}

function Deeds({ offer, onDone }: { offer: Offer; onDone(): Promise<void> }) {
  const { engagement } = useSession();
  const stepUp = useStepUp(why);
  const [ending, setEnding] = useState<'decline' | 'withdraw' | null>(null);
  const sign = useMutation({
    mutationFn: () =>
      stepUp.run(() => agreementsApi.offers.sign.call({ engagementId: engagement.id, offerId: offer.id, hash: offer.hash })),
    onSuccess: onDone,
    onError: (error) => announceProblem(error, 'It was not signed'),
  });
  return (
    <div className={classes.line}>
      <Group gap="xs">
        <ReasonButton size="md" loading={sign.isPending} reason={offer.may.sign} onClick={() => sign.mutate()}>
          Sign version {offer.version}
        </ReasonButton>
        <ReasonButton variant="default" size="md" reason={offer.may.decline} onClick={() => setEnding('decline')}>
          Decline
        </ReasonButton>
        <ReasonButton variant="default" size="md" reason={offer.may.withdraw} onClick={() => setEnding('withdraw')}>
          Withdraw
        </ReasonButton>
      </Group>
      {offer.may.sign !== null && (
        <Text size="sm" c="dimmed">
          {offer.may.sign}
        </Text>
      )}
      {stepUp.dialog}
      {ending !== null && <End offer={offer} how={ending} onClose={() => setEnding(null)} onDone={onDone} />}
    </div>
  );
}

interface EndProps {
  offer: Offer;
  how: 'decline' | 'withdraw';
  onClose(): void;
  onDone(): Promise<void>;
}

function End({ offer, how, onClose, onDone }: EndProps) {
  const { engagement } = useSession();
  const { go } = useNavigation();
  const [reason, setReason] = useState('');
  const [counter, setCounter] = useState(false);
  const end = useMutation({
    mutationFn: async () => {
      const input = { engagementId: engagement.id, offerId: offer.id, reason };
      if (how === 'decline') return (await agreementsApi.offers.decline.call({ ...input, counter })).draftId;
      await agreementsApi.offers.withdraw.call(input);
      return null;
    },
    onSuccess: async (draftId) => {
      onClose();
      await onDone();
      if (draftId !== null) go(`/agreement/${draftId}/matrix`);
    },
    onError: (error) => announceProblem(error, how === 'decline' ? 'It was not declined' : 'It was not withdrawn'),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={how === 'decline' ? 'Decline the offer' : 'Withdraw the offer'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          end.mutate();
        }}
      >
        <Stack gap="sm">
          <Textarea
            label="Why"
            description="Both sides read this."
            autosize
            minRows={3}
            maxLength={2_000}
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {how === 'decline' && (
            <Switch
              label="Begin a counter-offer from what it says"
              checked={counter}
              onChange={(event) => setCounter(event.currentTarget.checked)}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Not now
            </Button>
            <ReasonButton type="submit" loading={end.isPending} reason={reason.trim() === '' ? 'Say why first.' : null}>
              {how === 'decline' ? 'Decline' : 'Withdraw'}
            </ReasonButton>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function Again({ offer }: { offer: Offer }) {
  const { engagement, reasonAgainst } = useSession();
  const { go } = useNavigation();
  const again = useMutation({
    ...agreementsApi.offers.again.mutationOptions(),
    onSuccess: ({ draftId }) => go(`/agreement/${draftId}/matrix`),
    onError: (error) => announceProblem(error, 'The draft was not begun'),
  });
  return (
    <div className={classes.line}>
      <Text>What it said can be the beginning of another draft.</Text>
      <ReasonButton
        variant="default"
        loading={again.isPending}
        reason={reasonAgainst('agreements.draft.edit')}
        onClick={() => again.mutate({ engagementId: engagement.id, offerId: offer.id })}
      >
        Begin a draft from it
      </ReasonButton>
    </div>
  );
}

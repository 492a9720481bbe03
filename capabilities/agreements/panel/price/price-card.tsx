/**
 * The card that the draft is priced with. The provider chooses one of its own, or the example; it is copied into the
 * draft, where both sides read it.
 */
import { Group, Select, Text } from '@mantine/core';
import { PlaceLink } from '@tandem/platform/ui/navigation.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { announceProblem } from '@tandem/platform/ui/problem.tsx';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { dateWords } from '@tandem/platform/ui/time-words.ts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OpenDraft } from '../draft-data.ts';
import { agreementsApi } from '../draft-store.ts';
import type { PriceView } from './price-view.ts';

const example = 'example';

export function CardPanel({ open, view }: { open: OpenDraft; view: PriceView }) {
  const { reasonAgainst } = useSession();
  const mayRead = reasonAgainst('agreements.rate.read') === null;
  return (
    <Panel title="Rate card" aside={mayRead && <PlaceLink to="/agreement/rates">Rate cards</PlaceLink>}>
      <Text>
        {view.isExample ? 'None yet. ' : 'Priced with '}
        <b>{view.card.name}</b>
        {view.isExample ? ' is used meanwhile.' : ', as it was when it was chosen.'}
      </Text>
      {mayRead ? (
        <Choose open={open} />
      ) : (
        <Text size="sm" c="dimmed" mt="xs">
          The provider chooses the card. Its other cards are its own.
        </Text>
      )}
    </Panel>
  );
}

function Choose({ open }: { open: OpenDraft }) {
  const { engagement, reasonAgainst } = useSession();
  const engagementId = engagement.id;
  const rates = useQuery(agreementsApi.rates.list.queryOptions({ input: { engagementId, limit: 100 } }));
  const [chosen, setChosen] = useState<string | null>(null);
  const use = useMutation({
    mutationFn: async (rateId: string | null) => {
      await open.refresh();
      await agreementsApi.quotes.useCard.call({ engagementId, draftId: open.draft.id, rateId });
      await open.refresh();
    },
    onError: (error) => announceProblem(error, 'The card was not chosen'),
  });
  const own = (rates.data?.items ?? []).map(({ id, name, version, effectiveFrom }) => ({
    value: id,
    label: `${name}, version ${version}, from ${dateWords(effectiveFrom)}`,
  }));
  return (
    <Group align="flex-end" mt="sm" gap="xs">
      <Select
        label="Price it with"
        style={{ flex: '1 1 14rem' }}
        data={[...own, { value: example, label: 'Example card (calibrated, not surveyed)' }]}
        value={chosen}
        onChange={setChosen}
        placeholder="Choose a card"
      />
      <ReasonButton
        variant="default"
        loading={use.isPending}
        reason={reasonAgainst('agreements.rate.use') ?? open.reason ?? (chosen === null ? 'Choose a card first.' : null)}
        onClick={() => use.mutate(chosen === example ? null : chosen)}
      >
        Use it
      </ReasonButton>
    </Group>
  );
}

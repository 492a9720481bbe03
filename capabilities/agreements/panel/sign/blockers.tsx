/**
 * What stands between a draft and its offer, by the tab on which it is settled, each with one way there.
 */
import { Anchor, Group, Text, Title } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { type Side, sides } from '@tandem/core/responsibility/model.ts';
import type { Names } from '@tandem/platform/ui/names.ts';
import { PlaceLink } from '@tandem/platform/ui/navigation.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import classes from '../agreement.module.css';
import type { OpenDraft } from '../draft-data.ts';
import { tabName } from '../draft-frame.tsx';
import { FoldedList } from '../folded-list.tsx';
import { type BlockerGroup, groupBlockers } from './blockers-grouped.ts';
import signClasses from './sign.module.css';
import { focusSigner } from './signers.tsx';
import type { Signing } from './signing-data.ts';

interface BlockersProps {
  open: OpenDraft;
  signing: Signing;
  names: Names;
}

export function Blockers({ open, signing, names }: BlockersProps) {
  const count = signing.blockers.length;
  if (count === 0) return <Ready open={open} />;
  return (
    <Panel title={count === 1 ? '1 thing stands in the way' : `${count} things stand in the way`} flush>
      {groupBlockers(signing.blockers).map((group) => (
        <div className={signClasses.blockers} key={group.place}>
          <Group justify="space-between" gap="sm">
            <Title order={3} fz="sm" fw={640}>
              {tabName(group.place)}{' '}
              <Text span inherit c="dimmed" fw={400}>
                {group.sentences.length}
              </Text>
            </Title>
            <Way group={group} open={open} signing={signing} />
          </Group>
          <FoldedList items={group.sentences} keyOf={(sentence) => sentence} firstFew={4}>
            {(sentence) => <Text py={4}>{names.read(sentence)}</Text>}
          </FoldedList>
        </div>
      ))}
    </Panel>
  );
}

function Ready({ open }: { open: OpenDraft }) {
  return (
    <Panel title="Ready to be offered" flush>
      <div className={classes.line}>
        <Group gap="xs" wrap="nowrap">
          <IconCircleCheck size={18} style={{ flex: 'none' }} aria-hidden />
          <Text>
            {open.draft.kind === 'emergency'
              ? 'The file is sound, and this emergency makes no error worse.'
              : 'The file is sound, every error is fixed or accepted, the statement has no open blank, and both signers are named.'}
          </Text>
        </Group>
      </div>
    </Panel>
  );
}

function Way({ group: { place }, open, signing }: Omit<BlockersProps, 'names'> & { group: BlockerGroup }) {
  if (place !== 'sign') return <PlaceLink to={`/agreement/${open.draft.id}/${place}`}>{wayWords[place]}</PlaceLink>;
  const unsigned = unsignedSide(open, signing);
  if (unsigned === undefined) return null;
  return (
    <Anchor component="button" type="button" data-way onClick={() => focusSigner(unsigned)}>
      Name who signs
    </Anchor>
  );
}

/** The first side for which nobody is named who may sign; an emergency names nobody. */
function unsignedSide({ draft }: OpenDraft, { able }: Signing): Side | undefined {
  if (draft.kind === 'emergency') return undefined;
  return sides.find((side) => {
    const signer = draft.terms.signers[side];
    return !able.some((member) => member.side === side && member.memberId === signer?.memberId);
  });
}

const wayWords = {
  scope: 'To the scope',
  matrix: 'To the matrix',
  proof: 'To the proof',
  price: 'To the price',
  statement: 'To the statement',
};

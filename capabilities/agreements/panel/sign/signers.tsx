/**
 * Who signs for each side, named in the draft itself: both sides see and agree on it, and nobody else's signature counts.
 */
import { Group, Select, Stack, TextInput } from '@mantine/core';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useState } from 'react';
import type { OpenDraft } from '../draft-data.ts';
import type { Signing } from './signing-data.ts';

type Side = 'internal' | 'provider';

const fieldOf = (side: Side): string => `signer-${side}`;

/** Leads to the field that names who signs for a side. */
export function focusSigner(side: Side): void {
  document.getElementById(fieldOf(side))?.focus();
}

export function Signers({ open, able }: { open: OpenDraft; able: Signing['able'] }) {
  return (
    <Panel title="Who signs">
      <Stack gap="sm">
        <Signer side="internal" open={open} able={able} />
        <Signer side="provider" open={open} able={able} />
      </Stack>
    </Panel>
  );
}

function Signer({ side, open, able }: { side: Side; open: OpenDraft; able: Signing['able'] }) {
  const { parties } = useSession();
  const signer = open.draft.terms.signers[side];
  const [title, setTitle] = useState(signer?.title ?? '');
  const own = able.filter((member) => member.side === side);
  const put = (memberId: string, words: string) => {
    const member = own.find((each) => each.memberId === memberId);
    if (member === undefined) return;
    const named = { memberId, name: member.name, title: words.trim() || member.title || 'Signer' };
    setTitle(named.title);
    open.edit(({ terms, ...rest }) => ({ ...rest, terms: { ...terms, signers: { ...terms.signers, [side]: named } } }));
  };
  return (
    <Group gap="sm" align="flex-end">
      <Select
        id={fieldOf(side)}
        style={{ flex: '1 1 14rem' }}
        label={`For ${parties[side]}`}
        placeholder="Who signs"
        data={own.map(({ memberId, name }) => ({ value: memberId, label: name }))}
        value={signer?.memberId ?? null}
        disabled={open.reason !== null}
        allowDeselect={false}
        onChange={(value) => value !== null && put(value, own.find((each) => each.memberId === value)?.title ?? '')}
      />
      <TextInput
        style={{ flex: '1 1 14rem' }}
        label="As"
        placeholder="Title, such as Chief operating officer"
        maxLength={200}
        disabled={open.reason !== null || signer === undefined}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        onBlur={() => signer !== undefined && title.trim() !== signer.title && put(signer.memberId, title)}
      />
    </Group>
  );
}

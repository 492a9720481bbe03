/**
 * What can be done to an item now. Each control asks the server's own answer (`may`): allowed, or disabled with the
 * reason the server would refuse with. What needs words opens a small form; the rest happens at once.
 */
import { Button, Group, Menu, Modal, Stack, Textarea } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { AssignForm } from './assign-form.tsx';
import { HandOverForm } from './hand-over.tsx';
import { useItemChange } from './item-change.ts';
import { RedecideForm } from './redecide-form.tsx';
import { type Item, reasonFor, workApi } from './work-data.ts';

type Worded = 'resolve' | 'reopen' | 'wait-requester' | 'wait-vendor' | 'wait-other-side';
type Open = Worded | 'offer' | 'assign' | 'redecide' | null;

const questions: Record<Worded, { title: string; label: string; done: string }> = {
  resolve: { title: 'Resolve', label: 'How was it solved?', done: 'Resolve it' },
  reopen: { title: 'Reopen', label: 'What is not solved?', done: 'Reopen it' },
  'wait-requester': { title: 'Wait for the requester', label: 'What do you need from them?', done: 'Let it wait' },
  'wait-vendor': { title: 'Wait for the vendor', label: 'What do they have to do, and under which case?', done: 'Let it wait' },
  'wait-other-side': { title: 'Wait for the other side', label: 'What do you need from them?', done: 'Let it wait' },
};

export function ItemActions({ item }: { item: Item }) {
  const [open, setOpen] = useState<Open>(null);
  const close = (): void => setOpen(null);
  const ended = item.state === 'resolved' || item.state === 'closed';
  return (
    <>
      {ended ? (
        <ReasonButton variant="default" reason={reasonFor(item, 'reopen')} onClick={() => setOpen('reopen')}>
          Reopen
        </ReasonButton>
      ) : (
        <>
          <TakeButton item={item} />
          <ReasonButton variant="default" reason={reasonFor(item, 'offer')} onClick={() => setOpen('offer')}>
            Hand over
          </ReasonButton>
          <ReasonButton variant="default" reason={reasonFor(item, 'resolve')} onClick={() => setOpen('resolve')}>
            Resolve
          </ReasonButton>
        </>
      )}
      <MoreMenu item={item} onOpen={setOpen} />
      {open !== null && open in questions && <WordsDialog item={item} kind={open as Worded} onClose={close} />}
      <Modal
        opened={open === 'offer'}
        onClose={close}
        title={`Hand ${item.number} over`}
        size="lg"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <HandOverForm item={item} onClose={close} />
      </Modal>
      <Modal
        opened={open === 'assign'}
        onClose={close}
        title={`Give ${item.number} to somebody`}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <AssignForm item={item} onClose={close} />
      </Modal>
      <Modal
        opened={open === 'redecide'}
        onClose={close}
        title={`Change ${item.number}`}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <RedecideForm item={item} onClose={close} />
      </Modal>
    </>
  );
}

function TakeButton({ item }: { item: Item }) {
  const { engagement, memberId } = useSession();
  const take = useMutation(workApi.items.take.mutationOptions(useItemChange('It was not taken')));
  const mine = item.custody.memberId === memberId && item.custody.takenAt !== null;
  return (
    <ReasonButton
      reason={mine ? 'You have it.' : reasonFor(item, 'take')}
      loading={take.isPending}
      onClick={() => take.mutate({ engagementId: engagement.id, number: item.number, version: item.version })}
    >
      Take it
    </ReasonButton>
  );
}

function MoreMenu({ item, onOpen }: { item: Item; onOpen(open: Open): void }) {
  const { engagement } = useSession();
  const change = useItemChange('It was not changed');
  const resume = useMutation(workApi.items.resume.mutationOptions(change));
  const end = useMutation(workApi.items.close.mutationOptions(change));
  const input = { engagementId: engagement.id, number: item.number, version: item.version };
  const entries: [label: string, reason: string | null, act: () => void][] = [
    ['Give to somebody of my side', reasonFor(item, 'assign'), () => onOpen('assign')],
    ['Change priority or kind of work', reasonFor(item, 'redecide'), () => onOpen('redecide')],
    ['Wait for the requester', reasonFor(item, 'wait'), () => onOpen('wait-requester')],
    ['Wait for the vendor', reasonFor(item, 'wait'), () => onOpen('wait-vendor')],
    ['Wait for the other side', reasonFor(item, 'wait'), () => onOpen('wait-other-side')],
    ['Go on with it', reasonFor(item, 'resume'), () => resume.mutate(input)],
    ['Close', reasonFor(item, 'close'), () => end.mutate(input)],
  ];
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown size={15} />}>
          More
        </Button>
      </Menu.Target>
      <Menu.Dropdown maw={320}>
        {entries.map(([label, reason, act]) => (
          <Menu.Item
            key={label}
            onClick={() => reason === null && act()}
            aria-disabled={reason !== null}
            closeMenuOnClick={reason === null}
            c={reason === null ? undefined : 'dimmed'}
          >
            {label}
            {reason !== null && <div style={{ fontSize: '0.8125rem' }}>{reason}</div>}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function WordsDialog({ item, kind, onClose }: { item: Item; kind: Worded; onClose(): void }) {
  const { engagement } = useSession();
  const [words, setWords] = useState('');
  const done = useItemChange('It was not changed', onClose);
  const resolve = useMutation(workApi.items.resolve.mutationOptions(done));
  const reopen = useMutation(workApi.items.reopen.mutationOptions(done));
  const wait = useMutation(workApi.items.wait.mutationOptions(done));
  const question = questions[kind];
  const submit = (): void => {
    const input = { engagementId: engagement.id, number: item.number, version: item.version };
    if (kind === 'resolve') resolve.mutate({ ...input, resolution: words });
    else if (kind === 'reopen') reopen.mutate({ ...input, reason: words });
    else wait.mutate({ ...input, state: waitingState[kind], reason: words });
  };
  return (
    <Modal opened onClose={onClose} title={`${question.title}: ${item.number}`} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack>
          <Textarea
            label={question.label}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
            autosize
            minRows={3}
            maxRows={10}
            required
            maxLength={2_000}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button
              type="submit"
              loading={resolve.isPending || reopen.isPending || wait.isPending}
              disabled={words.trim() === ''}
            >
              {question.done}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

const waitingState = {
  'wait-requester': 'waiting-requester',
  'wait-vendor': 'waiting-vendor',
  'wait-other-side': 'waiting-other-side',
} as const;

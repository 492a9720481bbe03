/**
 * Signed in, and in no engagement yet: whoever may creates one here, and is its first member; everybody else is told
 * what to wait for.
 */
import { SegmentedControl, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { createApi } from '@tandem/platform/ui/api.ts';
import { DoorForm, DoorProblem } from '@tandem/platform/ui/door-form.tsx';
import { fieldProblem } from '@tandem/platform/ui/problem.tsx';
import { type ProblemFacts, problemOf } from '@tandem/platform/ui/problem-facts.ts';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { engagementsContract } from '../../engagements/contract.ts';
import { Door, DoorLink } from './door.tsx';
import { suggestPrefix, suggestSlug } from './engagement-names.ts';
import { leaveTo } from './way-back.ts';

const engagementsApi = createApi(engagementsContract);
const signOut = <DoorLink to="/sign-out">Sign out</DoorLink>;

export function StartScreen() {
  const me = useQuery({ ...engagementsApi.me.queryOptions(), retry: false });
  if (me.error && problemOf(me.error).status === 401) leaveTo('/sign-in?to=/start');
  if (me.error)
    return (
      <Door title="Tandem" below={signOut}>
        <DoorProblem problem={problemOf(me.error)} />
      </Door>
    );
  if (!me.data)
    return (
      <Door title="Tandem">
        <Skeleton h={160} aria-label="Loading" role="status" />
      </Door>
    );
  if (me.data.mayCreate !== true)
    return (
      <Door title={`Welcome, ${me.data.person.name}`} below={signOut}>
        <Text>
          You belong to no engagement yet. Ask whoever runs IT on your side to invite <b>{me.data.person.email}</b>; then open the
          link in their mail.
        </Text>
      </Door>
    );
  return <CreateEngagement />;
}

function CreateEngagement() {
  const [side, setSide] = useState<'internal' | 'provider'>('internal');
  const [internal, setInternal] = useState('');
  const [provider, setProvider] = useState('');
  const [slug, setSlug] = useState<string | null>(null);
  const [prefix, setPrefix] = useState<string | null>(null);
  const names = { slug: slug ?? suggestSlug(internal), prefix: prefix ?? suggestPrefix(internal) };
  const create = async () => {
    await engagementsApi.create.call({
      ...names,
      name: `${internal.trim()} with ${provider.trim()}`,
      parties: { internal, provider },
      side,
    });
    leaveTo(`/${names.slug}/people`);
  };
  return (
    <Door title="Create an engagement" sub="Two organisations that share the work on one IT." below={signOut}>
      <DoorForm submit="Create it" onSubmit={create} fields={['slug', 'prefix', 'parties.internal', 'parties.provider']}>
        {(problem) => (
          <>
            <SideChoice value={side} onChange={setSide} />
            <TextInput
              label="The organisation with its own IT"
              placeholder="Harbor Fabrication"
              value={internal}
              error={fieldProblem(problem, 'parties.internal')}
              onChange={(event) => setInternal(event.currentTarget.value)}
            />
            <TextInput
              label="Its service provider"
              placeholder="Northline MSP"
              value={provider}
              error={fieldProblem(problem, 'parties.provider')}
              onChange={(event) => setProvider(event.currentTarget.value)}
            />
            <ShortNames names={names} problem={problem} onSlug={setSlug} onPrefix={setPrefix} />
          </>
        )}
      </DoorForm>
    </Door>
  );
}

function SideChoice({ value, onChange }: { value: 'internal' | 'provider'; onChange(side: 'internal' | 'provider'): void }) {
  const id = useId();
  return (
    <div>
      <Text id={id} size="sm" fw={500} mb={2}>
        You work for
      </Text>
      <SegmentedControl
        fullWidth
        aria-labelledby={id}
        value={value}
        onChange={onChange}
        data={[
          { value: 'internal', label: 'The organisation' },
          { value: 'provider', label: 'The provider' },
        ]}
      />
    </div>
  );
}

interface ShortNamesProps {
  names: { slug: string; prefix: string };
  problem: ProblemFacts | null;
  onSlug(value: string): void;
  onPrefix(value: string): void;
}

function ShortNames({ names, problem, onSlug, onPrefix }: ShortNamesProps) {
  return (
    <Stack gap="sm">
      <TextInput
        label="Short name, as in addresses"
        value={names.slug}
        error={fieldProblem(problem, 'slug')}
        onChange={(event) => onSlug(event.currentTarget.value)}
      />
      <TextInput
        label="Letters before each number"
        description={`Work is numbered ${names.prefix || 'HAR'}-1042.`}
        value={names.prefix}
        error={fieldProblem(problem, 'prefix')}
        onChange={(event) => onPrefix(event.currentTarget.value.toUpperCase())}
      />
    </Stack>
  );
}

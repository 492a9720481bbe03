/**
 * Planned absences: who is away from when to when, so that the proof of the year knows it. Without an end, somebody is away
 * until further notice.
 */
import { Select, TextInput } from '@mantine/core';
import { canonicalJson } from '@tandem/core/responsibility/canonical.ts';
import type { Absence } from '@tandem/core/responsibility/model.ts';
import { timeText } from '@tandem/core/responsibility/parse/written.ts';
import { useState } from 'react';
import type { OpenDraft } from './draft-data.ts';
import { ScopeLines } from './scope-lines.tsx';
import { Keep, Sheet } from './scope-party-forms.tsx';
import { writtenTimeWords } from './written-time.ts';

/** An absence has no id: what it says tells it from others. */
const keyOf = (absence: Absence): string => canonicalJson(absence);

export function AbsencesPanel({ open }: { open: OpenDraft }) {
  const [edited, setEdited] = useState<string | null>(null);
  const { people, absences = [] } = open.draft.file;
  const nameOf = (id: string): string => people.find((person) => person.id === id)?.name ?? id;
  const sorted = absences.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  return (
    <ScopeLines
      open={open}
      title="Planned absences"
      add="Add an absence"
      nothing="Nobody is planned to be away."
      lines={sorted.map((absence) => ({
        id: keyOf(absence),
        name: nameOf(absence.person),
        about: `From ${writtenTimeWords(absence.from)}, ${absence.to === undefined ? 'until further notice' : `back on ${writtenTimeWords(absence.to)}`}`,
        stays: null,
      }))}
      onEdit={setEdited}
      onRemove={(key) => putAbsence(open, key, null)}
    >
      <Sheet id={edited} onClose={() => setEdited(null)} title={edited === '' ? 'A new absence' : 'An absence'}>
        <AbsenceFields
          open={open}
          known={absences.find((absence) => keyOf(absence) === edited)}
          onClose={() => setEdited(null)}
        />
      </Sheet>
    </ScopeLines>
  );
}

/** Puts an absence in the place of the one with the key, or as a new one; null takes it away. */
function putAbsence(open: OpenDraft, key: string, absence: Absence | null): void {
  open.edit(({ terms, file }) => {
    const others = (file.absences ?? []).filter(
      (each) => keyOf(each) !== key && (absence === null || keyOf(each) !== keyOf(absence)),
    );
    return { terms, file: { ...file, absences: absence === null ? others : [...others, absence] } };
  });
}

interface AbsenceFieldsProps {
  open: OpenDraft;
  known: Absence | undefined;
  onClose(): void;
}

function AbsenceFields({ open, known, onClose }: AbsenceFieldsProps) {
  const [person, setPerson] = useState(known?.person ?? '');
  const [from, setFrom] = useState(known?.from ?? '');
  const [to, setTo] = useState(known?.to ?? '');
  const problem = problemOf(from.trim(), to.trim());
  const keep = (): void => {
    const end = to.trim();
    putAbsence(open, known ? keyOf(known) : '', { person, from: from.trim(), ...(end === '' ? {} : { to: end }) });
    onClose();
  };
  return (
    <>
      <Select
        label="Who"
        required
        searchable
        data={open.draft.file.people.map(({ id, name }) => ({ value: id, label: name }))}
        value={person === '' ? null : person}
        onChange={(id) => setPerson(id ?? '')}
      />
      <TextInput
        label="From"
        required
        description="A day such as 2027-07-05, or with a time: 2027-07-05T12:00."
        maxLength={25}
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <TextInput
        label="Back on"
        description="The first day or time at which they are there again. Blank: until further notice."
        maxLength={25}
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <Keep open={open} name={person === '' ? '' : person} reason={problem} onKeep={keep} />
    </>
  );
}

function problemOf(from: string, to: string): string | null {
  if (timeText(from) !== null) return 'Say from when, such as 2027-07-05.';
  if (to === '') return null;
  if (timeText(to) !== null) return 'The return is not a day or time.';
  return to > from ? null : 'They are back after they left.';
}

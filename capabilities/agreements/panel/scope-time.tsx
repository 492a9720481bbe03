/**
 * How large the company is and when it works: counts, the site's time zone, the hours of each weekday, and the days off.
 */
import { Select, SimpleGrid, Stack, Text } from '@mantine/core';
import { dayNames } from '@tandem/core/commercial/statement/words.ts';
import { type Holidays, type Weekday, weekdays } from '@tandem/core/responsibility/model.ts';
import { hoursText, regionText } from '@tandem/core/responsibility/parse/written.ts';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { useMemo } from 'react';
import type { OpenDraft } from './draft-data.ts';
import { DaysOff } from './scope-days-off.tsx';
import { Kept } from './scope-field.tsx';

const countWords = { users: 'Users', workstations: 'Workstations', servers: 'Servers' } as const;

export function SizePanel({ open }: { open: OpenDraft }) {
  const { internal } = open.draft.file.parties;
  const put = (key: keyof typeof countWords, text: string): void =>
    open.edit(({ file, terms }) => ({
      terms,
      file: { ...file, parties: { ...file.parties, internal: { ...file.parties.internal, [key]: Number(text) } } },
    }));
  return (
    <Panel title={`How large ${internal.name} is`}>
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        {(Object.keys(countWords) as (keyof typeof countWords)[]).map((key) => (
          <Kept
            key={key}
            label={countWords[key]}
            value={internal[key] === undefined ? '' : String(internal[key])}
            locked={open.reason !== null}
            check={(text) => (/^\d{1,7}$/.test(text) ? null : 'Write a whole number, such as 75.')}
            onKeep={(text) => put(key, text)}
          />
        ))}
      </SimpleGrid>
    </Panel>
  );
}

export const badHours = 'Write 08:00-17:00. Past midnight is two days: until 24:00, and from 00:00 on the next.';

export const spansOf = (text: string): string[] => text.split(/[\s,]+/).filter((span) => span !== '');

export function TimePanel({ open }: { open: OpenDraft }) {
  const { file } = open.draft;
  const locked = open.reason !== null;
  const putHours = (day: Weekday, text: string): void =>
    open.edit((agreement) => {
      const { [day]: _, ...others } = agreement.file.hours ?? {};
      const [first, ...more] = spansOf(text);
      const hours = first === undefined ? others : { ...others, [day]: more.length === 0 ? first : [first, ...more] };
      return { ...agreement, file: { ...agreement.file, hours } };
    });
  return (
    <Panel title="When you work">
      <Stack gap="sm">
        <ZoneField open={open} />
        <Text size="sm" c="dimmed">
          Hours such as 08:00-17:00; two spans with a comma between them; blank when closed.
        </Text>
        <SimpleGrid cols={2} spacing="sm">
          {weekdays.map((day) => (
            <Kept
              key={day}
              label={dayNames[day]}
              placeholder="closed"
              locked={locked}
              value={[file.hours?.[day] ?? []].flat().join(', ')}
              check={(text) => (spansOf(text).every((span) => hoursText(span) === null) ? null : badHours)}
              onKeep={(text) => putHours(day, text)}
            />
          ))}
        </SimpleGrid>
        <HolidayFields open={open} />
      </Stack>
    </Panel>
  );
}

interface ZoneSelectProps {
  zone: string;
  locked: boolean;
  onChange(zone: string): void;
}

export function ZoneSelect({ zone, locked, onChange }: ZoneSelectProps) {
  const zones = useMemo(() => [...new Set([zone, 'UTC', ...Intl.supportedValuesOf('timeZone')])], [zone]);
  return (
    <Select
      label="Time zone"
      searchable
      allowDeselect={false}
      limit={80}
      disabled={locked}
      data={zones}
      value={zone}
      onChange={(next) => next && onChange(next)}
    />
  );
}

function ZoneField({ open }: { open: OpenDraft }) {
  return (
    <ZoneSelect
      zone={open.draft.file.sites[0]?.timezone ?? 'UTC'}
      locked={open.reason !== null}
      onChange={(timezone) =>
        open.edit(({ file, terms }) => ({
          terms,
          file: { ...file, sites: file.sites.map((site, index) => (index === 0 ? { ...site, timezone } : site)) },
        }))
      }
    />
  );
}

/** Countries whose public holidays are known, by their two-letter codes. */
export const countries =
  'AR AT AU BE BG BR CA CH CL CN CO CR CY CZ DE DK EE ES FI FR GB GR HK HR HU IE IL IN IS IT JP KR LT LU LV MT MX MY NL NO NZ PE PH PL PT RO RS SE SG SI SK TH TR UA US UY VN ZA'.split(
    ' ',
  );

function HolidayFields({ open }: { open: OpenDraft }) {
  const locked = open.reason !== null;
  const { country, region, dates = [] } = open.draft.file.holidays ?? {};
  const names = useMemo(() => new Intl.DisplayNames('en', { type: 'region' }), []);
  const codes = [...new Set([...(country === undefined ? [] : [country]), ...countries])];
  const put = (key: keyof Holidays, value: string | string[] | undefined): void =>
    open.edit(({ terms, file }) => {
      const { [key]: _, ...others } = file.holidays ?? {};
      // A region is one of its country: with another country it means nothing.
      const kept = key === 'country' ? withoutRegion(others) : others;
      const next = value === undefined || value.length === 0 ? kept : { ...kept, [key]: value };
      const { holidays: __, ...rest } = file;
      return { terms, file: Object.keys(next).length === 0 ? rest : { ...rest, holidays: next } };
    });
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Select
          label="Public holidays of"
          placeholder="No country"
          searchable
          clearable
          disabled={locked}
          data={codes.map((value) => ({ value, label: names.of(value) ?? value }))}
          value={country ?? null}
          onChange={(value) => put('country', value ?? undefined)}
        />
        <Kept
          label="State or region"
          placeholder={country === undefined ? 'Choose a country first' : 'Its short code, such as TX'}
          locked={locked || country === undefined}
          value={region ?? ''}
          check={(text) => (text === '' ? null : regionText(text))}
          onKeep={(text) => put('region', text)}
        />
      </SimpleGrid>
      <DaysOff dates={dates} locked={locked} onChange={(next) => put('dates', next)} />
    </>
  );
}

function withoutRegion({ region: _, ...rest }: Holidays): Holidays {
  return rest;
}

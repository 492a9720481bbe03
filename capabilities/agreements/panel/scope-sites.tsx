/**
 * The sites of a draft: the first is where the company works unless something else is said, and each further one has a
 * zone and, where they differ, hours and days off of its own.
 */
import { Select, SimpleGrid, Switch, TextInput } from '@mantine/core';
import { dayNames, siteName } from '@tandem/core/commercial/statement/words.ts';
import { type Holidays, type Hours, type Site, type Weekday, weekdays } from '@tandem/core/responsibility/model.ts';
import { dateText, hoursText, regionText } from '@tandem/core/responsibility/parse/written.ts';
import { useMemo, useState } from 'react';
import type { OpenDraft } from './draft-data.ts';
import { DaysOff } from './scope-days-off.tsx';
import { ScopeLines } from './scope-lines.tsx';
import { freePlaceId, placeUses } from './scope-parties.ts';
import { Keep, NameField, Sheet } from './scope-party-forms.tsx';
import { badHours, countries, spansOf, ZoneSelect } from './scope-time.tsx';

export function SitesPanel({ open }: { open: OpenDraft }) {
  const [edited, setEdited] = useState<string | null>(null);
  const { file } = open.draft;
  const known = file.sites.find(({ id }) => id === edited);
  return (
    <ScopeLines
      open={open}
      title="Sites"
      add="Add a site"
      nothing="No site yet."
      lines={file.sites.map((site, index) => {
        const uses = placeUses(file, 'sites', site.id);
        const first = index === 0 ? 'The first site is where the company works unless another is said.' : null;
        const stays = uses.length === 0 ? null : `It is still named in ${uses.join('; ')}. Change that first.`;
        return { id: site.id, name: siteName(site), about: aboutSite(site), stays: first ?? stays };
      })}
      onEdit={setEdited}
      onRemove={(id) =>
        open.edit(({ terms, file: each }) => ({ terms, file: { ...each, sites: each.sites.filter((site) => site.id !== id) } }))
      }
    >
      <Sheet id={edited} onClose={() => setEdited(null)} title={known ? siteName(known) : 'A new site'}>
        <SiteFields open={open} known={known} onClose={() => setEdited(null)} />
      </Sheet>
    </ScopeLines>
  );
}

function aboutSite({ timezone, hours, holidays }: Site): string {
  const own = [hours && 'hours', holidays && 'days off'].filter(Boolean).join(' and ');
  return own === '' ? timezone : `${timezone}, with ${own} of its own`;
}

interface SiteFieldsProps {
  open: OpenDraft;
  known: Site | undefined;
  onClose(): void;
}

function SiteFields({ open, known, onClose }: SiteFieldsProps) {
  const { file } = open.draft;
  const [name, setName] = useState(known ? siteName(known) : '');
  const [timezone, setTimezone] = useState(known?.timezone ?? file.sites[0]?.timezone ?? 'UTC');
  const [hours, setHours] = useState<Record<Weekday, string> | null>(known?.hours ? textsOf(known.hours) : null);
  const [holidays, setHolidays] = useState<Holidays | null>(known?.holidays ?? null);
  const keep = (): void => {
    const { hours: _h, holidays: _d, ...rest } = known ?? { id: freePlaceId(file, 'sites', name) };
    const site: Site = { ...rest, name: name.trim(), timezone };
    if (hours !== null) site.hours = hoursOf(hours);
    if (holidays !== null) site.holidays = holidays;
    open.edit(({ terms, file: each }) => {
      const isThere = each.sites.some(({ id }) => id === site.id);
      const sites = isThere ? each.sites.map((other) => (other.id === site.id ? site : other)) : [...each.sites, site];
      return { terms, file: { ...each, sites } };
    });
    onClose();
  };
  return (
    <>
      <NameField value={name} onChange={setName} />
      <ZoneSelect zone={timezone} locked={open.reason !== null} onChange={setTimezone} />
      <Switch
        label="Has working hours of its own"
        checked={hours !== null}
        onChange={(event) => setHours(event.currentTarget.checked ? textsOf(file.hours ?? {}) : null)}
      />
      {hours !== null && <HoursFields hours={hours} onChange={setHours} />}
      <Switch
        label="Has days off of its own"
        checked={holidays !== null}
        onChange={(event) => setHolidays(event.currentTarget.checked ? (file.holidays ?? {}) : null)}
      />
      {holidays !== null && <DaysOffFields holidays={holidays} onChange={setHolidays} />}
      <Keep open={open} name={name} reason={problemOf(hours, holidays)} onKeep={keep} />
    </>
  );
}

const textsOf = (hours: Hours): Record<Weekday, string> =>
  Object.fromEntries(weekdays.map((day) => [day, [hours[day] ?? []].flat().join(', ')])) as Record<Weekday, string>;

function hoursOf(texts: Record<Weekday, string>): Hours {
  const hours: Hours = {};
  for (const day of weekdays) {
    const [first, ...more] = spansOf(texts[day]);
    if (first !== undefined) hours[day] = more.length === 0 ? first : [first, ...more];
  }
  return hours;
}

const hoursProblem = (text: string): string | null => (spansOf(text).every((span) => hoursText(span) === null) ? null : badHours);

function problemOf(hours: Record<Weekday, string> | null, holidays: Holidays | null): string | null {
  const badDay = hours === null ? undefined : weekdays.find((day) => hoursProblem(hours[day]) !== null);
  if (badDay !== undefined) return `The hours of ${dayNames[badDay]} are not understood.`;
  if (holidays?.region !== undefined && regionText(holidays.region) !== null) return 'The region is not understood.';
  if (holidays?.dates?.some((date) => dateText(date) !== null)) return 'A day off is not a date.';
  return null;
}

interface HoursFieldsProps {
  hours: Record<Weekday, string>;
  onChange(hours: Record<Weekday, string>): void;
}

function HoursFields({ hours, onChange }: HoursFieldsProps) {
  return (
    <SimpleGrid cols={2} spacing="sm">
      {weekdays.map((day) => (
        <TextInput
          key={day}
          label={dayNames[day]}
          placeholder="closed"
          error={hoursProblem(hours[day])}
          maxLength={100}
          value={hours[day]}
          onChange={(event) => onChange({ ...hours, [day]: event.currentTarget.value })}
        />
      ))}
    </SimpleGrid>
  );
}

function DaysOffFields({ holidays, onChange }: { holidays: Holidays; onChange(holidays: Holidays): void }) {
  const names = useMemo(() => new Intl.DisplayNames('en', { type: 'region' }), []);
  const { country, region, dates, ...rest } = holidays;
  const codes = [...new Set([...(country === undefined ? [] : [country]), ...countries])];
  const put = (next: Pick<Holidays, 'country' | 'region' | 'dates'>): void =>
    onChange({
      ...rest,
      ...(next.country && { country: next.country }),
      ...(next.country && next.region && { region: next.region }),
      ...(next.dates && next.dates.length > 0 && { dates: next.dates.toSorted() }),
    });
  return (
    <>
      <Select
        label="Public holidays of"
        placeholder="No country"
        searchable
        clearable
        data={codes.map((value) => ({ value, label: names.of(value) ?? value }))}
        value={country ?? null}
        onChange={(next) => put({ ...(next !== null && { country: next }), ...(dates && { dates }) })}
      />
      <TextInput
        label="State or region"
        placeholder={country === undefined ? 'Choose a country first' : 'Its short code, such as TX'}
        disabled={country === undefined}
        error={region === undefined ? null : regionText(region)}
        maxLength={10}
        value={region ?? ''}
        onChange={(event) => put({ ...holidays, region: event.currentTarget.value.trim() })}
      />
      <DaysOff dates={dates ?? []} locked={false} onChange={(next) => put({ ...holidays, dates: next })} />
    </>
  );
}

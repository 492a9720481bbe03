/**
 * The ways through the product: groups of entries at the left, and on a phone a bar below with the rest behind "More".
 */
import { Drawer } from '@mantine/core';
import { IconMenu2 } from '@tabler/icons-react';
import { type ComponentType, type ReactNode, Suspense, useState } from 'react';
import { PlaceLink, useNavigation } from './navigation.tsx';
import classes from './shell.module.css';

export interface NavEntry {
  /** Below the engagement: `/work`. */
  place: string;
  label: string;
  icon: ComponentType<{ size?: number; stroke?: number }>;
  /** Draws a count at the right of the entry; see NavCount. */
  Count?: ComponentType | undefined;
}

export interface NavGroup {
  label?: string;
  entries: readonly NavEntry[];
}

/** A number beside an entry; `gap` is the tone of what must not stay. Zero and unknown draw nothing. */
export function NavCount({ count, tone, words }: { count: number | undefined; tone?: 'gap'; words: string }) {
  if (!count) return null;
  return (
    <span className={classes.count} data-tone={tone} title={`${count} ${words}`}>
      {count > 999 ? '999+' : count}
    </span>
  );
}

const isWithin = (place: string, entry: string): boolean => place === entry || place.startsWith(`${entry}/`);

/** Of several entries that a place lies within (`/agreement` and `/agreement/history`), the narrowest is the current one. */
function currentOf(place: string, groups: readonly NavGroup[]): string | undefined {
  const within = groups.flatMap(({ entries }) => entries).filter((entry) => isWithin(place, entry.place));
  return within.toSorted((a, b) => b.place.length - a.place.length)[0]?.place;
}

function Entry({ entry, current, onFollow }: { entry: NavEntry; current: boolean; onFollow?: () => void }) {
  const Icon = entry.icon;
  return (
    <li>
      <PlaceLink
        className={classes.entry}
        to={entry.place}
        aria-current={current ? 'page' : undefined}
        {...(onFollow && { onClick: onFollow })}
      >
        <span className={classes.entryicon}>
          <Icon size={17} stroke={1.75} />
        </span>
        <span className={classes.entrylabel}>{entry.label}</span>
        {entry.Count && (
          <Suspense>
            <entry.Count />
          </Suspense>
        )}
      </PlaceLink>
    </li>
  );
}

export function NavGroups({ groups, onFollow }: { groups: readonly NavGroup[]; onFollow?: () => void }) {
  const current = currentOf(useNavigation().place, groups);
  return groups.map((group) => (
    <div key={group.label ?? ''}>
      {group.label && <p className={classes.grouplabel}>{group.label}</p>}
      <ul className={classes.group} aria-label={group.label}>
        {group.entries.map((entry) => (
          <Entry key={entry.place} entry={entry} current={entry.place === current} {...(onFollow && { onFollow })} />
        ))}
      </ul>
    </div>
  ));
}

const tabsShown = 4;

/** The phone's bar: the first entries of the first group, and everything behind "More". */
export function NavBar({ groups, foot }: { groups: readonly NavGroup[]; foot: ReactNode }) {
  const current = currentOf(useNavigation().place, groups);
  const [opened, setOpened] = useState(false);
  const tabs = groups.flatMap((group) => group.entries).slice(0, tabsShown);
  return (
    <>
      <nav className={classes.bar} aria-label="Main">
        {tabs.map((entry) => (
          <PlaceLink
            key={entry.place}
            className={classes.tab}
            to={entry.place}
            aria-current={entry.place === current ? 'page' : undefined}
          >
            <entry.icon size={20} stroke={1.75} />
            {entry.label}
          </PlaceLink>
        ))}
        <button type="button" className={classes.tab} onClick={() => setOpened(true)}>
          <IconMenu2 size={20} stroke={1.75} />
          More
        </button>
      </nav>
      <Drawer opened={opened} onClose={() => setOpened(false)} title="Tandem" size="xs">
        <NavGroups groups={groups} onFollow={() => setOpened(false)} />
        {foot}
      </Drawer>
    </>
  );
}

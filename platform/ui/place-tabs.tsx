/**
 * The way between the screens of one thing: links in one line, so that each can be opened beside the other.
 */
import type { ReactNode } from 'react';
import { PlaceLink } from './navigation.tsx';
import classes from './place-tabs.module.css';
import { useChosenInView } from './sideways.ts';

interface PlaceTabsProps {
  /** What the screens are of, for whoever does not see them: "Parts of the draft". */
  label: string;
  tabs: readonly { to: string; label: ReactNode }[];
  /** Place of the screen that is shown. */
  current: string | undefined;
}

export function PlaceTabs({ label, tabs, current }: PlaceTabsProps) {
  const line = useChosenInView<HTMLElement>(current);
  return (
    <nav ref={line} className={`${classes.tabs} t-sideways`} aria-label={label}>
      {tabs.map((tab) => (
        <PlaceLink
          key={tab.to}
          to={tab.to}
          className={classes.tab}
          {...(tab.to === current && { 'aria-current': 'page' as const })}
        >
          {tab.label}
        </PlaceLink>
      ))}
    </nav>
  );
}

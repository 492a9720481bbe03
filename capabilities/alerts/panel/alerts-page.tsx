/**
 * The frame that the screens of alerts share: one heading, and the way between alerts, their sources, the place to try a
 * body, and what could not be read. The ways are links, so each can be opened beside the other.
 */

import { PlaceLink, useNavigation } from '@tandem/platform/ui/navigation.tsx';
import { Page } from '@tandem/platform/ui/page.tsx';
import type { ReactNode } from 'react';
import classes from './alerts.module.css';
import { useSources } from './alerts-data.ts';

const ways = [
  { to: '/alerts', label: 'Alerts' },
  { to: '/alerts/sources', label: 'Sources' },
  { to: '/alerts/try', label: 'Try it' },
  { to: '/alerts/quarantine', label: 'Quarantine' },
];

interface AlertsPageProps {
  title: string;
  sub?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

export function AlertsPage({ title, sub, actions, children }: AlertsPageProps) {
  const { place } = useNavigation();
  const sources = useSources();
  const waiting = sources.data?.items.reduce((sum, source) => sum + source.waiting, 0) ?? 0;
  const current = ways.findLast(({ to }) => place === to || place.startsWith(`${to}/`))?.to;
  return (
    <Page title={title} sub={sub} actions={actions}>
      <nav className={classes.tabs} aria-label="Alerts">
        {ways.map(({ to, label }) => (
          <PlaceLink key={to} to={to} className={classes.tab} {...(to === current && { 'aria-current': 'page' as const })}>
            {label}
            {to === '/alerts/quarantine' && waiting > 0 && ` ${waiting}`}
          </PlaceLink>
        ))}
      </nav>
      {children}
    </Page>
  );
}

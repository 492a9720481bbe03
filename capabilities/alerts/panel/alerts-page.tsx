/**
 * The frame that the screens of alerts share: one heading, and the way between alerts, their sources, the place to try a
 * body, and what could not be read.
 */

import { useNavigation } from '@tandem/platform/ui/navigation.tsx';
import { Page } from '@tandem/platform/ui/page.tsx';
import { PlaceTabs } from '@tandem/platform/ui/place-tabs.tsx';
import type { ReactNode } from 'react';
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
  const tabs = ways.map(({ to, label }) => ({
    to,
    label: to === '/alerts/quarantine' && waiting > 0 ? `${label} ${waiting}` : label,
  }));
  const current = ways.findLast(({ to }) => place === to || place.startsWith(`${to}/`))?.to;
  return (
    <Page title={title} sub={sub} actions={actions}>
      <PlaceTabs label="Alerts" tabs={tabs} current={current} />
      {children}
    </Page>
  );
}

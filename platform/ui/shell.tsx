/**
 * The frame around every screen: where one can go, the ask box, the clock of the site, as whom one acts. On a change of
 * place the focus moves to the content, so that a keyboard or a screen reader starts where the news is; the first stop
 * of the Tab key skips the navigation. In example mode a line says so on every screen.
 */
import { Text } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { Mark } from './mark.tsx';
import { useNavigation } from './navigation.tsx';
import { useSession } from './session.ts';
import classes from './shell.module.css';
import { NavBar, type NavGroup, NavGroups } from './shell-nav.tsx';
import { ShellTop, type ShellTopProps } from './shell-top.tsx';
import { ShortcutList } from './shortcut-list.tsx';
import { useShortcutKeys } from './shortcuts.ts';

interface ShellProps extends ShellTopProps {
  groups: readonly NavGroup[];
  children: ReactNode;
}

export function Shell({ groups, children, ...top }: ShellProps) {
  const content = useRef<HTMLElement>(null);
  useShortcutKeys();
  useContentFocus(content);
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#content">
        Skip to the content
      </a>
      <div className={classes.side}>
        <div className={classes.brand}>
          <Mark /> Tandem
        </div>
        <nav className={classes.nav} aria-label="Main">
          <NavGroups groups={groups} />
        </nav>
        <ExampleNote />
      </div>
      <div className={classes.main}>
        <ShellTop {...top} />
        <main className={classes.content} id="content" tabIndex={-1} ref={content}>
          {children}
        </main>
      </div>
      <NavBar groups={groups} foot={<ExampleNote />} />
      <ShortcutList />
    </div>
  );
}

function ExampleNote() {
  const { example, engagement } = useSession();
  return (
    <Text size="xs" c="dimmed" px="md" py="sm" style={{ borderTop: '1px solid var(--t-line)' }}>
      {engagement.name}
      {example && (
        <Text span display="block" size="xs" fw={600} c="var(--t-vendor-ink)">
          Example data, on this machine only
        </Text>
      )}
    </Text>
  );
}

/** Moves the focus to the content when the place changes, but not on the first drawing. */
function useContentFocus(content: React.RefObject<HTMLElement | null>): void {
  const { place } = useNavigation();
  const before = useRef(place);
  useEffect(() => {
    if (before.current === place) return;
    before.current = place;
    content.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [place, content]);
}

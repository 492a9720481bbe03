/**
 * The bar above every screen: the ask box, the site's clock, and as whom the person acts here.
 */
import { Badge, Group, Kbd, Menu, Text, Tooltip, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { IconChevronDown, IconSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useNow } from './clock.ts';
import { useLiveState } from './live.ts';
import { Mark } from './mark.tsx';
import { useNavigation } from './navigation.tsx';
import { openPalette } from './palette.tsx';
import { useSession } from './session.ts';
import classes from './shell.module.css';
import { SideBadge } from './side.tsx';
import { absoluteWords } from './time.tsx';
import { formatWall, zoneCity } from './time-words.ts';

export interface ShellTopProps {
  /** In the ask box: "Who handles… e.g. erp p1 saturday 2am". */
  askWords: string;
  /** Beside the clock: the bell. */
  tools?: ReactNode;
  onSignOut(): void;
  /** Acts in another engagement, named by its slug. */
  onSwitch(slug: string): void;
}

export function ShellTop(props: ShellTopProps) {
  return (
    <header className={classes.top}>
      <span className={classes.phonebrand}>
        <Mark /> Tandem
      </span>
      <button type="button" className={classes.ask} onClick={openPalette} aria-haspopup="dialog">
        <IconSearch size={16} stroke={1.75} aria-hidden />
        <span className={classes.asktext}>{props.askWords}</span>
        <Kbd size="xs" className={classes.askkeys ?? ''}>
          Ctrl K
        </Kbd>
      </button>
      <span className={classes.spring} />
      <Connection />
      <SiteClock />
      {props.tools}
      <SessionMenu {...props} />
    </header>
  );
}

/** Says when the screen no longer follows the server; silent while it does. */
function Connection() {
  const state = useLiveState();
  if (state !== 'lost') return null;
  return (
    <Tooltip label="The connection for live updates is lost. What you see may be old; the page tries again by itself.">
      <Badge color="red" variant="outline" role="status" tt="none" radius="sm">
        Reconnecting
      </Badge>
    </Tooltip>
  );
}

function SiteClock() {
  const now = useNow(1000);
  const { engagement } = useSession();
  const zone = engagement.zone;
  return (
    <Tooltip label={absoluteWords(now, zone)}>
      <time className={classes.clock} dateTime={new Date(now).toISOString()}>
        <Text span visibleFrom="md" inherit>
          {formatWall(now, zone, 'full')} {zoneCity(zone)}
        </Text>
        <Text span hiddenFrom="md" inherit>
          {formatWall(now, zone, 'near')}
        </Text>
      </time>
    </Tooltip>
  );
}

function SessionMenu({ onSignOut, onSwitch }: ShellTopProps) {
  const session = useSession();
  const { go } = useNavigation();
  const firstName = session.person.name.split(' ')[0] ?? session.person.name;
  const others = session.engagements.filter((each) => each.id !== session.engagement.id);
  return (
    <Menu position="bottom-end" width={270}>
      <Menu.Target>
        <UnstyledButton title={`${session.person.name}, ${session.parties[session.side]}: account and engagements`}>
          <Group gap={4} wrap="nowrap">
            <SideBadge side={session.side} label={firstName} />
            <IconChevronDown size={14} aria-hidden />
          </Group>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {session.person.name} · {session.role} at {session.parties[session.side]}
        </Menu.Label>
        <Menu.Item onClick={() => go('/account')}>Account</Menu.Item>
        {others.length > 0 && <Menu.Label>Act in another engagement</Menu.Label>}
        {others.map((each) => (
          <Menu.Item key={each.id} onClick={() => onSwitch(each.slug)}>
            {each.name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>Colours</Menu.Label>
        <SchemeItems />
        <Menu.Divider />
        <Menu.Item onClick={onSignOut}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function SchemeItems() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu.RadioGroup value={colorScheme} onChange={(scheme) => setColorScheme(scheme as 'light' | 'dark' | 'auto')}>
      <Menu.RadioItem value="light">Light</Menu.RadioItem>
      <Menu.RadioItem value="dark">Dark</Menu.RadioItem>
      <Menu.RadioItem value="auto">As the device</Menu.RadioItem>
    </Menu.RadioGroup>
  );
}

/**
 * Going from screen to screen. Screens name places below the engagement (`/work/HAR-1042`); the web app, which owns the
 * router, says how such a place becomes an address, and carries the query (`?at=…`) that makes a view shareable.
 * A link is a real link: it can be opened in a new tab, and only a plain click is taken over.
 */
import {
  type AnchorHTMLAttributes,
  createContext,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useContext,
  useRef,
} from 'react';

export type Query = Record<string, string | undefined>;

export interface Navigation {
  /** The address of a place below the engagement. */
  href(place: string, query?: Query): string;
  go(place: string, query?: Query, options?: { replace?: boolean }): void;
  /** The present place below the engagement, `/work/HAR-1042`. */
  place: string;
  query: Query;
}

export const NavigationContext = createContext<Navigation | null>(null);

export function useNavigation(): Navigation {
  const navigation = useContext(NavigationContext);
  if (!navigation) throw new Error('A screen is drawn outside the web app: it has no navigation.');
  return navigation;
}

/** One key of the query as state that lives in the address; an undefined value removes the key. The setter stays the same. */
export function useQueryState(key: string): [string | undefined, (value: string | undefined) => void] {
  const navigation = useNavigation();
  const latest = useRef(navigation);
  latest.current = navigation;
  const put = useCallback(
    (value: string | undefined) => {
      const { query, place, go } = latest.current;
      go(place, { ...query, [key]: value }, { replace: true });
    },
    [key],
  );
  return [navigation.query[key], put];
}

interface PlaceLinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  to: string;
  query?: Query | undefined;
  children: ReactNode;
}

export function PlaceLink({ to, query, children, onClick, ...rest }: PlaceLinkProps) {
  const { href, go } = useNavigation();
  const follow = (event: MouseEvent<HTMLAnchorElement>): void => {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to, query);
  };
  return (
    <a {...rest} href={href(to, query)} onClick={follow}>
      {children}
    </a>
  );
}

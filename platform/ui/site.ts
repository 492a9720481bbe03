/**
 * The site whose wall clock a screen shows: its zone, and the word for it. The shell sets it from the session.
 */
import { createContext, useContext } from 'react';

export interface Site {
  zone: string;
}

export const SiteContext = createContext<Site>({ zone: Intl.DateTimeFormat().resolvedOptions().timeZone });

export function useSite(): Site {
  return useContext(SiteContext);
}

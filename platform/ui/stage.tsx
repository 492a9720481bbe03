/**
 * What every page stands on: the theme in light and dark, notifications, the announcement region and the query cache.
 * The style tags that components add at run time carry the nonce the server put into the page, so the content security
 * policy needs no blanket permission for styles.
 */
import '@fontsource-variable/inter/opsz.css';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@mantine/spotlight/styles.layer.css';
import './global.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { AnnouncementRegion } from './announcement.tsx';
import { theme, variablesResolver } from './theme.ts';

/** Libraries below Mantine look for the nonce under this name. */
declare global {
  var __webpack_nonce__: string | undefined;
}

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
if (nonce) globalThis.__webpack_nonce__ = nonce;

export function Stage({ queries, children }: { queries: QueryClient; children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variablesResolver}
      defaultColorScheme="auto"
      {...(nonce && { getStyleNonce: () => nonce })}
    >
      <QueryClientProvider client={queries}>
        <Notifications position="bottom-right" limit={3} />
        <AnnouncementRegion />
        {children}
      </QueryClientProvider>
    </MantineProvider>
  );
}

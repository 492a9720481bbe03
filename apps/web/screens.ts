/**
 * The screens of the product, in the order of the navigation. Each is drawn by the panel of its capability and fetched
 * when it is first opened. A screen without a group is reached from elsewhere (an item from the queue).
 */
import { IconCalendarCheck, IconGridDots, IconMessageQuestion } from '@tabler/icons-react';
import type { ComponentType } from 'react';

export interface Screen {
  /** Below the engagement, in the router's notation: `/work/$number`. */
  path: string;
  /** Heading of its navigation group, '' for the first group, null for no entry. */
  group: string | null;
  label: string;
  icon: ComponentType<{ size?: number; stroke?: number }>;
  /** Second key after `g`. */
  key?: string;
  load(): Promise<ComponentType>;
}

const responsibility = () => import('@tandem/capabilities/responsibility/panel/index.tsx');

export const screens: readonly Screen[] = [
  {
    path: '/ask',
    group: '',
    label: 'Ask',
    icon: IconMessageQuestion,
    key: 'a',
    load: async () => (await responsibility()).AskScreen,
  },
  {
    path: '/matrix',
    group: 'The agreement',
    label: 'Matrix',
    icon: IconGridDots,
    key: 'm',
    load: async () => (await responsibility()).MatrixScreen,
  },
  {
    path: '/proof',
    group: 'The agreement',
    label: 'Proof',
    icon: IconCalendarCheck,
    key: 'p',
    load: async () => (await responsibility()).ProofScreen,
  },
];

/** Pages outside any engagement, without the shell: signing in, accepting an invitation, the first run. */
export interface OutsidePage {
  /** In the router's notation: `/accept/$token`. */
  path: string;
  load(): Promise<ComponentType>;
}

export const outsidePages: readonly OutsidePage[] = [];

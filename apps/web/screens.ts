/**
 * The screens of the product, in the order of the navigation. Each is drawn by the panel of its capability and fetched
 * when it is first opened. A screen without a group is reached from elsewhere (an item from the queue).
 */
import {
  IconCalendarCheck,
  IconGridDots,
  IconInbox,
  IconLayoutDashboard,
  IconList,
  IconMessageQuestion,
  IconUser,
  IconUsers,
} from '@tabler/icons-react';
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

const work = () => import('@tandem/capabilities/work/panel/index.tsx');
const identity = () => import('@tandem/capabilities/identity/panel/index.tsx');
const engagements = () => import('@tandem/capabilities/engagements/panel/index.tsx');
const responsibility = () => import('@tandem/capabilities/responsibility/panel/index.tsx');

export const screens: readonly Screen[] = [
  {
    path: '/now',
    group: '',
    label: 'Now',
    icon: IconLayoutDashboard,
    key: 'n',
    load: async () => (await work()).NowScreen,
  },
  {
    path: '/ask',
    group: '',
    label: 'Ask',
    icon: IconMessageQuestion,
    key: 'a',
    load: async () => (await responsibility()).AskScreen,
  },
  {
    path: '/work',
    group: '',
    label: 'Work',
    icon: IconInbox,
    key: 'w',
    load: async () => (await work()).WorkScreen,
  },
  {
    path: '/work/$number',
    group: null,
    label: 'Work item',
    icon: IconInbox,
    load: async () => (await work()).ItemScreen,
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
  {
    path: '/people',
    group: 'The engagement',
    label: 'People',
    icon: IconUsers,
    load: async () => (await engagements()).PeopleScreen,
  },
  {
    path: '/register',
    group: 'The engagement',
    label: 'Register',
    icon: IconList,
    load: async () => (await engagements()).RegisterScreen,
  },
  { path: '/account', group: null, label: 'Account', icon: IconUser, load: async () => (await identity()).AccountScreen },
];

/** Pages outside any engagement, without the shell: signing in, accepting an invitation, the first run. */
export interface OutsidePage {
  /** In the router's notation: `/accept/$token`. */
  path: string;
  load(): Promise<ComponentType>;
}

export const outsidePages: readonly OutsidePage[] = [
  { path: '/sign-in', load: async () => (await identity()).SignInScreen },
  { path: '/sign-out', load: async () => (await identity()).SignOutScreen },
  { path: '/forgot-password', load: async () => (await identity()).ForgotPasswordScreen },
  { path: '/reset-password/$token', load: async () => (await identity()).ResetPasswordScreen },
  { path: '/invitation/$token', load: async () => (await identity()).InvitationScreen },
  { path: '/setup', load: async () => (await identity()).SetUpScreen },
  { path: '/start', load: async () => (await identity()).StartScreen },
];

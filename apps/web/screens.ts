/**
 * The screens of the product, in the order of the navigation. Each is drawn by the panel of its capability and fetched
 * when it is first opened. A screen without a group is reached from elsewhere (an item from the queue).
 */
import {
  IconBell,
  IconBulb,
  IconCalendarCheck,
  IconFileCheck,
  IconFileText,
  IconGridDots,
  IconHistory,
  IconInbox,
  IconLayoutDashboard,
  IconList,
  IconMailbox,
  IconMessageQuestion,
  IconReceipt2,
  IconSend,
  IconSignature,
  IconTimeline,
  IconUser,
  IconUsers,
} from '@tabler/icons-react';
import type { Session } from '@tandem/platform/ui/session.ts';
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
  /** The action that reads it (`capability.action`): who may not has no entry for it. */
  action?: string;
  /** Only the example has it: the local mailbox. */
  exampleOnly?: true;
  /** Draws a count at the right of the navigation's entry. */
  count?(): Promise<ComponentType>;
}

const agreements = () => import('@tandem/capabilities/agreements/panel/index.tsx');
const work = () => import('@tandem/capabilities/work/panel/index.tsx');
const alerts = () => import('@tandem/capabilities/alerts/panel/index.tsx');
const identity = () => import('@tandem/capabilities/identity/panel/index.tsx');
const engagements = () => import('@tandem/capabilities/engagements/panel/index.tsx');
const notifications = () => import('@tandem/capabilities/notifications/panel/index.tsx');
const responsibility = () => import('@tandem/capabilities/responsibility/panel/index.tsx');

export const screens: readonly Screen[] = [
  {
    path: '/now',
    group: '',
    label: 'Now',
    icon: IconLayoutDashboard,
    action: 'responsibility.matrix.read',
    key: 'n',
    load: async () => (await work()).NowScreen,
  },
  {
    path: '/ask',
    group: '',
    label: 'Ask',
    icon: IconMessageQuestion,
    action: 'responsibility.who.ask',
    key: 'a',
    load: async () => (await responsibility()).AskScreen,
  },
  {
    path: '/work',
    group: '',
    label: 'Work',
    icon: IconInbox,
    action: 'work.read',
    key: 'w',
    load: async () => (await work()).WorkScreen,
    count: async () => (await work()).WorkCount,
  },
  {
    path: '/work/$number',
    group: null,
    label: 'Work item',
    icon: IconInbox,
    load: async () => (await work()).ItemScreen,
  },
  {
    path: '/alerts',
    group: '',
    label: 'Alerts',
    icon: IconBell,
    key: 'l',
    load: async () => (await alerts()).AlertsScreen,
  },
  {
    path: '/alerts/sources',
    group: null,
    label: 'Alert sources',
    icon: IconBell,
    load: async () => (await alerts()).SourcesScreen,
  },
  {
    path: '/alerts/sources/new',
    group: null,
    label: 'New source',
    icon: IconBell,
    load: async () => (await alerts()).SourceNewScreen,
  },
  {
    path: '/alerts/sources/$sourceId',
    group: null,
    label: 'Source',
    icon: IconBell,
    load: async () => (await alerts()).SourceScreen,
  },
  { path: '/alerts/try', group: null, label: 'Try it', icon: IconBell, load: async () => (await alerts()).TryScreen },
  {
    path: '/alerts/quarantine',
    group: null,
    label: 'Quarantine',
    icon: IconBell,
    load: async () => (await alerts()).QuarantineScreen,
  },
  {
    path: '/alerts/quarantine/$entryId',
    group: null,
    label: 'Body',
    icon: IconBell,
    load: async () => (await alerts()).BodyScreen,
  },
  { path: '/alerts/$alertId', group: null, label: 'Alert', icon: IconBell, load: async () => (await alerts()).AlertScreen },
  {
    path: '/agreement',
    group: 'The agreement',
    label: 'Agreement',
    icon: IconFileText,
    action: 'agreements.draft.read',
    key: 'd',
    load: async () => (await agreements()).AgreementScreen,
  },
  {
    path: '/agreement/fit',
    group: null,
    label: 'Does it fit?',
    icon: IconFileCheck,
    action: 'agreements.fit.read',
    load: async () => (await agreements()).FitScreen,
  },
  {
    path: '/agreement/rates',
    group: null,
    label: 'Rate cards',
    icon: IconReceipt2,
    action: 'agreements.rate.read',
    load: async () => (await agreements()).RatesScreen,
  },
  {
    path: '/agreement/clauses',
    group: null,
    label: 'Clauses',
    icon: IconFileText,
    action: 'agreements.clause.read',
    load: async () => (await agreements()).ClausesScreen,
  },
  {
    path: '/agreement/$draftId/price',
    group: null,
    label: 'Price',
    icon: IconReceipt2,
    action: 'agreements.draft.read',
    load: async () => (await agreements()).PriceScreen,
  },
  {
    path: '/agreement/history',
    group: 'The agreement',
    label: 'Versions',
    icon: IconTimeline,
    action: 'agreements.versions.read',
    load: async () => (await agreements()).HistoryScreen,
  },
  {
    path: '/agreement/rules',
    group: null,
    label: 'What the findings mean',
    icon: IconCalendarCheck,
    action: 'responsibility.matrix.read',
    load: async () => (await agreements()).RulesScreen,
  },
  {
    path: '/agreement/proposals',
    group: 'The agreement',
    label: 'Proposals',
    icon: IconBulb,
    action: 'agreements.proposal.read',
    load: async () => (await agreements()).ProposalsScreen,
  },
  {
    path: '/agreement/$draftId/sign',
    group: null,
    label: 'Sign a draft',
    icon: IconSignature,
    load: async () => (await agreements()).SignScreen,
  },
  {
    path: '/agreement/$draftId/scope',
    group: null,
    label: 'Scope of a draft',
    icon: IconFileText,
    load: async () => (await agreements()).ScopeScreen,
  },
  {
    path: '/agreement/$draftId/matrix',
    group: null,
    label: 'Matrix of a draft',
    icon: IconFileText,
    load: async () => (await agreements()).MatrixEditorScreen,
  },
  {
    path: '/agreement/$draftId/proof',
    group: null,
    label: 'Proof of a draft',
    icon: IconFileText,
    load: async () => (await agreements()).DraftProofScreen,
  },
  {
    path: '/agreement/$draftId/decisions',
    group: null,
    label: 'Open decisions',
    icon: IconFileText,
    load: async () => (await agreements()).DecisionsScreen,
  },
  {
    path: '/agreement/$draftId/replay',
    group: null,
    label: 'Replay',
    icon: IconFileText,
    load: async () => (await agreements()).ReplayScreen,
  },
  {
    path: '/agreement/$draftId/statement',
    group: null,
    label: 'Statement of work',
    icon: IconFileText,
    load: async () => (await agreements()).StatementScreen,
  },
  {
    path: '/matrix',
    group: 'The agreement',
    label: 'Matrix',
    icon: IconGridDots,
    action: 'responsibility.matrix.read',
    key: 'm',
    load: async () => (await responsibility()).MatrixScreen,
  },
  {
    path: '/proof',
    group: 'The agreement',
    label: 'Proof',
    icon: IconCalendarCheck,
    action: 'responsibility.proof.read',
    key: 'p',
    load: async () => (await responsibility()).ProofScreen,
    count: async () => (await responsibility()).ProofCount,
  },
  {
    path: '/people',
    group: 'The engagement',
    label: 'People',
    icon: IconUsers,
    action: 'engagements.members-read',
    load: async () => (await engagements()).PeopleScreen,
  },
  {
    path: '/register',
    group: 'The engagement',
    label: 'Register',
    icon: IconList,
    action: 'engagements.register-read',
    load: async () => (await engagements()).RegisterScreen,
  },
  {
    path: '/audit',
    group: 'Record',
    label: 'Audit',
    icon: IconHistory,
    action: 'audit.audit.read',
    load: async () => (await import('@tandem/capabilities/audit/panel/index.tsx')).AuditScreen,
  },
  {
    path: '/messages',
    group: 'Record',
    label: 'Messages',
    icon: IconSend,
    action: 'notifications.deliveries-read',
    load: async () => (await notifications()).MessagesScreen,
  },
  {
    path: '/mailbox',
    group: 'Record',
    label: 'Mailbox',
    icon: IconMailbox,
    exampleOnly: true,
    load: async () => (await notifications()).MailboxScreen,
  },
  { path: '/inbox', group: null, label: 'Inbox', icon: IconInbox, load: async () => (await notifications()).InboxScreen },
  { path: '/account', group: null, label: 'Account', icon: IconUser, load: async () => (await identity()).AccountScreen },
];

export function mayOpen(screen: Screen, session: Session): boolean {
  if (screen.exampleOnly && !session.example) return false;
  return screen.action === undefined || session.reasonAgainst(screen.action) === null;
}

/** The first screen of a person: Now for those who run IT, their requests for everybody else. */
export function firstPlace(session: Session): string {
  return screens.find((screen) => screen.group !== null && mayOpen(screen, session))?.path ?? '/account';
}

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
  { path: '/fit/$token', load: async () => (await agreements()).FitPublicScreen },
  { path: '/start', load: async () => (await identity()).StartScreen },
];

/**
 * The screens of notifications: the bell above every screen, the inbox, how messages went, and the local mailbox.
 */
export { InboxBell } from './bell.tsx';
export { InboxScreen } from './inbox.tsx';
export { MailboxScreen } from './mailbox.tsx';
export { MessagesScreen } from './messages.tsx';

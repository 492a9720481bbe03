/**
 * Roles in words: what somebody in that role is there for. The words describe; what a role may do is decided by the
 * access rows of each capability, and a control that is not allowed says so itself.
 */
import type { Role, Side } from './engagements-api.ts';

export interface RoleWords {
  role: Role;
  name: string;
  about: string;
}

export const roles: Record<Side, readonly RoleWords[]> = {
  internal: [
    {
      role: 'it',
      name: 'IT',
      about: 'Runs IT for the organisation: works on everything, keeps the register, and manages the people of this side.',
    },
    { role: 'leader', name: 'Leader', about: 'Answers for it: approves, reads everything of this side, and manages its people.' },
    {
      role: 'business',
      name: 'Business',
      about: 'Speaks for a department: follows the work and the agreement without working on it.',
    },
    { role: 'employee', name: 'Employee', about: 'Asks for help and follows their own requests; sees nothing else.' },
  ],
  provider: [
    {
      role: 'admin',
      name: 'Administrator',
      about: 'Manages the service and the people of the provider. Has no say over the other side’s people.',
    },
    { role: 'dispatcher', name: 'Dispatcher', about: 'Takes what comes in, and gives it to who can do it.' },
    { role: 'engineer', name: 'Engineer', about: 'Works on systems, and keeps the register.' },
    { role: 'analyst', name: 'Analyst', about: 'Watches security and works on what it finds.' },
    { role: 'account', name: 'Account manager', about: 'Looks after the agreement; reads, and does not work on systems.' },
  ],
};

export function roleName(side: Side, role: Role): string {
  return roles[side].find((each) => each.role === role)?.name ?? role;
}

/** For a choice of roles. */
export function roleChoices(side: Side): { value: string; label: string }[] {
  return roles[side].map(({ role, name }) => ({ value: role, label: name }));
}

export function roleAbout(side: Side, role: Role): string {
  return roles[side].find((each) => each.role === role)?.about ?? '';
}

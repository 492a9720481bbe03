/**
 * Everything the product does, lowest first: a capability may call those before it and never those after it.
 */
import { agreementsCapability } from '@tandem/capabilities/agreements/index.ts';
import { alertsCapability } from '@tandem/capabilities/alerts/index.ts';
import { auditCapability } from '@tandem/capabilities/audit/index.ts';
import { engagementsCapability } from '@tandem/capabilities/engagements/index.ts';
import { identityCapability } from '@tandem/capabilities/identity/index.ts';
import { notificationsCapability } from '@tandem/capabilities/notifications/index.ts';
import { responsibilityCapability } from '@tandem/capabilities/responsibility/index.ts';
import { workCapability } from '@tandem/capabilities/work/index.ts';
import type { Capability } from '@tandem/platform/http/capability.ts';

export const capabilities: readonly Capability[] = [
  identityCapability,
  engagementsCapability,
  responsibilityCapability,
  alertsCapability,
  workCapability,
  agreementsCapability,
  notificationsCapability,
  auditCapability,
];

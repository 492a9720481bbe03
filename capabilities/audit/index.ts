/**
 * The record for its readers. Nothing else is importable: other capabilities write through the platform.
 */
import type { Capability } from '@tandem/platform/http/capability.ts';
import { auditAccess } from './access.ts';
import { auditContract, auditProblems } from './contract.ts';
import { auditExport, auditRoutes } from './routes.ts';

export const auditCapability: Capability = {
  name: 'audit',
  contract: auditContract,
  routes: auditRoutes,
  problems: auditProblems,
  access: auditAccess,
  plugin: auditExport,
};

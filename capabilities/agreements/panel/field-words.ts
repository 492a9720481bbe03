/**
 * What the fields of a row are called on screen: in the grid, in the row in full, and where somebody wrote about one.
 */
import type { RowField } from '../comments/contract.ts';

export const fieldWords: Record<RowField, string> = {
  'business-hours': 'Business hours',
  'after-hours': 'After hours',
  weekend: 'Weekend',
  holiday: 'Holiday',
  accountable: 'Answers for it',
  'absence-cover': 'When away',
  asset: 'Only this device or server',
  'asset-class': 'Only this class of devices',
  app: 'Only this application',
  site: 'Only this site',
  'user-group': 'Only this group of people',
  approvers: 'Asked before acting, in order',
  'pre-authorised': 'Allowed at once',
  'must-not': 'Never',
  'fail-safe': 'If nobody answers',
  inform: 'Is told',
  'requires-skill': 'Skills needed',
  evidence: 'Evidence kept',
};

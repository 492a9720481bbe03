/**
 * The screen of the record.
 */
export { AuditScreen } from './audit.tsx';

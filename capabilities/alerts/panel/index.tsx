/**
 * The screens of alerts: what fires, where it comes from, trying a body, and what could not be read.
 */
export { AlertScreen } from './alert.tsx';
export { AlertsScreen } from './alerts.tsx';
export { BodyScreen } from './body.tsx';
export { QuarantineScreen } from './quarantine.tsx';
export { SourceScreen } from './source.tsx';
export { SourceNewScreen } from './source-new.tsx';
export { SourcesScreen } from './sources.tsx';
export { TryScreen } from './try.tsx';

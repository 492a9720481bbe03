/**
 * The screens of the agreement: the hub, and a screen for each tab of a draft.
 */
export { AgreementScreen } from './agreement.tsx';
export { DecisionsScreen } from './decisions.tsx';
export { HistoryScreen } from './history.tsx';
export { MatrixEditorScreen } from './matrix-editor.tsx';
export { DraftProofScreen } from './proof-draft.tsx';
export { ProposalsScreen } from './proposals.tsx';
export { SignScreen } from './sign/sign.tsx';

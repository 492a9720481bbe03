/**
 * The screens of the agreement: the hub, and a screen for each tab of a draft.
 */
export { AgreementScreen } from './agreement.tsx';
export { ClausesScreen } from './clauses/clauses.tsx';
export { DecisionsScreen } from './decisions.tsx';
export { FitPublicScreen } from './fit/fit-public.tsx';
export { FitScreen } from './fit/fit-screen.tsx';
export { HistoryScreen } from './history.tsx';
export { MatrixEditorScreen } from './matrix-editor.tsx';
export { PriceScreen } from './price/price.tsx';
export { DraftProofScreen } from './proof-draft.tsx';
export { ProposalsScreen } from './proposals.tsx';
export { RatesScreen } from './rates/rates.tsx';
export { ReplayScreen } from './replay.tsx';
export { RulesScreen } from './rules.tsx';
export { ScopeScreen } from './scope.tsx';
export { SignScreen } from './sign/sign.tsx';
export { StatementScreen } from './statement.tsx';

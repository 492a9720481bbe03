/**
 * The screens of identity: the pages before the product, and one's own account inside it.
 */
export { AccountScreen } from './account.tsx';
export { InvitationScreen } from './invitation.tsx';
export { ProveAgain } from './prove-again.tsx';
export { ForgotPasswordScreen, ResetPasswordScreen } from './reset.tsx';
export { SetUpScreen } from './set-up.tsx';
export { SignInScreen } from './sign-in.tsx';
export { SignOutScreen } from './sign-out.tsx';
export { StartScreen } from './start.tsx';

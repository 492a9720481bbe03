/** Ends the session on the server, then leaves the page, so that nothing read under the session stays in memory. */
import { announceProblem } from '@tandem/platform/ui/problem.tsx';

export async function signOut(): Promise<void> {
  try {
    const answer = await fetch('/api/auth/sign-out', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
    globalThis.location.assign('/sign-in');
  } catch (error) {
    announceProblem(error, 'You are still signed in');
  }
}

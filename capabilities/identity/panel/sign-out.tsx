/**
 * Sign out: ends the session on the server first, then forgets everything that the page holds. A failure is said.
 */
import { Button, Loader } from '@mantine/core';
import { DoorProblem } from '@tandem/platform/ui/door-form.tsx';
import { problemOf } from '@tandem/platform/ui/problem-facts.ts';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { auth } from './auth-client.ts';
import { Door } from './door.tsx';
import { leaveTo } from './way-back.ts';

export function SignOutScreen() {
  const { mutate, error } = useMutation({ mutationFn: auth.signOut, onSuccess: () => leaveTo('/sign-in') });
  const asked = useRef(false);
  useEffect(() => {
    if (!asked.current) mutate();
    asked.current = true;
  }, [mutate]);
  return (
    <Door title={error ? 'You are still signed in' : 'Signing out'}>
      {error ? (
        <>
          <DoorProblem problem={problemOf(error)} />
          <Button onClick={() => mutate()}>Try again</Button>
        </>
      ) : (
        <Loader size="sm" aria-label="Signing out" />
      )}
    </Door>
  );
}

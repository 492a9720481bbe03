/**
 * Proves with a passkey of this device who is there. Where the address cannot have one, the button says why; calling the
 * browser's dialog off is no failure.
 */
import { IconFingerprint } from '@tabler/icons-react';
import { DoorProblem } from '@tandem/platform/ui/door-form.tsx';
import { type ProblemFacts, problemOf } from '@tandem/platform/ui/problem-facts.ts';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { useState } from 'react';
import { passkeySignIn, wasCalledOff } from './passkey.ts';
import { reasonAgainstPasskeys } from './passkey-reason.ts';

export function PasskeyButton({ children, onDone }: { children: string; onDone(): void }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemFacts | null>(null);
  const run = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await passkeySignIn();
      onDone();
    } catch (error) {
      if (!wasCalledOff(error)) setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {problem && <DoorProblem problem={problem} />}
      <ReasonButton
        reason={reasonAgainstPasskeys()}
        variant="default"
        size="md"
        fullWidth
        loading={busy}
        leftSection={<IconFingerprint size={18} />}
        onClick={() => void run()}
      >
        {children}
      </ReasonButton>
    </>
  );
}

/**
 * Proving again that it is you. An action that asks for it is run, refused, proved and run again, so that the person is
 * asked only when it is needed and loses nothing they typed.
 */
import { Center, Loader, Modal } from '@mantine/core';
import { type ComponentType, createContext, type ReactNode, Suspense, useContext, useRef, useState } from 'react';
import { problemOf } from './problem-facts.ts';

export interface ProofProps {
  /** What the proof is for, as a sentence or two. */
  why: string;
  onProved(): void;
}

/** Asks for the proof. Who keeps accounts knows how; the web app puts it here. */
export const ProofContext = createContext<ComponentType<ProofProps> | null>(null);

interface StepUp {
  /** Runs the action; when it asks for a proof, gets one and runs it again. Rejects with what the action rejects with. */
  run<T>(action: () => Promise<T>): Promise<T>;
  dialog: ReactNode;
}

export function useStepUp(why: string): StepUp {
  const Proof = useContext(ProofContext);
  if (!Proof) throw new Error('A screen is drawn outside the web app: nobody here can prove who they are.');
  const [open, setOpen] = useState(false);
  const answer = useRef<(proved: boolean) => void>(() => undefined);
  const finish = (proved: boolean): void => {
    setOpen(false);
    answer.current(proved);
  };
  const run = async <T,>(action: () => Promise<T>): Promise<T> => {
    try {
      return await action();
    } catch (error) {
      if (problemOf(error).code !== 'step-up-needed') throw error;
      setOpen(true);
      const proved = await new Promise<boolean>((resolve) => {
        answer.current = resolve;
      });
      if (!proved) throw error;
      return action();
    }
  };
  const dialog = (
    <Modal opened={open} onClose={() => finish(false)} title="Prove that it is you" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Suspense fallback={<Reading />}>
        <Proof why={why} onProved={() => finish(true)} />
      </Suspense>
    </Modal>
  );
  return { run, dialog };
}

const Reading = () => (
  <Center mih={160}>
    <Loader aria-label="Loading" />
  </Center>
);

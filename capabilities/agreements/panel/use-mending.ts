/**
 * Mending one finding, or many of a kind in one edit. Many are mended beside the page; when somebody changes the draft
 * meanwhile, they are mended again on what it says then.
 */
import type { Agreement } from '@tandem/core/commercial/terms.ts';
import type { Fix } from '@tandem/core/responsibility/examine/finding.ts';
import { announce } from '@tandem/platform/ui/announcement.tsx';
import { useEffect, useRef, useState } from 'react';
import type { OpenDraft } from './draft-data.ts';
import { spanOf } from './draft-findings.ts';
import { stepBetween, takeStep } from './draft-state.ts';
import type { MendingWay } from './findings-grouped.ts';
import type { Mended } from './findings-mended.ts';
import type { AskMend } from './mend-worker.ts';

export function applyFix(edit: OpenDraft['edit'], { in: half, changes, label }: Fix): void {
  edit((agreement) => takeStep(agreement, { file: [], terms: [], [half]: changes }).agreement);
  announce(`Done: ${label}. Undo takes it back.`);
}

export interface Mending {
  /** What is being mended now. */
  busy: MendingWay | null;
  mend(way: MendingWay): void;
}

/** `onDone` hears how many of how many were mended. */
export function useMending(open: OpenDraft, onDone: (count: number, way: MendingWay) => void): Mending {
  const [busy, setBusy] = useState<MendingWay | null>(null);
  const latest = useRef({ open, onDone });
  latest.current = { open, onDone };
  useEffect(() => {
    if (busy === null) return;
    const worker = new Worker(new URL('./mend-worker.ts', import.meta.url), { type: 'module' });
    let asked = ask(worker, latest.current.open.draft, busy);
    const end = (count: number): void => {
      setBusy(null);
      latest.current.onDone(count, busy);
    };
    worker.onerror = () => end(0);
    worker.onmessage = ({ data: { agreement, count } }: MessageEvent<Mended>) => {
      const { open: now } = latest.current;
      if (now.draft.file !== asked.file || now.draft.terms !== asked.terms) {
        asked = ask(worker, now.draft, busy);
        return;
      }
      const step = stepBetween(asked, agreement);
      now.edit((each) => takeStep(each, step).agreement);
      end(count);
    };
    return () => worker.terminate();
  }, [busy]);
  return { busy, mend: setBusy };
}

function ask(worker: Worker, { file, terms }: Agreement, way: MendingWay): Agreement {
  const agreement = { file, terms };
  worker.postMessage({ agreement, way, span: spanOf(file) } satisfies AskMend);
  return agreement;
}

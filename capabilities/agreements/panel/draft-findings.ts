/**
 * Findings of a draft as people write it: a moment after an edit, the functions it touched are examined beside the page
 * and merged into what was known; the whole is examined when it is opened, when more than rows changed, and when the
 * writer rests. A long examination of the whole gives way to an edit.
 */
import type { Agreement } from '@tandem/core/commercial/terms.ts';
import type { DraftExamination } from '@tandem/core/responsibility/examine/finding.ts';
import { mergeFindings } from '@tandem/core/responsibility/examine/merge.ts';
import type { ExamineOptions } from '@tandem/core/responsibility/examine.ts';
import type { EngagementFile } from '@tandem/core/responsibility/model.ts';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { touchedFunctions } from './findings-touched.ts';
import type { Examine, ExamineAnswer } from './findings-worker.ts';

export interface Findings {
  examination: DraftExamination | null;
  /** Whether a newer answer is on its way. */
  busy: boolean;
  /** The last time from edit to findings, in milliseconds. */
  ms: number | null;
}

interface Examiner {
  subscribe(watcher: () => void): () => void;
  snapshot(): Findings;
  /** The draft as it is now. */
  see(agreement: Agreement): void;
  end(): void;
}

/** Edits are whole cells, so hardly any follow each other faster than this. */
const gatherMs = 50;
const restMs = 8_000;

/** A year from the day on which the draft is to begin. */
export function spanOf(file: EngagementFile): Pick<ExamineOptions, 'from' | 'to'> {
  const from = file.matrix[0]?.from ?? '2027-01-01';
  return { from, to: Temporal.PlainDate.from(from).add({ years: 1 }).toString() };
}

interface Asked {
  number: number;
  agreement: Agreement;
  /** Null: the whole. */
  functions: readonly string[] | null;
  since: number;
}

function createExaminer(): Examiner {
  const watchers = new Set<() => void>();
  let now: Findings = { examination: null, busy: false, ms: null };
  let worker: Worker | null = null;
  let asked: Asked | null = null;
  let known: Agreement | null = null;
  let latest: { agreement: Agreement; since: number } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const put = (change: Partial<Findings>): void => {
    now = { ...now, ...change };
    for (const watcher of watchers) watcher();
  };
  const stop = (): void => {
    worker?.terminate();
    worker = null;
    asked = null;
  };
  const heard = ({ data }: MessageEvent<ExamineAnswer>): void => {
    if (asked === null || data.number !== asked.number) return;
    const { agreement, functions, since } = asked;
    asked = null;
    known = agreement;
    const { examination } = data;
    const whole = functions === null || now.examination === null || examination === null;
    const merged = whole ? examination : mergeFindings(now.examination as DraftExamination, examination, functions);
    const current = latest?.agreement === agreement;
    put({ examination: merged, busy: !current, ms: performance.now() - since });
    clearTimeout(timer);
    if (!current) timer = setTimeout(ask, 0);
    else if (functions !== null) timer = setTimeout(() => ask(true), restMs);
  };
  const ask = (whole = false): void => {
    if (latest === null) return;
    const functions = whole || known === null || now.examination === null ? null : touchedFunctions(known, latest.agreement);
    if (functions?.length === 0) {
      known = latest.agreement;
      put({ busy: false });
      return;
    }
    worker ??= begin(heard);
    number += 1;
    asked = { number, ...latest, functions };
    const options = { ...spanOf(latest.agreement.file), ...(functions && { functions }) };
    worker.postMessage({ number, agreement: latest.agreement, options } satisfies Examine);
  };
  return {
    subscribe(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    snapshot: () => now,
    see(agreement) {
      if (latest?.agreement.file === agreement.file && latest.agreement.terms === agreement.terms) return;
      latest = { agreement, since: performance.now() };
      put({ busy: true });
      // The whole may take seconds; what was just written may not wait for it, once something is known.
      if (asked?.functions === null && known !== null) stop();
      clearTimeout(timer);
      if (asked === null) timer = setTimeout(ask, gatherMs);
    },
    end() {
      clearTimeout(timer);
      stop();
    },
  };
}

let number = 0;

function begin(heard: (event: MessageEvent<ExamineAnswer>) => void): Worker {
  const worker = new Worker(new URL('./findings-worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = heard;
  return worker;
}

/** The findings of what the draft says now, a moment behind it. */
export function useFindings(agreement: Agreement): Findings {
  const [examiner, setExaminer] = useState<Examiner | null>(null);
  useEffect(() => {
    const made = createExaminer();
    setExaminer(made);
    return () => made.end();
  }, []);
  const { file, terms } = agreement;
  useEffect(() => examiner?.see({ file, terms }), [examiner, file, terms]);
  return useSyncExternalStore(examiner?.subscribe ?? noWatch, () => examiner?.snapshot() ?? nothing);
}

const noWatch = (): (() => void) => () => undefined;
const nothing: Findings = { examination: null, busy: true, ms: null };

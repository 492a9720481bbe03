/**
 * A line that scrolls sideways where it does not fit (class `t-sideways`): what is chosen in it is brought into view.
 */
import { type RefObject, useLayoutEffect, useRef } from 'react';

/** In the line it carries `aria-current` or `aria-selected`; it is looked for whenever `chosen` is another text. */
export function useChosenInView<Line extends HTMLElement>(chosen: string | undefined): RefObject<Line | null> {
  const line = useRef<Line>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked for again when the text is another
  useLayoutEffect(() => {
    const whole = line.current;
    if (whole === null) return;
    const show = () => showChosen(whole);
    show();
    const sizes = new ResizeObserver(show);
    sizes.observe(whole);
    return () => sizes.disconnect();
  }, [chosen]);
  return line;
}

function showChosen(line: HTMLElement): void {
  const part = line.querySelector('[aria-current="page"], [aria-selected="true"]');
  if (part === null) return;
  const [frame, shown] = [line.getBoundingClientRect(), part.getBoundingClientRect()];
  line.scrollLeft += shown.left - frame.left - (frame.width - shown.width) / 2;
}

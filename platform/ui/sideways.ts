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
    const part = whole?.querySelector('[aria-current="page"], [aria-selected="true"]');
    if (!whole || !part) return;
    const [frame, shown] = [whole.getBoundingClientRect(), part.getBoundingClientRect()];
    whole.scrollLeft += shown.left - frame.left - (frame.width - shown.width) / 2;
  }, [chosen]);
  return line;
}

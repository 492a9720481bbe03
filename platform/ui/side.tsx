/**
 * Who, as the product always shows it: the side's colour together with its letter, so that nothing depends on seeing
 * the colour. I is the internal side, P the provider, V a vendor; a gap has an exclamation mark and a dashed outline.
 */
import { VisuallyHidden } from '@mantine/core';
import type { Side } from '@tandem/core/responsibility/model.ts';
import classes from './side.module.css';

/** A side, a vendor, or nobody. */
export type Party = Side | 'vendor' | 'gap';

export const partyLetters: Record<Party, string> = { internal: 'I', provider: 'P', vendor: 'V', gap: '!' };

/** The word behind the letter, for screen readers and legends. */
export const partyWords: Record<Party, string> = { internal: 'internal', provider: 'provider', vendor: 'vendor', gap: 'gap' };

interface SideBadgeProps {
  side: Party;
  /** Who on that side: a person, a team. Without it the letter stands alone. */
  label?: string | undefined;
  size?: 'xs' | 'sm';
}

export function SideBadge({ side, label, size = 'sm' }: SideBadgeProps) {
  return (
    <span className={classes.badge} data-side={side} data-size={size} data-bare={label ? undefined : true} title={label}>
      <span className={classes.letter} aria-hidden>
        {partyLetters[side]}
      </span>
      {label ? <span className={classes.label}>{label}</span> : null}
      <VisuallyHidden>{label ? ` (${partyWords[side]})` : partyWords[side]}</VisuallyHidden>
    </span>
  );
}

/** A name in its side's ink, inside a sentence that already says who it is. */
export function SideText({ side, children }: { side: Party; children: React.ReactNode }) {
  return (
    <span className={classes.text} data-side={side}>
      {children}
    </span>
  );
}

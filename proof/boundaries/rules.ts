/**
 * Every tidy rule by its name. tidy.test.ts holds them against the house; breaches.test.ts shows each of them fire on a
 * small house that breaks it, and keep still on one that does not. A rule without such a breach is refused there.
 */
import type { Rule } from './house.ts';
import * as names from './names.ts';
import * as purity from './purity.ts';
import * as records from './records.ts';
import * as sizes from './sizes.ts';
import * as texts from './texts.ts';

const { limits: _limits, ...sizeRules } = sizes;

export const rules: Record<string, Rule> = { ...names, ...purity, ...records, ...sizeRules, ...texts };

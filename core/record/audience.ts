/**
 * Who a row is for. `requester`: the employee who asked and both IT sides. `shared`: both IT sides. `internal` and
 * `provider`: that side alone, invisible to the other in lists, counts, search, exports and timings.
 */
export const audiences = ['requester', 'shared', 'internal', 'provider'] as const;
export type Audience = (typeof audiences)[number];

/**
 * The order of the capabilities, lowest first. A capability may call those before it in this list and none after it:
 * a lower one that has news for a higher one publishes an event. The list is the only place that knows the order;
 * dependency-cruiser turns it into rules, the tidy test holds it against the folders and the composition root, so a
 * new capability is refused until somebody decides where it stands.
 */
export const capabilityOrder = [
  'identity',
  'engagements',
  'responsibility',
  'alerts',
  'work',
  'agreements',
  'notifications',
  'audit',
] as const;

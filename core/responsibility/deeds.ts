/**
 * What may or must not be done, as rows write it.
 */

/** `revoke-sessions` as `revoke sessions`; what was written as a phrase stays. */
export const deedWords = (deed: string): string => (/\s/.test(deed) ? deed : deed.replaceAll('-', ' '));

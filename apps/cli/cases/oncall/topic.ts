/**
 * A topic answers a case of its name: from what is given, in the shape of what is expected. The expectation is passed
 * for the questions that its rows hold, never for their answers.
 */

export type Topic = (given: never, expect: never) => unknown;

/**
 * How a row of the matrix is cited as a clause of the statement of work. It stands apart from the statement itself, so that
 * a screen can cite a row without holding every clause.
 */

/** The schedule that prints the matrix, in every statement. */
export const matrixSchedule = { letter: 'A', title: 'The matrix' } as const;

/** As receipts and reasons cite a row: `Schedule A, row A-14`. */
export function rowCitation(rowId: string): string {
  return `Schedule ${matrixSchedule.letter}, row ${rowId}`;
}

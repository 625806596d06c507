/** Moves of rectangular diagrams by which n never grows. */

/**
 * A move is a number: the place of the left one of two neighbouring columns, or of the lower row, the last and the first
 * being neighbours too; for rows with {@link rows} added. An exchange is that alone; with {@link join} added the two share
 * a line across and become one at the smaller place (destabilisation); with {@link off} they are a circle, which goes.
 */
export type Code = number

export const rows = 0x1_0000
export const join = 0x2_0000
export const off = 0x4_0000

export const placeOf = (move: Code): number => move & 0xffff
export const isRow = (move: Code): boolean => (move & rows) !== 0
export const isExchange = (move: Code): boolean => move < join

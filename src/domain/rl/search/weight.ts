/**
 * What a letter weighs in a best-first search (frontier.ts): in moves, or, of a guided search, in units of -log policy.
 */

/** Shorter words first, by far: a search that solves the most. */
export const greedy = 1000

/** Finds shorter ways, and fewer of them. */
export const thrifty = 16

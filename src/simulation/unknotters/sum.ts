/** Letters of the sums of hard unknots (domain/rl/search/composite.ts) that games begin on the way from. */

/** Fewer have no summand. */
export const fewest = 17

/** So that a search finds its way within seconds. */
export const most = 40

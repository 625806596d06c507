/** Products of numbers. */

/** n! = n (n − 1) (n − 2) ... */
export const of = (n: number): number => (n > 1 ? n * of(n - 1) : 1)

/** n!! = n (n − 2) (n − 4) ...: the pairings of n + 1 points, for an odd n. */
export const odd = (n: number): number => (n > 1 ? n * odd(n - 2) : 1)

/**
 * Estimated seconds that the priors (prior.ts) take for a word that is kept, on one thread: fitted within a factor of two to
 * what they took on words of 6 to 256 letters, with 3 to 1000 moves at a time and 3 to 64 strands. Words that come out too
 * long are thrown away: most of them where moves are few, or where there are far more strands than letters.
 */
import type { KnotOptions, Options } from "./prior.ts"

/** N letters grown by M moves at a time, and thrown away. */
const growth = ({ letters, moves }: Options): number =>
  (1 + 10 / moves) * (1e-9 * letters ** 3 + 4e-8 * letters ** 2)

/** RANDOMUNKNOT by a backend's sampler. */
export const unknot = (options: Options): number => 1e-5 + 9e-8 * options.moves ** 2 + growth(options)

/** The same with its moves written down and checked. */
export const certified = (options: Options): number =>
  1.2e-5 + 1.4e-7 * options.moves ** 2 + 2.7 * growth(options)

/** RANDOMKNOT by a backend's sampler. */
export const knot = ({ letters, moves, strands }: KnotOptions): number => {
  const scrambling = 2e-8 * moves * (letters + moves) * (1 + 8 / strands)
  const tooShort = letters < 6 ? 0 : 8e-6 * (strands / letters) ** 3 * (1 + moves / 50)
  const thrownAway = tooShort + (1.5e-7 * strands ** 2) / letters
  return 6e-6 + scrambling + thrownAway + 2e-10 * strands ** 3
}

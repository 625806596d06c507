/**
 * A flype: two blocks of neighbouring lines change places, which is allowed where each line of one may be exchanged with each
 * of the other, were they neighbours. It is no move beyond exchanges: it is as many of them as there are such pairs, one
 * after another. Whether two lines may be exchanged depends on their own marks alone, which exchanges of their kind leave
 * as they are, so that the lines of the first block can pass the second one by one, the last of them first. A certificate has
 * these exchanges, therefore. Nor does the walk that unties need flypes: with some, it looks at a few percent more or fewer pairs
 * of lines (scripts/bench/apart.ts).
 */
import * as Marks from "./marks.ts"
import * as Move from "./move.ts"

/** The lines `at`, `at + 1`, … round the torus: first those of one block, then those of the other. */
export interface Flype {
  readonly of: "columns" | "rows"
  readonly at: number
  readonly first: number
  readonly second: number
}

/** The exchanges that it consists of, in order; null where it is not allowed. Blocks are of one line at least. */
export const exchanges = (marks: Marks.Marks, flype: Flype): ReadonlyArray<Move.Code> | null => {
  const { of, at, first, second } = flype
  const { n } = marks
  if (first < 1 || second < 1 || first + second > n)
    throw new RangeError(`Blocks of ${first} and ${second} lines are not two of ${n}.`)
  const here = { columns: marks.columns, rows: marks.rows }[of]
  const kind = { columns: 0, rows: Move.rows }[of]
  const found: Array<Move.Code> = []
  for (let one = first - 1; one >= 0; one--)
    for (let other = 0; other < second; other++) {
      if (!Marks.pass(here, (at + one) % n, (at + first + other) % n)) return null
      found.push(kind + ((at + one + other) % n))
    }
  return found
}

import fc from "fast-check"
import t from "tap"
import * as Smith from "../../../../src/domain/invariant/khovanov/smith.ts"

const rows = (matrix: ReadonlyArray<ReadonlyArray<number>>): Array<Smith.Row> =>
  matrix.map((row) => new Map(row.flatMap((x, column) => (x === 0 ? [] : [[column, BigInt(x)]]))))

const determinant = (matrix: ReadonlyArray<ReadonlyArray<number>>): number =>
  matrix.length === 0
    ? 1
    : matrix[0].reduce((sum, x, column) => {
        const minor = matrix.slice(1).map((row) => row.filter((_, k) => k !== column))
        return sum + (column % 2 === 0 ? x : -x) * determinant(minor)
      }, 0)

const choices = (n: number, k: number): Array<Array<number>> =>
  k === 0
    ? [[]]
    : Array.from({ length: n }, (_, last) => choices(last, k - 1).map((some) => [...some, last])).flat()

const divisor = (a: number, b: number): number => (b === 0 ? Math.abs(a) : divisor(b, a % b))

t.test("ranks and orders are those that the minors' greatest common divisors say", async () => {
  const matrix = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })).chain(([m, n]) =>
    fc.array(fc.array(fc.constantFrom(0, 0, 1, 2, -2, 4, 6, -6, 9, 12), { minLength: n, maxLength: n }), {
      minLength: m,
      maxLength: m
    })
  )
  fc.assert(
    fc.property(matrix, (matrix) => {
      const minors = [1, 2, 3, 4].map((k) =>
        choices(matrix.length, k)
          .flatMap((some) =>
            choices(matrix[0].length, k).map((others) =>
              determinant(some.map((row) => others.map((column) => matrix[row][column])))
            )
          )
          .reduce(divisor, 0)
      )
      const rank = minors.filter((d) => d !== 0).length
      const { rank: found, torsion } = Smith.divisors(rows(matrix))
      // The order of the torsion is the last minor that is not zero; each prime's orders go with the minors' powers of it.
      const exponent = (n: number, p: number): number => (n % p === 0 ? 1 + exponent(n / p, p) : 0)
      return (
        found === rank &&
        [2, 3].every((p) => {
          const exponents = torsion.map((n) => exponent(n, p)).filter((e) => e > 0)
          const padded = [
            ...new Array<number>(rank - exponents.length).fill(0),
            ...exponents.sort((a, b) => a - b)
          ]
          return minors
            .slice(0, rank)
            .every((d, k) => exponent(d, p) === padded.slice(0, k + 1).reduce((sum, e) => sum + e, 0))
        }) &&
        (rank === 0 || torsion.reduce((product, n) => product * n, 1) === minors[rank - 1])
      )
    }),
    { seed: 1, numRuns: 3000 }
  )
})

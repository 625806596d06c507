import fc from "fast-check"
import t from "tap"
import * as Residue from "../../../src/domain/invariant/residue.ts"
import * as Sparse from "../../../src/domain/invariant/sparse.ts"

const [p, q] = Residue.primes(2, 2)

type Matrix = ReadonlyArray<ReadonlyArray<number>>

/** By the first row. */
const determinant = (matrix: Matrix): number =>
  matrix.length === 0
    ? 1
    : matrix[0].reduce((sum, x, j) => {
        const rest = matrix.slice(1).map((row) => row.filter((_, column) => column !== j))
        return x === 0 ? sum : sum + (j % 2 === 0 ? x : -x) * determinant(rest)
      }, 0)

const matrices = fc.integer({ min: 0, max: 5 }).chain((size) => {
  const entry = fc.oneof(fc.constant(0), fc.integer({ min: -3, max: 3 }))
  const row = fc.array(entry, { minLength: size, maxLength: size })
  return fc.array(row, { minLength: size, maxLength: size })
})

/** Diagonals with nothing on them are the hard ones. */
const symmetric = fc
  .tuple(matrices, fc.boolean())
  .map(([matrix, isHollow]) =>
    matrix.map((row, i) => row.map((x, j) => (i === j && isHollow ? 0 : i < j ? x : matrix[j][i])))
  )

const placesOf = (matrix: Matrix) => {
  const list = matrix.flatMap((row, i) => row.map((x, j) => [i, j, x])).filter(([, , x]) => x !== 0)
  return {
    list,
    places: { size: matrix.length, rows: list.map(([i]) => i), columns: list.map(([, j]) => j) }
  }
}

t.test(
  "determinants of the matrix that a program was made by, and of others with the same places",
  async (t) => {
    for (const isSymmetric of [false, true])
      fc.assert(
        fc.property(isSymmetric ? symmetric : matrices, (matrix) => {
          const { list, places } = placesOf(matrix)
          const program = Sparse.program(
            places,
            list.map(([, , x]) => x),
            p,
            isSymmetric
          )
          // The same matrix, one with every row i times i + 2, and the same modulo another prime.
          const factors = [() => 1, (i: number) => i + 2, () => 1]
          const moduli = Float64Array.of(p, p, q)
          const { pivots, isUnfit } = Sparse.run(program, {
            moduli,
            fill: (entry, values, at) => {
              const [i, , x] = list[entry]
              factors.forEach((factor, lane) => {
                values[at + lane] = x * factor(i)
              })
            }
          })
          t.strictSame(Array.from(isUnfit), [0, 0, 0])
          factors.forEach((factor, lane) => {
            const expected = matrix.reduce((product, _, i) => product * factor(i), determinant(matrix))
            const found = Sparse.determinant(program, pivots, lane, moduli[lane])
            t.equal((found - expected) % moduli[lane], 0)
          })
        }),
        { seed: 1, numRuns: 500 }
      )
  }
)

t.test("a matrix that a program does not fit is found out", async (t) => {
  const places = { size: 2, rows: [0, 0, 1, 1], columns: [0, 1, 0, 1] }
  const regular = Sparse.program(places, [1, 0, 0, 1], p)
  const singular = Sparse.program(places, [1, 1, 1, 1], p)
  const unfit = (program: Sparse.Program, matrix: ReadonlyArray<number>) =>
    Sparse.run(program, {
      moduli: Float64Array.of(p),
      fill: (entry, values, at) => {
        values[at] = matrix[entry]
      }
    }).isUnfit[0]
  t.equal(singular.nullity, 1)
  t.equal(unfit(regular, [0, 1, 1, 0]), 1)
  t.equal(unfit(singular, [1, 1, 1, 2]), 1)
  t.equal(unfit(singular, [1, 2, 1, 2]), 0)
})

/** Moments of one variable: where Feynman diagrams come from. */
import * as NearGaussian from "../../domain/field/near-gaussian.ts"
import * as Wick from "../../domain/field/wick.ts"
import type { Row } from "../../simulation/table.ts"
import * as Cell from "../cell.ts"
import type { Claim } from "../claim.ts"
import * as Judge from "../judgement.ts"
import type { Slide } from "../slide.ts"
import * as Written from "../written.ts"
import * as Factorial from "./factorial.ts"

/** What rounding and quadrature may leave. */
const rounding = 1e-9

const gaussian: Claim = {
  id: "gaussian-moments",
  says: "A Gaussian with the weight exp(−a x²/2) has the moments ⟨x^2n⟩ = (2n − 1)!!/aⁿ: one 1/a for each pair, summed over all pairings, three of them in ⟨x⁴⟩ = 3/a².",
  from: ["moments"],
  judge: (rows) => {
    const cases = [0.5, 1, 2].flatMap((a) => [1, 2, 3, 4].map((n) => ({ a, n })))
    const integrals = cases.map(({ a, n }) => {
      const published = Factorial.odd(2 * n - 1) / a ** n
      return Math.abs(NearGaussian.exact(a, 0, n) / published - 1)
    })
    const ofRun = Cell.where(rows("moments", "moments"), { lambda: 0, order: 0 }).map((row) =>
      Math.abs(
        Cell.number(row, "exact") /
          (Factorial.odd(Cell.number(row, "moment") - 1) /
            Cell.number(row, "a") ** (Cell.number(row, "moment") / 2)) -
          1
      )
    )
    const pairings = [1, 2, 3, 4].map((n) => Wick.matchings(2 * n).length)
    const counted = pairings.every((count, n) => count === Factorial.odd(2 * n + 1))
    const apart = Math.max(...integrals, ...ofRun)
    if (Number.isNaN(apart)) return Judge.tooFew("moments")
    return {
      verdict: apart < rounding && counted ? "agrees" : "differs",
      because:
        `Integrals by quadrature, for n = 1 to 4 and a = 1/2, 1 and 2, are (2n − 1)!!/aⁿ to ${Written.number(apart, 1)} of their ` +
        `size, and the pairings, listed one by one, are ${pairings.join(", ")}.`,
      comparisons: [
        ...[1, 2, 3, 4].map((n) =>
          Judge.exact(`⟨x^${2 * n}⟩ for a = 1, by quadrature`, NearGaussian.exact(1, 0, n), {
            published: Factorial.odd(2 * n - 1)
          })
        ),
        Judge.exact("pairings of four points", pairings[1], { published: 3 })
      ]
    }
  }
}

interface Series {
  readonly lambda: number
  /** Of <x^2> to each order, relative and without sign. */
  readonly errors: ReadonlyArray<number>
  /** Orders whose error is beyond the first term left out. */
  readonly beyond: number
}

const series = (rows: ReadonlyArray<Row>): Series => {
  const sorted = rows.toSorted((a, b) => Cell.number(a, "order") - Cell.number(b, "order"))
  const lambda = Cell.number(sorted[0], "lambda")
  const exact = Cell.number(sorted[0], "exact")
  const beyond = sorted.slice(0, -1).filter((row, k) => {
    const left = Cell.number(sorted[k + 1], "coefficient") * lambda ** (k + 1)
    return Math.abs(Cell.number(row, "truncationError")) > Math.abs(left) + rounding * exact
  })
  return {
    lambda,
    errors: sorted.map((row) => Math.abs(Cell.number(row, "relativeError"))),
    beyond: beyond.length
  }
}

/** A first order that is this near is a good one. */
const near = 0.01

const perturbed: Claim = {
  id: "perturbation",
  says: "Moments with the weight exp(−a x²/2 + λx⁴) are a quotient of two series in λ of Gaussian moments, which may be cut off where λ is small.",
  from: ["moments"],
  judge: (rows) => {
    const all = rows("moments", "moments").filter((row) => Cell.number(row, "lambda") < 0)
    if (all.length === 0) return Judge.tooFew("moments with a λ below 0")
    const every = Cell.grouped(all, ["a", "lambda", "moment"]).map(series)
    const squares = Cell.grouped(Cell.where(all, { moment: 2 }), ["a", "lambda"])
      .map(series)
      .sort((x, y) => y.lambda - x.lambda)
    const [least] = squares
    const isNear = (least?.errors[1] ?? Number.NaN) < near
    const isBounded = every.every(({ beyond }) => beyond === 0)
    const best = ({ lambda, errors }: Series) => {
      const order = errors.indexOf(Math.min(...errors))
      return `${Written.number(100 * errors[order], 2)} % at order ${order} for λ = ${Written.number(lambda)}`
    }
    return {
      verdict: isNear && isBounded ? "agrees" : isNear ? "agrees in trend" : "differs",
      because:
        `${isBounded ? "Whatever the order, the error is below the first term that is left out" : "At some orders the error is beyond the first term that is left out"}, ` +
        `and the first order alone has ⟨x²⟩ to ${Written.number(100 * (least?.errors[1] ?? Number.NaN), 2)} % for λ = ${Written.number(least?.lambda ?? Number.NaN)}. ` +
        `But the series has no radius of convergence; the best that it can do is ${squares.map(best).join(", ")}.`,
      comparisons: squares.map(({ lambda, errors }) =>
        Judge.exact(`error of ⟨x²⟩ to first order in λ = ${Written.number(lambda)}, a = 1`, 100 * errors[1], {
          published: "small for small λ",
          unit: "%"
        })
      )
    }
  }
}

export const moments: Slide = {
  id: "moments",
  title: "Origin of Feynman diagrams: moments of Gaussian and nearly Gaussian distributions",
  claims: [gaussian, perturbed],
  figures: [{ from: "moments", figure: "truncation" }],
  ours: [
    "The slide leaves the sign of λ open. With its weight, exp(−a x²/2 + λx⁴), only λ ≤ 0 can be normalised, and only there are moments compared.",
    "Values of a and λ are ours: a = 1, and λ from −0.001 to −1."
  ]
}

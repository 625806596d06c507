/** Networks of finite width: how far they are from the Gaussian process, and how fast they come near it. */
import { networksAndFields } from "../../simulation/paper.ts"
import type { Row } from "../../simulation/table.ts"
import * as Cell from "../cell.ts"
import type { Claim, Judgement, Rows, Verdict } from "../claim.ts"
import * as Judge from "../judgement.ts"
import type { Slide } from "../slide.ts"
import * as Statistics from "../statistics.ts"
import * as Written from "../written.ts"
import type { Activation } from "./activations.ts"
import * as Activations from "./activations.ts"
import * as Power from "./power.ts"

interface Part {
  readonly order: 4 | 6
  readonly part: "full" | "connected"
}

/**
 * Standard errors of m that the exact deviation must have: a mean of absolute values is never below its noise. Widths are
 * chosen by what is exact, as those chosen by what is measured would be those where chance made it large.
 */
const seen = 3

/** Widths that a slope needs. */
const enough = 3

const relativeError = (row: Row): number => Cell.number(row, "standardError") / Cell.number(row, "m")

interface Measured {
  readonly activation: Activation
  readonly widths: ReadonlyArray<number>
  readonly slope: Statistics.Estimate
  readonly due: number
  /** Of all widths that the exact table has. */
  readonly exact: number
  readonly doubtful: number
  readonly verdict: Verdict
}

const measure = (
  activation: Activation,
  part: Part,
  sampled: ReadonlyArray<Row>,
  exact: ReadonlyArray<Row>
): Measured => {
  const fits = (rows: ReadonlyArray<Row>) =>
    Cell.where(rows, { activation, dIn: 1, order: part.order, part: part.part })
  const above = fits(sampled).filter(
    (row) => Cell.number(row, "exact") > seen * Cell.number(row, "standardError") && Cell.number(row, "m") > 0
  )
  const value = Power.ofWidth(above, (row) => [Cell.number(row, "m"), relativeError(row)], "errors")
  // With the same weights: what the measured slope would be without noise.
  const expected = Power.ofWidth(
    above,
    (row) => [Cell.number(row, "exact"), relativeError(row)],
    "errors"
  ).value
  const doubtful = above.filter(Activations.isDoubtful).length
  const { low, high } = Statistics.interval(value)
  const isThere = above.length >= enough
  const falls = high < 0
  const verdict: Verdict = !isThere
    ? "undecided"
    : low > 0
      ? "differs"
      : !falls
        ? "undecided"
        : low <= expected && expected <= high
          ? "agrees"
          : "agrees in trend"
  return {
    activation,
    widths: Cell.values(above, "width"),
    slope: value,
    due: expected,
    exact: Power.ofWidth(fits(exact), (row) => [Cell.number(row, "m"), 0]).value,
    doubtful,
    verdict
  }
}

const span = (widths: ReadonlyArray<number>): string => `N = ${widths[0]} to ${widths.at(-1)}`

const decide = (part: Part, rows: Rows): Judgement => {
  const sampled = rows("deviation", "deviations")
  const exact = rows("exact", "deviations")
  const present = Activations.all.filter((activation) => Cell.where(sampled, { activation }).length > 0)
  if (present.length === 0) return Judge.tooFew("deviations")
  const parts = present.map((activation) => measure(activation, part, sampled, exact))
  const decided = parts.filter(({ verdict }) => verdict !== "undecided")
  const verdict: Verdict =
    decided.length === 0
      ? "undecided"
      : decided.some((each) => each.verdict === "differs")
        ? "differs"
        : decided.every((each) => each.verdict === "agrees")
          ? "agrees"
          : "agrees in trend"
  const sentence = ({ activation, widths, slope: value, due, doubtful }: Measured) =>
    widths.length < enough
      ? `${Activations.called[activation]} is above its noise at ${widths.length === 0 ? "no width" : `${widths.length === 1 ? "width" : "widths"} ${widths.join(", ")} alone`}`
      : `${Activations.called[activation]} falls with the slope ${Written.within(value)} over ${span(widths)}, where exact functions have ${Written.number(due)}` +
        (doubtful > 0
          ? ` (at ${doubtful} of these widths rare networks decide, and the error is too small)`
          : "")
  return {
    verdict,
    because: `In log-log, ${parts.map(sentence).join("; ")}. Exact functions at all ten widths have ${parts
      .map(({ activation, exact: all }) => `${Written.number(all)} (${Activations.called[activation]})`)
      .join(", ")}.`,
    comparisons: parts.flatMap((each) => [
      ...(each.widths.length < enough
        ? []
        : [
            Judge.measured(
              `slope, ${Activations.called[each.activation]}, measured over ${span(each.widths)}`,
              each.slope,
              { published: "falls to the noise" }
            )
          ]),
      Judge.exact(`slope, ${Activations.called[each.activation]}, exact at all widths`, each.exact, {
        published: "falls"
      })
    ])
  }
}

const fourPoint: Claim = {
  id: "four-point-deviation",
  says: "4-point functions of networks become those of the Gaussian process as N → ∞: their relative deviation m4 falls until it is noise.",
  from: ["deviation", "exact"],
  judge: (rows) => decide({ order: 4, part: "full" }, rows)
}

const sixPoint: Claim = {
  id: "six-point-deviation",
  says: "6-point functions do, too: m6 falls with N until it is noise.",
  from: ["deviation", "exact"],
  judge: (rows) => decide({ order: 6, part: "full" }, rows)
}

const connected: Claim = {
  id: "connected-six-point",
  says: "What is left of 6-point functions when products of lower ones are taken away falls with N as well.",
  from: ["deviation", "exact"],
  judge: (rows) => decide({ order: 6, part: "connected" }, rows)
}

const isNear = 0.1

/** Where log m crosses a tenth, on straight lines between the widths; the first width where it is below from the start. */
const crossing = (rows: ReadonlyArray<Row>): number => {
  const sorted = rows.toSorted((a, b) => Cell.number(a, "width") - Cell.number(b, "width"))
  const at = sorted.findIndex((row) => Cell.number(row, "m") < isNear)
  if (at < 0) return Number.POSITIVE_INFINITY
  if (at === 0) return Cell.number(sorted[0], "width")
  const [[n1, m1], [n2, m2]] = [sorted[at - 1], sorted[at]].map((row) => [
    Math.log(Cell.number(row, "width")),
    Math.log(Cell.number(row, "m"))
  ])
  return Math.exp(n1 + ((n2 - n1) * (m1 - Math.log(isNear))) / (m1 - m2))
}

/** Neurons that one calls few. */
const few = 100

const close: Claim = {
  id: "near-gaussian-widths",
  says: "The formalism asks only for networks near to a Gaussian process, and in the examples rather narrow ones are near enough.",
  from: ["exact"],
  judge: (rows) => {
    const all = Cell.where(rows("exact", "deviations"), { dIn: 1, part: "full" })
    const cases = Activations.all.flatMap((activation) =>
      ([4, 6] as const).flatMap((order) => {
        const some = Cell.where(all, { activation, order })
        const least = Cell.values(some, "width")[0]
        return some.length === 0 ? [] : [{ activation, order, width: crossing(some), least }]
      })
    )
    if (cases.length === 0) return Judge.tooFew("exact deviations")
    const fours = cases.filter(({ order }) => order === 4)
    const wide = fours.filter(({ width }) => width > few)
    const tell = ({ activation, width, least }: (typeof cases)[number]) =>
      width === least
        ? `${Activations.called[activation]} at all widths from ${least} on`
        : Number.isFinite(width)
          ? `${Activations.called[activation]} from ${Math.round(width)} neurons on`
          : `${Activations.called[activation]} at no width measured`
    return {
      verdict: wide.length === 0 ? "agrees" : wide.length < fours.length ? "agrees in trend" : "differs",
      because:
        `4-point functions are within a tenth of the Gaussian process for ${fours.map(tell).join(", ")}; ` +
        `6-point functions for ${cases
          .filter(({ order }) => order === 6)
          .map(tell)
          .join(", ")}. The slide has no number; we call up to ${few} neurons few.`,
      comparisons: cases
        .filter(({ width }) => Number.isFinite(width))
        .map(({ activation, order, width }) =>
          Judge.exact(
            `neurons from which m${order} is below ${isNear}, ${Activations.called[activation]}`,
            width,
            { published: "relatively few", unit: "neurons" }
          )
        )
    }
  }
}

export const deviation: Slide = {
  id: "deviations",
  title: "Correlators of networks become those of a Gaussian process as N → ∞",
  source: { paper: networksAndFields, where: "the experiments" },
  claims: [fourPoint, sixPoint, connected],
  figures: [
    { from: "deviation", figure: "deviation" },
    { from: "deviation", figure: "connected" },
    { from: "exact", figure: "deviation" }
  ],
  ours: [
    "The talk draws the fall and gives no slopes. Ours are of the straight line through log m against log N over the widths where the exact m is more than three standard errors of the measured one, each by its error; beside it stands the slope of exact functions at the same widths with the same weights, and at all ten.",
    "The error of m is a mean over tuples of their errors, which is too large where tuples do not move together. Products of six ReLU outputs are decided by rare networks, and their errors are too small.",
    "Gauss-networks are drawn by tilts and not plainly."
  ]
}

export const perspective: Slide = {
  id: "near-gaussian",
  title: "Gains in perspective: how near to a Gaussian process",
  claims: [close],
  figures: [{ from: "exact", figure: "deviation" }],
  ours: [
    "Near is our word for a relative deviation below a tenth, on the inputs of the experiments in one dimension."
  ]
}

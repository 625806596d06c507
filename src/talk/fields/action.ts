/** The effective action of networks of finite width: which of its couplings matter. */
import { networksAndFields } from "../../simulation/paper.ts"
import type { Row } from "../../simulation/table.ts"
import * as Cell from "../cell.ts"
import type { Claim } from "../claim.ts"
import * as Judge from "../judgement.ts"
import type { Slide } from "../slide.ts"
import * as Written from "../written.ts"
import * as Activations from "./activations.ts"
import * as Power from "./power.ts"

/** What rounding and quadrature may leave of a slope. */
const rounding = 1e-6

/** d log (kappa / lambda) / d log N, at first order: integrals over the box do not know N. */
const suppression = (rows: ReadonlyArray<Row>): number => {
  const of = (order: number) => Cell.where(rows, { order, part: "connected" })
  const fours = new Map(of(4).map((row) => [row.width, Cell.number(row, "m")]))
  return Power.ofWidth(of(6), (row) => [Cell.number(row, "m") / (fours.get(row.width) ?? Number.NaN), 0])
    .value
}

const suppressed: Claim = {
  id: "kappa-suppressed",
  says: "Next to λ, the coupling κ of f⁶ is suppressed by 1/N.",
  from: ["exact", "sixPoint"],
  judge: (rows) => {
    const all = rows("exact", "deviations")
    const cases = Activations.all.flatMap((activation) =>
      Cell.values(Cell.where(all, { activation, order: 6 }), "dIn").map((dIn) => ({
        activation,
        dIn,
        slope: suppression(Cell.where(all, { activation, dIn }))
      }))
    )
    if (cases.length === 0) return Judge.tooFew("connected functions")
    const isDue = cases.every(({ slope }) => Math.abs(slope + 1) < rounding)
    const trees = Cell.where(rows("sixPoint", "kappa"), { method: "with lambda^2 tree" })
    const tell = trees
      .map(
        (row) =>
          `${Written.number(Cell.number(row, "treeOverKappa6"), 2)} times κ6 for ${Activations.ofRow(row)}`
      )
      .join(", ")
    const slopes = cases.map(({ slope }) => slope)
    return {
      verdict: isDue ? "agrees" : "differs",
      because:
        `Exactly: connected 6-point functions fall as 1/N², 4-point ones as 1/N, so κ/λ at first order has the slope −1 against N in log-log for all activations and input dimensions (ours: ${[...new Set([Math.min(...slopes), Math.max(...slopes)].map((slope) => Written.number(slope, 6)))].join(" to ")}). ` +
        (tell === ""
          ? ""
          : `But what a line between two λ contributes to κ6 falls as 1/N² as well, and is ${tell} at the widths of the fits: κ at first order has the right power of N, and as a measurement neither size nor, where this is above 1, sign.`),
      comparisons: cases.map(({ activation, dIn, slope }) =>
        Judge.exact(
          `slope of κ/λ against N, ${Activations.called[activation]}, ${dIn}-dimensional inputs`,
          slope,
          { published: -1 }
        )
      )
    }
  }
}

interface Pair {
  readonly name: string
  readonly lines: string
  readonly dIn: number
  readonly lambda: number
  readonly kappa: number
}

/** Local slopes at the largest cutoff, first order. */
const pairs = (rows: ReadonlyArray<Row>): ReadonlyArray<Pair> =>
  Cell.grouped(Cell.where(rows, { equations: "first order" }), ["activation", "lines", "dIn"]).map(
    (group) => {
      const of = (coupling: string) => Cell.mean(Cell.where(group, { coupling }), "last")
      return {
        name: Activations.ofRow(group[0]),
        lines: Cell.text(group[0], "lines"),
        dIn: Cell.number(group[0], "dIn"),
        lambda: of("lambda"),
        kappa: of("kappa")
      }
    }
  )

/** Local slopes that are nearer than this are one power of the cutoff. */
const apart = 0.01

const irrelevant: Claim = {
  id: "kappa-irrelevant",
  says: "κ is more irrelevant than λ: as the cutoff Λ grows it goes to zero faster. ReLU, whose flow the talk shows.",
  from: ["flow"],
  judge: (rows) => {
    const all = pairs(rows("flow", "slopes"))
    if (all.length === 0) return Judge.tooFew("slopes")
    const faster = all.filter(({ lambda, kappa }) => kappa < lambda - apart)
    return {
      verdict: faster.length === all.length ? "agrees" : faster.length > 0 ? "agrees in trend" : "differs",
      because: `In ${all.map(({ dIn }) => dIn).join(", ")} input dimensions λ falls as Λ to the power ${all.map(({ lambda }) => Written.number(lambda)).join(", ")}, κ as Λ to the power ${all.map(({ kappa }) => Written.number(kappa)).join(", ")}: kernels of ReLU without bias grow with both inputs, and κ has two more of them at its vertex.`,
      comparisons: all.map(({ dIn, lambda, kappa }) =>
        Judge.exact(`slope of κ less that of λ against Λ, ReLU, ${dIn}-dimensional inputs`, kappa - lambda, {
          published: "below 0"
        })
      )
    }
  }
}

const alike: Claim = {
  id: "kappa-irrelevant-elsewhere",
  says: "The same of the other examples, Gauss and Erf, whose kernels are bounded.",
  from: ["flowWithBias"],
  judge: (rows) => {
    const all = pairs(rows("flowWithBias", "slopes"))
    if (all.length === 0) return Judge.tooFew("slopes")
    const faster = all.filter(({ lambda, kappa }) => kappa < lambda - apart)
    return {
      verdict: faster.length === 0 ? "differs" : faster.length < all.length ? "agrees in trend" : "agrees",
      because: `Couplings go as these powers of Λ at the largest cutoff: ${all
        .map(
          ({ name, lines, lambda, kappa }) =>
            `${name} with lines ${lines} ${Written.number(lambda, 5)} (λ) and ${Written.number(kappa, 5)} (κ)`
        )
        .join(
          ", "
        )}. Where kernels are bounded, integrals of their fourth and sixth powers grow with the same power of Λ, that of the box, or not at all: κ is as relevant as λ, and only 1/N sets it apart.`,
      comparisons: all.map(({ name, lines, lambda, kappa }) =>
        Judge.exact(`slope of κ less that of λ against Λ, ${name}, lines ${lines}`, kappa - lambda, {
          published: "below 0"
        })
      )
    }
  }
}

export const action: Slide = {
  id: "effective-action",
  title: "Non-Gaussian processes as effective field theories: λ, κ and what may be left out",
  source: { paper: networksAndFields, where: "sections 3 and 4" },
  claims: [suppressed, irrelevant, alike],
  figures: [
    { from: "flow", figure: "flow" },
    { from: "sixPoint", figure: "kappa" }
  ],
  ours: [
    "Couplings are of first order unless said otherwise: λ = κ4 / (24 ∫K⁴), κ = κ6 / (720 ∫K⁶), with the sign of the paper's table. Slopes against the cutoff are local ones at Λ = 10⁵.",
    "For Gauss and Erf the talk does not say whether lines at vertices are the full kernel, K, or the kernel without the variance of the last bias, K_W; both are computed."
  ]
}

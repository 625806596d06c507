/** The cutoff, and how couplings run with it. */
import { networksAndFields } from "../../simulation/paper.ts"
import type { Row } from "../../simulation/table.ts"
import * as Cell from "../cell.ts"
import type { Claim, Comparison } from "../claim.ts"
import * as Judge from "../judgement.ts"
import type { Slide } from "../slide.ts"
import * as Written from "../written.ts"
import * as Activations from "./activations.ts"

const quartic = { coupling: "lambda", equations: "first order" } as const

const name = Activations.ofRow

const system = (row: Row): string =>
  `${name(row)}, lines ${Cell.text(row, "lines")}, ${Cell.number(row, "dIn")}-dimensional inputs`

/** Relative change of predictions with the cutoff that one calls none. */
const none = 0.01

const independent: Claim = {
  id: "cutoff-independence",
  says: "n-point functions must not depend on the cutoff Λ, dG/dΛ = 0, and do not where couplings run with it.",
  from: ["flow", "flowWithBias"],
  judge: (rows) => {
    const all = [
      ...Cell.where(rows("flow", "flow"), quartic),
      ...Cell.where(rows("flowWithBias", "flow"), quartic)
    ]
    const systems = Cell.grouped(all, ["activation", "lines", "dIn"]).map((group) => {
      const spreads = group.map((row) => Math.abs(Cell.number(row, "spread") / Cell.number(row, "value")))
      return {
        row: group[0],
        change: Math.max(...spreads) - Math.min(...spreads),
        cutoffs: group.length
      }
    })
    if (systems.length === 0) return Judge.tooFew("couplings at cutoffs")
    const largest = Math.max(...systems.map(({ change }) => change))
    return {
      verdict: largest < none ? "agrees" : "differs",
      because:
        "For one 4-point function λ can always be chosen so; that one λ does it for all of them is a statement. " +
        `How much the λ of different tuples of inputs differ, over their mean, changes between the smallest and the largest of ${systems[0].cutoffs} cutoffs by at most ${Written.number(largest, 2)}, in ${systems.length} systems: what one λ absorbs at a cutoff it absorbs at all of them.`,
      comparisons: systems.map(({ row, change }) =>
        Judge.exact(`change with Λ of how λ varies over tuples, ${system(row)}`, change, { published: "0" })
      )
    }
  }
}

const beta = (row: Row): Comparison =>
  Judge.exact(`β(λ)/λ at the largest cutoff, ${system(row)}`, Cell.number(row, "last"), {
    published: -Cell.number(row, "dIn")
  })

/** How near to -dIn a local slope is, as the integrals only tend to it. */
const near = 0.01

const isNear = (row: Row): boolean => Math.abs(Cell.number(row, "last") + Cell.number(row, "dIn")) < near

const ofRelu: Claim = {
  id: "beta-function-relu",
  says: "β(λ) = ∂λ/∂log Λ = −λ d_in, which depends on the dimension of the inputs: straight lines in the plot of ReLU's λ against Λ.",
  from: ["flow"],
  judge: (rows) => {
    const all = Cell.where(rows("flow", "slopes"), { ...quartic, activation: "relu" })
    if (all.length === 0) return Judge.tooFew("slopes of ReLU")
    const isPrinted = all.every(isNear)
    const dimensions = all.map((row) => Cell.number(row, "dIn"))
    const slopes = all.map((row) => Written.number(Cell.number(row, "slope")))
    const isStraight = all.every(
      (row) => Math.abs(Cell.number(row, "first") - Cell.number(row, "last")) < near
    )
    const steps = all.every(
      (row) =>
        Math.abs(
          Cell.number(row, "last") -
            Cell.number(all[0], "last") +
            Cell.number(row, "dIn") -
            Cell.number(all[0], "dIn")
        ) < near
    )
    return {
      verdict: isPrinted ? "agrees" : "differs",
      because: isPrinted
        ? `The slopes are ${slopes.join(", ")} in ${dimensions.join(", ")} dimensions.`
        : `λ is ${isStraight ? "a straight line in log-log" : "no straight line"}${steps ? ", and each dimension adds −1," : ","} but its slopes are ${slopes.join(", ")} in ${dimensions.join(", ")} dimensions, −(d_in + 4): ` +
          "without bias the kernel of ReLU grows in proportion to each input, so ∫K⁴ over the box grows as Λ to the power d_in + 4. The printed −d_in is the volume of the box alone, which is right where kernels tend to a constant.",
      comparisons: all.map(beta)
    }
  }
}

const ofConstant: Claim = {
  id: "beta-function-bias",
  says: "The same where the kernel at the vertices tends to a constant far out, as full kernels with a bias do.",
  from: ["flowWithBias"],
  judge: (rows) => {
    const all = Cell.where(rows("flowWithBias", "slopes"), { ...quartic, lines: "K" })
    if (all.length === 0) return Judge.tooFew("slopes of full kernels with a bias")
    const tell = all
      .map(
        (row) =>
          `${name(row)} ${Written.number(Cell.number(row, "first"))} at the smallest and ${Written.number(Cell.number(row, "last"), 5)} at the largest`
      )
      .join(", ")
    const right = all.filter(isNear)
    const others = Cell.where(rows("flowWithBias", "slopes"), { ...quartic, lines: "K_W" })
    return {
      verdict: right.length === all.length ? "agrees" : right.length > 0 ? "agrees in trend" : "differs",
      because:
        `β(λ)/λ is, by the cutoff, ${tell}, where −d_in is the limit.` +
        (others.length === 0
          ? ""
          : ` Without the bias of the last layer in its lines λ hardly runs: ${others
              .map((row) => `${name(row)} ${Written.number(Cell.number(row, "last"), 2)}`)
              .join(", ")}.`),
      comparisons: all.map(beta)
    }
  }
}

/** Local slopes nearer to 0 than this are of couplings that do not run. */
const still = 0.01

const free: Claim = {
  id: "asymptotic-freedom",
  says: "The quartic coupling is asymptotically free: it goes to zero as Λ grows.",
  from: ["flow", "flowWithBias"],
  judge: (rows) => {
    const all = [
      ...Cell.where(rows("flow", "slopes"), quartic),
      ...Cell.where(rows("flowWithBias", "slopes"), quartic)
    ]
    if (all.length === 0) return Judge.tooFew("slopes")
    const falling = all.filter((row) => Cell.number(row, "last") < -still)
    const others = all.filter((row) => !falling.includes(row))
    return {
      verdict: falling.length === all.length ? "agrees" : falling.length > 0 ? "agrees in trend" : "differs",
      because:
        `λ falls as a power of Λ in ${falling.length} of ${all.length} systems.` +
        (others.length === 0
          ? ""
          : ` It stays as it is for ${others.map((row) => `${name(row)} with lines ${Cell.text(row, "lines")}`).join(", ")}: there the integral of K⁴ over the box converges, or its constant part, on inputs as small as these, is too small to be felt.`),
      comparisons: all.map((row) =>
        Judge.exact(`d log λ / d log Λ at the largest cutoff, ${system(row)}`, Cell.number(row, "last"), {
          published: "below 0"
        })
      )
    }
  }
}

export const flow: Slide = {
  id: "renormalization",
  title: "The cutoff, renormalization, and β functions",
  source: { paper: networksAndFields, where: "section 4" },
  claims: [independent, ofRelu, ofConstant, free],
  figures: [
    { from: "flow", figure: "flow" },
    { from: "flow", figure: "slopes" },
    { from: "flowWithBias", figure: "slopes" }
  ],
  ours: [
    "Slopes are local: integrals over the surface of the box over integrals over the box, not differences between cutoffs. Cutoffs are 21 from 7 to 10⁵.",
    "Networks with a bias in the lines at vertices are our addition: the talk shows ReLU alone."
  ]
}

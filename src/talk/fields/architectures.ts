/** Which networks are Gaussian processes when they are wide: those of several layers. */
import * as Cell from "../cell.ts"
import type { Claim } from "../claim.ts"
import * as Judge from "../judgement.ts"
import type { Slide } from "../slide.ts"
import * as Statistics from "../statistics.ts"
import * as Written from "../written.ts"
import * as Activations from "./activations.ts"
import * as Power from "./power.ts"

const deep: Claim = {
  id: "deep-networks",
  says: "Not only one layer: deep networks, too, are Gaussian processes at infinite width, so that their deviations fall with it.",
  from: ["deep"],
  judge: (rows) => {
    const all = Cell.where(rows("deep", "deviations"), { order: 4, part: "full" })
    const cases = Cell.grouped(all, ["activation", "depth"]).map((group) => ({
      name: Activations.ofRow(group[0]),
      depth: Cell.number(group[0], "depth"),
      widths: Cell.values(group, "width"),
      slope: Power.ofWidth(group, (row) => [
        Cell.number(row, "m"),
        Cell.number(row, "standardError") / Cell.number(row, "m")
      ]),
      exact: Power.ofWidth(group, (row) => [Cell.number(row, "exact"), 0]).value
    }))
    if (cases.length === 0) return Judge.tooFew("deep networks")
    const sides = cases.map((each) => Statistics.side(each.slope))
    const known = cases.filter(({ exact }) => Number.isFinite(exact))
    const { widths } = cases[0]
    return {
      verdict: sides.includes("above") ? "differs" : sides.includes("open") ? "undecided" : "agrees",
      because:
        `From N = ${widths[0]} to ${widths.at(-1)} the deviation of 4-point functions falls, in log-log, with the slope ${cases
          .map(({ name, depth, slope: value }) => `${Written.estimate(value)} (${name}, ${depth} deep)`)
          .join(", ")}.` +
        (known.length === 0
          ? ""
          : ` Where it is known exactly, that is ${known
              .map(({ name, depth, exact }) => `${Written.number(exact)} (${name}, ${depth} deep)`)
              .join(
                ", "
              )}: the deeper, the further from the limit, and the faster the fall at widths as these.`),
      comparisons: cases.map(({ name, depth, slope: value }) =>
        Judge.measured(
          `slope of log m4 against log N, ${name}, ${depth} hidden ${depth === 1 ? "layer" : "layers"}`,
          value,
          { published: "falls to 0" }
        )
      )
    }
  }
}

export const architectures: Slide = {
  id: "architectures",
  title: "Most architectures admit a limit that is a Gaussian process",
  claims: [deep],
  figures: [{ from: "deep", figure: "deviation" }],
  ours: [
    "Of the architectures that the slide names, convolutions, attention and others, fully connected ones of one to four layers are computed here; activations, widths and inputs are ours.",
    "Networks are evaluated up to their last hidden layer, and the mean over the last weights is taken exactly."
  ]
}

/** Feynman rules, and the factors that they give. */
import type { Diagram } from "../../domain/field/diagram/diagram.ts"
import * as Diagrams from "../../domain/field/diagram/diagram.ts"
import type { Interaction } from "../../domain/field/diagram/interaction.ts"
import { quartic, sextic } from "../../domain/field/diagram/interaction.ts"
import * as NearGaussian from "../../domain/field/near-gaussian.ts"
import { networksAndFields } from "../../simulation/paper.ts"
import type { Claim, Judgement } from "../claim.ts"
import * as Judge from "../judgement.ts"
import type { Slide } from "../slide.ts"
import * as Factorial from "./factorial.ts"

/** A diagram of one vertex: its factor says which, as so many of the external points are joined to the vertex. */
interface Printed {
  readonly vertex: Interaction
  /** External points that are joined to the vertex; the others are joined to one another. */
  readonly joined: number
  readonly factor: number
}

/** Factors that equations 3.17 to 3.19 print in their first lines. */
export interface Equation {
  readonly number: string
  readonly points: 2 | 4 | 6
  readonly printed: ReadonlyArray<Printed>
}

export const equations: Readonly<Record<"two" | "four" | "six", Equation>> = {
  two: {
    number: "3.17",
    points: 2,
    printed: [
      { vertex: quartic, joined: 2, factor: 12 },
      { vertex: sextic, joined: 2, factor: 90 }
    ]
  },
  four: {
    number: "3.18",
    points: 4,
    printed: [
      { vertex: quartic, joined: 2, factor: 72 },
      { vertex: quartic, joined: 4, factor: 24 },
      { vertex: sextic, joined: 2, factor: 540 },
      { vertex: sextic, joined: 4, factor: 360 }
    ]
  },
  six: {
    number: "3.19",
    points: 6,
    printed: [
      { vertex: quartic, joined: 2, factor: 540 },
      { vertex: quartic, joined: 4, factor: 360 },
      { vertex: sextic, joined: 6, factor: 720 },
      { vertex: sextic, joined: 4, factor: 5400 },
      { vertex: sextic, joined: 2, factor: 4050 }
    ]
  }
}

/** How many external points the diagram's one vertex has lines to. */
const joinedOf = ({ terms: [term] }: Diagram): number =>
  term.components.flatMap(({ sites }) => sites.flatMap(({ points }) => points)).length

/**
 * The same number by counting alone: which m of the n points, times which legs of the k they take, times the pairings of the
 * legs left and of the points left.
 */
export const counted = (n: number, k: number, m: number): number =>
  ((((Factorial.of(n) / Factorial.of(m) / Factorial.of(n - m)) * Factorial.of(k)) / Factorial.of(k - m)) *
    Factorial.odd(k - m - 1) *
    Factorial.odd(n - m - 1)) |
  0

const degree = ({ degrees }: Interaction): number => degrees.reduce((sum, each) => sum + each, 0)

const shape = (points: number, { vertex, joined }: Pick<Printed, "vertex" | "joined">): string =>
  `${vertex.symbol}, ${joined} of ${points} points at the vertex`

/** The factors of an equation, each beside what is computed, and the proof that nothing is missing: all add up to (n + k − 1)!!. */
export const factors = ({ number, points, printed }: Equation): Judgement => {
  const vertices = [...new Set(printed.map(({ vertex }) => vertex))]
  const computed = vertices.flatMap((vertex) =>
    Diagrams.all(points, [vertex]).map(({ ...diagram }) => ({ vertex, joined: joinedOf(diagram), diagram }))
  )
  const factorOf = (vertex: Interaction, joined: number): number =>
    computed
      .filter((each) => each.vertex === vertex && each.joined === joined)
      .reduce((sum, { diagram }) => sum + diagram.factor, 0)
  const totals = vertices.map((vertex) => ({
    vertex,
    due: Factorial.odd(points + degree(vertex) - 1),
    ours: computed
      .filter((each) => each.vertex === vertex)
      .reduce((sum, { diagram }) => sum + diagram.pairings, 0)
  }))
  const wrong = printed.filter(({ vertex, joined, factor }) => factorOf(vertex, joined) !== factor)
  const isProven =
    totals.every(({ due, ours }) => due === ours) &&
    computed.every(
      ({ vertex, joined, diagram }) => diagram.factor === counted(points, degree(vertex), joined)
    )
  const missing = computed.filter(
    ({ vertex, joined, diagram }) =>
      diagram.kind !== "vacuum" && !printed.some((each) => each.vertex === vertex && each.joined === joined)
  )
  const sums = totals.map(
    ({ vertex, due }) =>
      `${due} for ${vertex.symbol} (${computed
        .filter((each) => each.vertex === vertex)
        .map(({ diagram }) => diagram.factor)
        .join(" + ")}, the last a vacuum bubble's)`
  )
  const proof = isProven
    ? `Ours are proven by their sum: with those of vacuum bubbles they are all pairings of the legs, ${sums.join(" and ")}, (n + k − 1)!! each.`
    : "Our own count does not add up to all pairings of the legs, and proves nothing."
  return {
    verdict: !isProven ? "undecided" : wrong.length + missing.length === 0 ? "agrees" : "differs",
    because:
      wrong.length + missing.length === 0
        ? `All ${printed.length} factors of equation ${number} are those that we count. ${proof}`
        : `Equation ${number} ${[
            ...wrong.map(
              (each) =>
                `has ${each.factor} where ${factorOf(each.vertex, each.joined)} is counted (${shape(points, each)})`
            ),
            ...missing.map((each) => `lacks ${each.diagram.factor} (${shape(points, each)})`)
          ].join(", ")}. ${proof}`,
    comparisons: [
      ...printed.map((each) =>
        Judge.exact(`factor with ${shape(points, each)}`, factorOf(each.vertex, each.joined), {
          published: each.factor
        })
      ),
      ...totals.map(({ vertex, ours, due }) =>
        Judge.exact(`all pairings of ${points} points and one ${vertex.symbol}: (n + k − 1)!! = ${due}`, ours)
      )
    ]
  }
}

const ofEquation = (equation: Equation): Claim => {
  const list = equation.printed.map(({ factor, vertex }) => `${factor} (${vertex.symbol})`).join(", ")
  return {
    id: `factors-${equation.points}-point`,
    says: `At first order the ${equation.points}-point function has diagrams with the factors ${list}: equation ${equation.number}.`,
    from: [],
    judge: () => factors(equation)
  }
}

const written: Claim = {
  id: "terms-6-point",
  says: "Written out, the 6-point function is 15 products of three kernels, 24 λ times 15 integrals with a kernel each, 720 κ times one integral, and 360 κ times 15.",
  from: [],
  judge: () => {
    const kept = (vertices: ReadonlyArray<Interaction>) =>
      Diagrams.all(6, vertices).filter(({ kind }) => kind === "kept")
    const parts = [
      { what: "products of three kernels", vertices: [], terms: 15, each: 1 },
      { what: "λ, with a kernel beside it", vertices: [quartic], terms: 15, each: 24 },
      { what: "κ, connected", vertices: [sextic], terms: 1, each: 720 },
      { what: "κ, with a kernel beside it", vertices: [sextic], terms: 15, each: 360 }
    ].map((part) => {
      const found = kept(part.vertices).find(({ terms }) => terms.length === part.terms)
      return { ...part, ours: found?.terms.length ?? 0, oursEach: (found?.factor ?? 0) / part.terms }
    })
    const all = kept([]).length + kept([quartic]).length + kept([sextic]).length
    const isSame = all === parts.length && parts.every((part) => part.oursEach === part.each)
    return {
      verdict: isSame ? "agrees" : "differs",
      because: isSame
        ? "These four are all diagrams of six points and at most one vertex that are neither vacuum bubbles nor corrections of a 2-point function, with these numbers of terms and these factors."
        : "The diagrams that are left of six points and at most one vertex have other numbers of terms, or other factors.",
      comparisons: parts.flatMap(({ what, terms, each, ours, oursEach }) => [
        Judge.exact(`terms: ${what}`, ours, { published: terms }),
        Judge.exact(`factor of each: ${what}`, oursEach, { published: each })
      ])
    }
  }
}

const dropped: Claim = {
  id: "rule-for-corrections",
  says: "By rule 4.5 all diagrams that correct a 2-point function are thrown away; the second line of equation 3.19 is what is left, with factors 360 λ, 720 κ, 5400 κ and 4050 κ.",
  from: [],
  judge: () => {
    const second = [
      { vertex: quartic, joined: 4, factor: 360 },
      { vertex: sextic, joined: 6, factor: 720 },
      { vertex: sextic, joined: 4, factor: 5400 },
      { vertex: sextic, joined: 2, factor: 4050 }
    ]
    const kindOf = ({ vertex, joined }: Printed) =>
      Diagrams.all(6, [vertex]).find((diagram) => joinedOf(diagram) === joined)?.kind
    const wrong = second.filter((each) => kindOf(each) !== "kept")
    return {
      verdict: wrong.length === 0 ? "agrees" : "differs",
      because:
        wrong.length === 0
          ? "All that the second line lists is left by the rule."
          : `The diagram with ${wrong.map(({ factor, vertex }) => `${factor} ${vertex.symbol}`).join(" and ")} has two lines out of its vertex and corrects a 2-point function: by rule 4.5 it has no place in the second line, ` +
            "and the lines below, which are written out, do not have it. The slip is one of that line alone; nothing computed from it changes.",
      comparisons: [...wrong, ...second.filter((each) => !wrong.includes(each))].map((each) =>
        Judge.exact(
          `factor in the second line, with ${shape(6, each)}`,
          wrong.includes(each) ? 0 : each.factor,
          { published: each.factor }
        )
      )
    }
  }
}

const bubbles: Claim = {
  id: "vacuum-bubbles",
  says: "Diagrams with a component that has no external point cancel against the normalisation, so that those without are all there is to sum.",
  from: [],
  judge: () => {
    const cases = [2, 4, 6].flatMap((points) =>
      [1, 2].map((order) => {
        const sum = Diagrams.all(points, new Array<Interaction>(order).fill(quartic))
          .filter(({ kind }) => kind !== "vacuum")
          .reduce((total, { factor }) => total + factor, 0)
        return {
          points,
          order,
          sum,
          coefficient: NearGaussian.expand(1, -1, points / 2, order).coefficients[order]
        }
      })
    )
    const isSame = cases.every(({ sum, coefficient }) => sum === coefficient)
    return {
      verdict: isSame ? "agrees" : "differs",
      because: isSame
        ? "For one variable the sums of factors without vacuum bubbles are, at first and second order in λ, the coefficients of the quotient of both series, which knows no diagrams."
        : "For one variable the sums of factors without vacuum bubbles are not the coefficients of the quotient of both series.",
      comparisons: cases.map(({ points, order, sum, coefficient }) =>
        Judge.exact(`coefficient of λ^${order} in ⟨x^${points}⟩, a = 1, as the sum of factors`, sum, {
          published: coefficient
        })
      )
    }
  }
}

export const rules: Slide = {
  id: "feynman-rules",
  title: "Feynman rules, and 2-, 4- and 6-point functions by diagrams",
  source: { paper: networksAndFields, where: "equations 3.17 to 3.19" },
  claims: [
    ofEquation(equations.two),
    ofEquation(equations.four),
    ofEquation(equations.six),
    written,
    dropped,
    bubbles
  ],
  figures: [{ from: "moments", figure: "diagrams" }],
  ours: [
    "Diagrams are computed, not looked up: every pairing of the legs is counted, pairings that differ by names of equal vertices are one term, and terms that differ by a permutation of the points are one diagram.",
    "What stands as published beside the coefficients of one variable is the series of the quotient that an earlier slide gives, computed."
  ]
}

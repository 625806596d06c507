/** `skein diagrams`: Feynman diagrams of n-point functions, their factors, expressions and pictures. */
import * as Command from "effect/cli/Command"
import * as CliFlag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import { plural } from "../../../drawing/text.ts"
import * as Flag from "../argument/flag.ts"
import * as PictureFile from "../argument/picture-file.ts"
import * as Columns from "../terminal/columns.ts"
import * as Output from "../terminal/output.ts"

const load = () =>
  Promise.all([
    import("../../../domain/field/diagram/diagram.ts"),
    import("../../../domain/field/diagram/expression.ts"),
    import("../../../domain/field/diagram/interaction.ts"),
    import("../../../drawing/feynman.ts")
  ])

const powers = { "4": "⁴", "6": "⁶" }

const points = CliFlag.Int("points").pipe(
  CliFlag.withMetavar("N"),
  CliFlag.withDescription("External points: 2, 4 or 6"),
  CliFlag.filter(
    (n) => n === 2 || n === 4 || n === 6,
    (n) =>
      n % 2 === 0
        ? `Expected 2, 4 or 6 points, not ${n}`
        : `Expected 2, 4 or 6 points, not ${n}: functions of an odd number of points vanish`
  )
)

const vertex = CliFlag.Literals("vertex", ["4", "6"]).pipe(
  CliFlag.withDescription("The power of the field at a vertex: 4 (λ) or 6 (κ)")
)

const order = CliFlag.Int("order").pipe(
  CliFlag.withMetavar("V"),
  CliFlag.withDescription("How many vertices: 0 (the Gaussian process), 1 or 2"),
  CliFlag.filter(
    (n) => n >= 0 && n <= 2,
    (n) => `Expected 0, 1 or 2 vertices, not ${n}`
  ),
  CliFlag.withDefault(1)
)

export const diagrams = Command.make(
  "diagrams",
  { points, vertex, order, json: Flag.json, svg: PictureFile.flag("svg", "Draw them into a file") },
  Effect.fnUntraced(function* ({ svg, ...flags }) {
    yield* PictureFile.check(svg)
    const [Diagram, Expression, Interaction, Feynman] = yield* Effect.promise(load)
    const interactions = { "4": Interaction.quartic, "6": Interaction.sextic }
    const found = Diagram.all(flags.points, new Array(flags.order).fill(interactions[flags.vertex]))
    const title = `${flags.points} points, ${plural(flags.order, `φ${powers[flags.vertex]} vertex`).replace("vertexs", "vertices")}`
    if (svg !== undefined) yield* PictureFile.write(svg, Feynman.svg(found, title), title)
    const described = found.map((diagram) => ({
      factor: diagram.factor,
      kind: diagram.kind,
      expression: Expression.text(diagram),
      latex: Expression.latex(diagram),
      pairings: diagram.pairings
    }))
    if (flags.json) return yield* Output.printJson(described)
    const lines = described.map(({ factor, kind, expression, pairings }) => [
      String(factor),
      kind,
      String(pairings),
      expression
    ])
    yield* Output.print(
      Columns.describe(
        [["factor", "kind", "pairings", "expression"], ...lines],
        Output.prose(),
        ["right", "left", "right"],
        Number.POSITIVE_INFINITY
      )
    )
  })
).pipe(
  Command.withShortDescription(
    "Feynman diagrams of n-point functions: factors, expressions, LaTeX and pictures"
  ),
  Command.withDescription(
    "Feynman diagrams of n-point functions: factors, expressions, LaTeX and pictures. Signs are those of the weight exp(-S), opposite to the couplings of the simulation couplings; lines at vertices are K_W = K - σ_b²"
  )
)

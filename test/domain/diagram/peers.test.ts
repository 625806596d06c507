import { spawnSync } from "node:child_process"
import { join } from "node:path"
import t from "tap"
import * as Python from "../../../scripts/bench/python.ts"
import * as Orientation from "../../../src/domain/diagram/orientation.ts"
import * as Planar from "../../../src/domain/diagram/planar.ts"
import { reduce } from "../../../src/domain/diagram/reduce.ts"
import * as States from "../../../src/domain/invariant/states.ts"
import * as Stream from "../../../src/domain/random/stream.ts"
import { random } from "../../support/braid.ts"

const python = Python.having("spherogram", "regina")

t.test(
  "spherogram has the same signs of crossings, and regina the same Alexander polynomials and Seifert circles",
  { skip: python === undefined && Python.missing("spherogram with regina") },
  async (t) => {
    const stream = Stream.make([19, 5])
    const diagrams = Array.from({ length: 200 }, (_, i) =>
      reduce(Planar.ofBraid(random(stream, 10 + (i % 30), 3 + (i % 5)), 3 + (i % 5)))
    ).filter(({ crossings, circles }) => crossings.length > 0 && circles === 0)
    const program = join(import.meta.dirname, "..", "..", "support", "planar.py")
    const { stdout, stderr } = spawnSync(python!.command, [program], {
      encoding: "utf8",
      input: JSON.stringify(diagrams.map(({ crossings }) => crossings))
    })
    t.not(stdout, "", stderr)
    const answers = JSON.parse(stdout)
    let knots = 0
    diagrams.forEach((diagram, i) => {
      const oriented = Orientation.orient(diagram)
      const { signs, seifertCircles, alexander } = answers[i]
      t.strictSame(Array.from(oriented.signs), signs)
      if (seifertCircles !== null)
        t.equal(Orientation.seifertCircles(diagram, oriented).length, seifertCircles)
      if (alexander === null) return
      knots++
      // Regina's polynomials are determined up to a sign.
      const found = States.alexander(diagram).coefficients.map(String)
      const opposite = States.alexander(diagram).coefficients.map((c) => String(-c))
      t.ok(
        [found, opposite].some((each) => each.join(" ") === alexander.join(" ")),
        alexander.join(" ")
      )
    })
    t.ok(knots > 30, `${knots} knots among them`)
  }
)

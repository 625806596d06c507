import { readFileSync } from "node:fs"
import * as Orientation from "../../src/domain/diagram/orientation.ts"
import * as Planar from "../../src/domain/diagram/planar.ts"
import * as Goeritz from "../../src/domain/invariant/goeritz.ts"
import * as Laurent from "../../src/domain/invariant/laurent.ts"
import * as States from "../../src/domain/invariant/states.ts"

/** A row of test/golden/links.csv: LinkInfo's links to eight crossings, in each orientation. */
export interface Row {
  readonly name: string
  readonly diagram: Planar.Diagram
  readonly signature: number
  readonly determinant: bigint
  /** null where it is not defined. */
  readonly arf: number | null
  /** Linking numbers of each component with those before it. */
  readonly linking: string
  /** Terms `[exponent, coefficient]`. */
  readonly conway: ReadonlyArray<ReadonlyArray<number>>
}

export const golden = (): ReadonlyArray<Row> =>
  readFileSync(new URL("../golden/links.csv", import.meta.url), "utf8")
    .trim()
    .split("\n")
    .slice(2)
    .map((line) => line.split(";"))
    .map(([name, pd, signature, determinant, arf, linking, conway]) => ({
      name,
      diagram: Planar.of(pd.split("|").map((crossing) => crossing.split(" ").map(Number))),
      signature: Number(signature),
      determinant: BigInt(determinant),
      arf: arf === "" ? null : Number(arf),
      linking,
      conway: conway.split(" ").map((term) => term.split(":").map(Number))
    }))

/** What moves keep and what is quick: a text that diagrams of one oriented link share. */
export const fingerprint = (diagram: Planar.Diagram): string => {
  const matrix = Orientation.linking(diagram, Orientation.orient(diagram))
  const numbers = matrix.flatMap((row, i) => row.slice(0, i)).filter((number) => number !== 0)
  return [
    Laurent.key(States.alexander(diagram)),
    Goeritz.signature(diagram),
    Planar.components(diagram),
    numbers.sort((a, b) => a - b).join(" ")
  ].join(" / ")
}

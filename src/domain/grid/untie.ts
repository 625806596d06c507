/** From a link's diagram to a proof that it is the unknot. */
import * as Planar from "../diagram/planar.ts"
import type { Key } from "../random/key.ts"
import * as Certificate from "./certificate.ts"
import * as Checker from "./checker.ts"
import type * as Diagram from "./diagram.ts"
import { fromPlanar } from "./from-planar.ts"
import * as Search from "./search.ts"

export interface Untied extends Search.Found {
  /** Where the moves begin. */
  readonly start: Diagram.Diagram
  /** Where it is the unknot: checked. */
  readonly certificate?: Certificate.Certificate
}

/** Looks for the moves. Throws a RangeError for a diagram that is none, or has no room in a rectangular one. */
export const untie = (from: Planar.Origin, key: Key, budget: Search.Budget): Untied => {
  const { diagram: start, places } = fromPlanar(Planar.ofOrigin(from))
  const found = { ...Search.search(start, key, budget), start }
  if (found.diagram.length !== 2 || found.circles > 0) return found
  const certificate: Certificate.Certificate = {
    version: 1,
    proof: "grid",
    from,
    columns: start,
    places,
    steps: Certificate.steps(found.moves)
  }
  const verdict = Checker.check(certificate)
  if (!verdict.valid) throw new Error(`The checker refuses a proof that was just found. ${verdict.reason}`)
  return { ...found, certificate }
}

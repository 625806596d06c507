/** From a link's diagram to a proof that it is the unknot, or of what it is put together. */
import * as Planar from "../diagram/planar.ts"
import type { Key } from "../random/key.ts"
import * as Apart from "./apart/apart.ts"
import { type Certificate as ApartCertificate, make } from "./apart/certificate.ts"
import { check } from "./apart/checker.ts"
import * as Certificate from "./certificate.ts"
import * as Checker from "./checker.ts"
import type * as Diagram from "./diagram.ts"
import { fromPlanar } from "./from-planar.ts"
import * as Link from "./link.ts"
import * as Search from "./search.ts"

export interface Untied extends Search.Found {
  readonly from: Planar.Origin
  /** Where the moves begin. */
  readonly start: Diagram.Diagram
  readonly places: ReadonlyArray<Certificate.Place>
  /** Where it is the unknot: checked. */
  readonly certificate?: Certificate.Certificate
}

/** Looks for the moves. Throws a RangeError for a diagram that is none, or has no room in a rectangular one. */
export const untie = (from: Planar.Origin, key: Key, budget: Search.Budget): Untied => {
  const { diagram: start, places } = fromPlanar(Planar.ofOrigin(from))
  const found = { ...Search.search(start, key, budget), from, start, places }
  if (found.diagram.length !== 2 || found.circles > 0) return found
  return { ...found, certificate: proof(from, start, places, found.moves) }
}

/**
 * The proof that moves lead from the diagram that was drawn to a circle. Throws an Error if the checker does not accept it: a
 * fault of whoever found them.
 */
export const proof = (
  from: Planar.Origin,
  start: Diagram.Diagram,
  places: Certificate.Certificate["places"],
  moves: Search.Found["moves"]
): Certificate.Certificate => {
  const certificate: Certificate.Certificate = {
    version: 1,
    proof: "grid",
    from,
    columns: start,
    places,
    steps: Certificate.steps(moves)
  }
  const verdict = Checker.check(certificate)
  if (!verdict.valid) throw new Error(`The checker refuses a proof that was just found. ${verdict.reason}`)
  return certificate
}

/** What a link comes apart into; with a proof that is checked, unless it is one piece. */
export interface Separated extends Apart.Apart {
  readonly certificate?: ApartCertificate
}

/** On from what was found: whether it is split, or a connected sum, and of which smallest diagrams. */
export const apart = ({ from, start, places, moves }: Untied, key: Key, budget: Search.Budget): Separated => {
  const found = Apart.apart(Link.of(start), moves, key, budget)
  if (found.pieces.length === 1) return found
  const certificate = make({ from, columns: start, places }, found)
  const verdict = check(certificate)
  if (!verdict.valid) throw new Error(`The checker refuses a proof that was just found. ${verdict.reason}`)
  return { ...found, certificate }
}

/** The name of a connected sum by those of the pieces that its diagram comes apart into, which a table may prove one by one. */
import * as Parts from "../../../../domain/diagram/parts.ts"
import type * as Planar from "../../../../domain/diagram/planar.ts"
import { reduce } from "../../../../domain/diagram/reduce.ts"
import * as Pieces from "../../../../domain/grid/apart/pieces.ts"
import * as Link from "../../../../domain/grid/link.ts"
import { toPlanar } from "../../../../domain/grid/to-planar.ts"
import * as ConnectedSum from "../../../../domain/invariant/connected-sum.ts"
import * as Identify from "../../../../domain/invariant/identify.ts"
import * as Subject from "../../../../domain/invariant/subject.ts"
import type { Table } from "../../../../domain/invariant/table/table.ts"
import * as Smallest from "./smallest.ts"

const known = new WeakMap<Table, Subject.Fact<Identify.Identification | null>>()

/** As {@link Identify.by}, or, where that proves no name, by the pieces, if all of their names are proven. */
export const by = (table: Table): Subject.Fact<Identify.Identification | null> => {
  const made =
    known.get(table) ??
    Subject.fact((subject) => {
      const whole = Identify.by(table)(subject)
      return isProven(whole) || !mayBeSum(whole) ? whole : (ofPieces(subject, table) ?? whole)
    })
  known.set(table, made)
  return made
}

const isProven = (found: Identify.Identification | null): found is Identify.Identification =>
  found?.complete === true && found.candidates.length === 1

/**
 * Whether the invariants allow a sum of knots of the table with as many crossings together as the knot needs at most, or nobody
 * knows. That there is such a sum if the knot is one, with fewer crossings no sum is known to have. Else the search for pieces, which
 * takes ten times longer than all of the invariants, would find nothing that the table names.
 */
const mayBeSum = (found: Identify.Identification | null): boolean =>
  found === null || found.candidates.some((sum) => sum.length > 1)

/** The summands of a knot that its reduced diagram shows, or else those that a search among rectangular diagrams finds. */
const summandsOf = (subject: Subject.Subject): ReadonlyArray<Planar.Diagram> => {
  const [shown = []] = Parts.parts(Subject.reduced(subject))
  if (shown.length > 1 || (Smallest.separated(subject)?.pieces ?? []).length < 2) return shown
  const [pieces = []] = Pieces.sums(Smallest.pieces(subject) ?? [])
  return pieces.map((piece) => reduce(toPlanar(Link.diagram(piece))))
}

const ofPieces = (subject: Subject.Subject, table: Table): Identify.Identification | null => {
  const summands = Subject.components(subject) > 1 ? [] : summandsOf(subject)
  if (summands.length < 2) return null
  const factors: Array<ConnectedSum.Factor> = []
  for (const summand of summands) {
    const found = Identify.by(table)(Subject.ofDiagram(summand))
    if (!isProven(found)) return null
    factors.push(...found.candidates[0])
  }
  const place = ({ prime, mirror }: ConnectedSum.Factor) => 2 * table.primes.indexOf(prime) + Number(mirror)
  const sum = factors.sort((a, b) => place(a) - place(b))
  return {
    name: ConnectedSum.name(sum),
    mirror: Identify.chirality(sum),
    prime: sum.length === 1,
    candidates: [sum],
    complete: true
  }
}

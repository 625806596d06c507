/** From a knot's diagram to a proof that its group is Z. */

import type { Origin } from "../diagram/planar.ts"
import * as Planar from "../diagram/planar.ts"
import type { Key } from "../random/key.ts"
import type { Certificate } from "./certificate.ts"
import * as Checker from "./checker.ts"
import * as Screen from "./screen.ts"
import * as Tietze from "./tietze.ts"
import * as Wirtinger from "./wirtinger.ts"

/** Attempts need draws, and a proof is a proof by any of them. */
const key: Key = [1957, 66]

/**
 * The proof that the knot is the unknot, checked; null where none is found, which says nothing of the knot, and for links.
 * Milliseconds for a hundred crossings. Throws a RangeError for a diagram that is none.
 */
export const prove = (from: Origin): Certificate | null => {
  const relators = Wirtinger.relators(Planar.ofOrigin(from))
  const steps = relators === null || Screen.isKnotted(relators) ? null : Tietze.trivialise(relators, key)
  if (steps === null) return null
  const certificate: Certificate = { version: 1, proof: "group", from, steps }
  const verdict = Checker.check(certificate)
  if (!verdict.valid) throw new Error(`The checker refuses a proof that was just found. ${verdict.reason}`)
  return certificate
}

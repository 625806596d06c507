/**
 * Proofs about links, as files have them: moves of closed braids (no `proof` field), moves of rectangular diagrams (`grid`),
 * also those by which links come apart (`pieces`), and steps of a knot's group (`group`). Each kind has a checker of its own, which shares no code with what finds proofs.
 */

import * as Braid from "../braid/certificate.ts"
import { check as checkBraid } from "../braid/checker.ts"
import type { Origin } from "../diagram/planar.ts"
import { nothingLeft } from "../exhaustive.ts"
import * as Apart from "../grid/apart/certificate.ts"
import { check as checkApart } from "../grid/apart/checker.ts"
import * as Grid from "../grid/certificate.ts"
import { check as checkGrid } from "../grid/checker.ts"
import * as Group from "../group/certificate.ts"
import { check as checkGroup } from "../group/checker.ts"

export type Proof = Braid.Certificate | Grid.Certificate | Group.Certificate

/** Whatever a file may hold: a proof about one link, or of what it is put together. */
export type Certificate = Proof | Apart.Certificate

export type Verdict = { readonly valid: true } | { readonly valid: false; readonly reason: string }

/**
 * Reads a proof from data of unknown origin. It says whether the data has the form of one; whether it proves what it claims is
 * for {@link check}. Throws a TypeError with a sentence.
 */
export const decode = (data: unknown): Certificate => {
  const kind = typeof data === "object" && data !== null && "proof" in data ? data.proof : undefined
  switch (kind) {
    case undefined:
      return Braid.decode(data)
    case "grid":
      return Grid.decode(data)
    case "pieces":
      return Apart.decode(data)
    case "group":
      return Group.decode(data)
    default:
      throw new TypeError(
        `The certificate's \`proof\` is ${JSON.stringify(kind)?.slice(0, 40)}; this program knows "grid", "pieces", "group", and moves of braids, which have no such field.`
      )
  }
}

/**
 * Whether a proof proves what it claims; if not, the first fault.
 *
 * @param meanwhile called before each step; what it throws ends the check
 */
export const check = (proof: Certificate, meanwhile: () => void = () => {}): Verdict => {
  if (!("proof" in proof)) return checkBraid(proof, meanwhile)
  switch (proof.proof) {
    case "grid":
      return checkGrid(proof, meanwhile)
    case "pieces":
      return checkApart(proof, meanwhile)
    case "group":
      return checkGroup(proof, meanwhile)
    default:
      return nothingLeft(proof, "proof")
  }
}

/** The diagram whose knot a proof shows to be the unknot; undefined where it shows something else. */
export const unknot = (proof: Proof): Origin | undefined => {
  if ("proof" in proof) return proof.from
  const { from, to, strands } = proof
  return to.length === 0 && strands[1] === 1 ? { word: from, strands: strands[0] } : undefined
}

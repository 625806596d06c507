/** The invariants that are shown, in the order in which they are. */
import * as Alexander from "./alexander.ts"
import * as Arf from "./arf.ts"
import * as Determinant from "./determinant.ts"
import * as Genus from "./genus.ts"
import * as Homfly from "./homfly.ts"
import type { Invariant } from "./invariant.ts"
import * as Jones from "./jones.ts"
import * as Khovanov from "./khovanov.ts"
import * as KhovanovIntegral from "./khovanov-integral.ts"
import * as Linking from "./linking.ts"
import * as Rasmussen from "./rasmussen.ts"
import * as Signature from "./signature.ts"

export const invariants: ReadonlyArray<Invariant> = [
  Jones.invariant,
  Alexander.invariant,
  Determinant.invariant,
  Signature.invariant,
  Arf.invariant,
  Genus.invariant,
  Linking.invariant,
  Homfly.invariant,
  Homfly.braidIndex,
  Khovanov.invariant,
  KhovanovIntegral.invariant,
  Rasmussen.invariant
]

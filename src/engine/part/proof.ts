/** The bit proof of a study: that of the first repeat of its first point. Made once a process, for its parts have the same. */
import * as Effect from "effect/Effect"
import type { BackendName } from "../../accelerator/backend.ts"
import type { Simulation } from "../../simulation/contract.ts"
import * as BitProof from "../bit-proof.ts"
import type { Plan } from "../plan.ts"
import { keyOfRepeat } from "../plan.ts"
import { refusedBy } from "../refusal.ts"

const made = new Map<string, BitProof.Proof>()

export const of = Effect.fnUntraced(function* (
  simulation: Simulation,
  { study, points }: Plan,
  backend: BackendName
) {
  const first = points[0]!
  const name = `${first.id} ${simulation.version} ${backend}`
  const known = made.get(name)
  if (known !== undefined) return known
  const subject = { simulation: study.simulation, config: first.config, backend, key: keyOfRepeat(first, 0) }
  const proof = yield* Effect.tryPromise({
    try: (signal) => BitProof.of(simulation, subject, signal),
    catch: refusedBy
  })
  made.set(name, proof)
  return proof
})

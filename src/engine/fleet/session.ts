/** What stations join: work of one simulation on one backend, and what they have to show before they get any of it. */
import type { BackendName } from "../../accelerator/backend.ts"
import type { Simulation } from "../../simulation/contract.ts"
import * as BitProof from "../bit-proof.ts"
import * as Fingerprint from "../fingerprint.ts"
import type { SampleJob, TrainJob } from "../job.ts"
import * as Errand from "./errand.ts"
import * as Message from "./message.ts"
import * as Posted from "./posted.ts"

export interface Session {
  readonly id: string
  readonly simulation: Simulation
  /** Of the simulation. */
  readonly name: string
  readonly backend: BackendName
  readonly text: (config: unknown) => string
  readonly subject: Message.Subject
  /** The same as bytes. */
  readonly packed: Uint8Array
  /** Of this machine, for that subject. */
  readonly proof: () => Promise<BitProof.Proof>
}

/** What is found about a station. */
export type Finding =
  | { readonly kind: "prove" }
  | { readonly kind: "refused"; readonly why: string }
  | { readonly kind: "welcome"; readonly caution: string | null }

/** A clock that differs by more is told of. */
const clockSeconds = 30

const once = <A>(make: () => Promise<A>): (() => Promise<A>) => {
  let made: Promise<A> | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** @param job the first of those that stations will get; they prove their bits by it */
export const make = (simulation: Simulation, job: SampleJob | TrainJob, signal: AbortSignal): Session => {
  const { simulation: name, backend, config, key } = job
  const text = Errand.texts(simulation)
  const subject: Message.Subject = { simulation: name, backend, config: text(config), key }
  return {
    ...{ id: Posted.nameOf(), simulation, name, backend, text, subject, packed: Message.pack(subject) },
    proof: once(() => BitProof.of(simulation, { simulation: name, backend, config, key }, signal))
  }
}

/** What a station shall prove itself by, in a message with so many bytes of room. */
export const asked = ({ subject, packed }: Session, room: number): Message.Answer => ({
  _tag: "Prove",
  subject: packed.length <= room ? subject : null,
  bytes: packed.length
})

const cautionOf = (clock: number): string | null => {
  const off = (clock - Date.now()) / 1000
  return Math.abs(off) > clockSeconds
    ? `its clock is ${Math.round(Math.abs(off))} s ${off > 0 ? "ahead of" : "behind"} that of the coordinator: no number depends on it, but times in logs do, and certificates`
    : null
}

/** Whether its bits are those of this machine, by all that there is to tell it. */
export const examined = async (
  { name, proof }: Session,
  hello: Extract<Message.Told, { readonly _tag: "Hello" }>
): Promise<Finding> => {
  const who = `the station ${hello.host}`
  const refused = (why: string): Finding => ({ kind: "refused", why })
  if (hello.fingerprint === null)
    return refused(
      `${who} has no simulation ${name} that loads: copy its folder there, or name the place with SKEIN_SIMULATIONS`
    )
  const other = Fingerprint.refusal(await Fingerprint.of(name), hello.fingerprint, who)
  if (other !== undefined) return refused(other)
  if (hello.trouble !== null)
    return refused(`${who} cannot compute the first grain of the study: ${hello.trouble}`)
  if (hello.proof === null) return { kind: "prove" }
  const differing = BitProof.refusal(await proof(), hello.proof, who)
  return differing === undefined ? { kind: "welcome", caution: cautionOf(hello.clock) } : refused(differing)
}

/**
 * The bit proof: before a machine gets work, it computes the first grain of the study's first point, and the functions of Math at
 * some arguments. Where the digests are not those of the machine whose run it is, its bits are others, whatever the reason:
 * the processor, a compiler, a driver, a file that the simulation reads.
 */
import { once } from "node:events"
import { extname } from "node:path"
import { Worker } from "node:worker_threads"
import * as Schema from "effect/Schema"
import { nothingLeft } from "../domain/exhaustive.ts"
import type { Key } from "../domain/random/key.ts"
import type { Simulation } from "../simulation/contract.ts"
import type { Subject } from "./job.ts"
import { listed } from "./listed.ts"
import type * as Thread from "./thread/bit-proof.ts"

const Word = Schema.String.check(Schema.isMaxLength(100))

const Form = Schema.Struct({ math: Schema.Record(Word, Word), grain: Word })
export type Proof = typeof Form.Type

/** Whether what came from elsewhere is one. */
export const is = Schema.is(Form)

const endOfFirstGrain = (simulation: Simulation, config: unknown): number => {
  switch (simulation.kind) {
    case "sampling":
      return Math.min(simulation.replicates(config), simulation.grain(config))
    case "training":
      return 1
    default:
      return nothingLeft(simulation, "kind of simulation")
  }
}

/** Of a first grain that ended its thread: where the run comes to it, it is told. */
const ended = "ends its thread"

/**
 * On a thread of its own, which loads the kernel anew. Rejects where the kernel or the backend does not load, and when it is
 * aborted.
 *
 * @param subject a repeat of a point, by the key of the repeat
 */
export const of = async (
  simulation: Simulation,
  subject: Subject & { readonly key: Key },
  signal?: AbortSignal
): Promise<Proof> => {
  const { backend, config, key, simulation: name } = subject
  const trial: Thread.Trial = {
    simulation: name,
    backend,
    config,
    key,
    to: endOfFirstGrain(simulation, config)
  }
  // As this file: .ts in the repository, .js in a package.
  const file = new URL(`../../workers/bit-proof${extname(import.meta.filename)}`, import.meta.url)
  const thread = new Worker(file, { workerData: trial, stdout: true, stderr: true })
  let found: Proof = { math: {}, grain: ended }
  thread.on("message", (part: Partial<Proof>) => {
    found = { ...found, ...part }
    if (part.grain !== undefined) void thread.terminate()
  })
  try {
    await once(thread, "exit", signal === undefined ? {} : { signal })
    return found
  } finally {
    await thread.terminate()
  }
}

/**
 * Why results of another machine must not be put beside those of this one; undefined where its bits are the same.
 *
 * @param who the other one, as the sentence calls it: `host b`
 */
export const refusal = (ours: Proof, theirs: Proof, who = "the other machine"): string | undefined => {
  const functions = Object.keys(ours.math).filter((name) => ours.math[name] !== theirs.math[name])
  if (functions.length > 0)
    return (
      `${who} gives other last bits than this machine (${listed(functions.map((name) => `Math.${name}`))}): ` +
      "use machines of one kind with the same Node"
    )
  if (ours.grain !== theirs.grain)
    return (
      `${who} computes the first grain of the study with other bits than this machine, although its program is the same: ` +
      "use machines of one kind, with the same files, packages and drivers"
    )
  return undefined
}

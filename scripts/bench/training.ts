/**
 * One training step of a transformer (forward, backward, Adam) beside the same step in PyTorch (peers/), eager and
 * through torch.compile, on one thread and on two, in one go, interleaved, medians of rounds. On several threads ours is beside
 * itself on one, too.
 *
 *     node scripts/bench/training.ts [--json] [--rounds 9] [--threads 1,2] [--sizes small,large] [--micro 16] [--operators]
 *
 * Wall time is what a user waits for; processor time says the same where other programs want the processor too.
 * `--operators` adds the time by operator, by onnxruntime's profiler. SKEIN_PYTHON names the interpreter that has
 * torch; if it has not, its columns are left out by name.
 */
import { once } from "node:events"
import { parseArgs } from "node:util"
import { Worker } from "node:worker_threads"
import * as Graph from "../../src/accelerator/graph.ts"
import * as Adam from "../../src/domain/learn/adam.ts"
import * as Parameter from "../../src/domain/learn/parameter.ts"
import * as Measurement from "./measurement.ts"
import * as Peer from "./peer.ts"
import * as Profile from "./profile.ts"
import * as Thread from "./training-thread.ts"

const { values: flags } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    rounds: { type: "string", default: "9" },
    threads: { type: "string", default: "1,2" },
    sizes: { type: "string", default: "small,large" },
    micro: { type: "string" },
    operators: { type: "boolean", default: false }
  }
})

const small = { vocabulary: 24, width: 64, heads: 4, blocks: 2, length: 48, batch: 64 }
const sizes: Readonly<Record<string, typeof small>> = { small, large: { ...small, width: 128, length: 96 } }
/** Words of a micro-batch: the fastest of 4, 8, 16, 32 where this was measured. */
const micros: Readonly<Record<string, number>> = { small: 16, large: 8 }

interface Time {
  readonly seconds: number
  readonly processor: number
}
type Step = () => Promise<unknown>

const timed = async (steps: number, step: Step): Promise<Time> => {
  const [start, busy] = [performance.now(), process.cpuUsage()]
  for (let k = 0; k < steps; k++) await step()
  const { user, system } = process.cpuUsage(busy)
  return { seconds: (performance.now() - start) / 1000 / steps, processor: (user + system) / 1e6 / steps }
}

const shared = (length: number): Float32Array => new Float32Array(new SharedArrayBuffer(4 * length))

/** A training of ours: this thread and others that help it, with the same bits on any number of them. */
const training = async (
  setting: Thread.Setting,
  threads: number
): Promise<{ step: Step; close: () => void }> => {
  const model = Thread.modelOf(setting)
  const { vocabulary, length, batch, micro } = setting
  const parameters = shared(Parameter.count(model.parameters))
  parameters.set(Parameter.initialise(model.parameters, [1, 2]))
  const tokens = Int32Array.from({ length: batch * length }, (_, k) => {
    const last = length / 2 + (Math.floor(k / length) % (length / 2))
    return k % length < last ? 1 + ((7919 * k) % (vocabulary - 2)) : 0
  })
  const share: Thread.Share = {
    setting,
    parameters,
    gradients: Array.from({ length: batch / micro }, () => shared(parameters.length)),
    tokens,
    labels: Float32Array.from({ length: batch }, (_, k) => k % 2),
    claims: new Int32Array(new SharedArrayBuffer(4))
  }
  const own = await Thread.open(share)
  const workers: Array<Worker> = []
  for (let helper = 1; helper < threads; helper++) {
    const worker = new Worker(new URL("training-thread.ts", import.meta.url), { workerData: share })
    await once(worker, "message")
    workers.push(worker)
  }
  const rule = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, decay: 0, clip: Number.POSITIVE_INFINITY }
  const optimiser = Graph.optimiser(rule, Parameter.decaying(model.parameters))
  let state = Adam.start(Float32Array.from(parameters))
  const step = async (): Promise<void> => {
    Atomics.store(share.claims, 0, 0)
    const answers = workers.map((worker) => once(worker, "message"))
    for (const worker of workers) worker.postMessage("step")
    await own()
    await Promise.all(answers)
    state = optimiser.step(state, share.gradients, 1e-3).after
    parameters.set(state.parameters)
  }
  return { step, close: () => workers.forEach((worker) => void worker.terminate()) }
}

type Job = typeof small & { readonly threads: number; readonly compile: boolean; readonly steps: number }
type Answer = Time & { readonly error?: string }

const round3 = (value: number): number => Number(value.toPrecision(3))

const rows: Array<Record<string, string | number>> = []
const measurements: Array<Measurement.Measurement> = []
const missing: Array<string> = []
const counts = flags.threads.split(",").map(Number)
const torch = await Peer.start<Job, Answer>("torch", "transformer.py", {
  ...small,
  threads: 1,
  compile: false,
  steps: 1
})
if (typeof torch === "string") missing.push(torch)
const titled = (threads: number): string => (threads === 1 ? "one thread" : `${threads} threads`)

for (const size of flags.sizes.split(",")) {
  const micro = Number(flags.micro ?? micros[size])
  const steps = size === "small" ? 5 : 2
  const programs: Array<{
    readonly name: string
    readonly threads: number
    readonly run: () => Promise<Answer>
  }> = []
  const trainings: Array<{ readonly close: () => void }> = []
  for (const threads of counts) {
    const ours = await training({ ...sizes[size], micro }, threads)
    trainings.push(ours)
    programs.push({ name: "skein", threads, run: () => timed(steps, ours.step) })
    if (typeof torch === "string") continue
    for (const [name, compile] of [
      ["torch", false],
      ["torch.compile", true]
    ] as const)
      programs.push({ name, threads, run: () => torch.run({ ...sizes[size], threads, compile, steps }) })
  }
  const times = new Map(programs.map((program) => [program, [] as Array<Time>]))
  for (let round = -1; round < Number(flags.rounds); round++)
    for (const [program, each] of times) {
      const time = await program.run()
      if (time.error !== undefined) {
        missing.push(`${program.name}, ${size}, ${titled(program.threads)}: ${time.error}`)
        times.delete(program)
      } else if (round >= 0) each.push(time)
    }
  for (const ours of trainings) ours.close()
  const milliseconds = (each: ReadonlyArray<Time>) => each.map(({ seconds }) => 1000 * seconds)
  const alone = programs.find(({ name, threads }) => name === "skein" && threads === 1)
  for (const threads of counts) {
    const here = [...times].filter(([program]) => program.threads === threads)
    const our = here.find(([{ name }]) => name === "skein")![1]
    const job = `a step of the ${size} transformer, ${titled(threads)}`
    const peers = here.filter(([{ name }]) => name !== "skein")
    const beside = peers.map(([{ name }, each]) => ({ name, values: milliseconds(each) }))
    if (threads > 1 && alone !== undefined)
      beside.push({ name: "one thread", values: milliseconds(times.get(alone)!) })
    for (const peer of beside) measurements.push(Measurement.of(job, "ms", milliseconds(our), peer))
    if (beside.length === 0) measurements.push(Measurement.of(job, "ms", milliseconds(our)))
    for (const [{ name }, each] of here)
      rows.push({
        size,
        threads,
        program: name,
        "ms a step": round3(1000 * Peer.median(each.map(({ seconds }) => seconds))),
        "ms of processor": round3(1000 * Peer.median(each.map(({ processor }) => processor))),
        "this / skein": round3(Peer.median(each.map(({ seconds }, k) => seconds / our[k].seconds))),
        "of processor": round3(Peer.median(each.map(({ processor }, k) => processor / our[k].processor)))
      })
  }
}
if (typeof torch !== "string") torch.close()

const operators: Array<Profile.Operator & { readonly size: string }> = []
if (flags.operators)
  for (const size of flags.sizes.split(",")) {
    const setting = { ...sizes[size], micro: Number(flags.micro ?? micros[size]) }
    for (const each of await Profile.operators(Thread.compile(setting), 100))
      operators.push({ size, ...each })
  }

if (flags.json) console.log(JSON.stringify({ rows, operators, measurements, missing: [...new Set(missing)] }))
else {
  console.table(rows)
  if (flags.operators) console.table(operators)
  for (const each of new Set(missing)) console.log(each)
}

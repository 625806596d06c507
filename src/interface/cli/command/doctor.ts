/** `skein doctor`: what works here, and how fast. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Backend from "../../../accelerator/backend.ts"
import * as Installation from "../../../engine/installation.ts"
import { reasonOf } from "../../../engine/reason.ts"
import * as Surroundings from "../../run/surroundings.ts"
import * as Duration from "../../text/duration.ts"
import * as Flag from "../argument/flag.ts"
import * as Columns from "../terminal/columns.ts"
import * as Output from "../terminal/output.ts"
import * as Problem from "../terminal/problem.ts"

interface Finding {
  readonly part: string
  readonly works: boolean
  readonly detail: string
}

const secondsOf = async (work: () => unknown): Promise<number> => {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1000
}

const attempt = async (part: string, look: () => string | Promise<string>): Promise<Finding> => {
  try {
    return { part, works: true, detail: await look() }
  } catch (cause) {
    return { part, works: false, detail: reasonOf(cause) }
  }
}

/** What a task costs the journal: a small write that is on the disk. */
const sqlite = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "skein-doctor-"))
  const database = new DatabaseSync(join(folder, "run.sqlite"))
  try {
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE t (x BLOB)")
    const insert = database.prepare("INSERT INTO t VALUES (?)")
    const writes = 50
    const started = performance.now()
    for (let i = 0; i < writes; i++) insert.run(new Uint8Array(1000))
    const seconds = (performance.now() - started) / 1000 / writes
    const version = database.prepare("SELECT sqlite_version() AS version").get()?.version
    return `SQLite ${version}, ${Duration.format(seconds)} a write in ${tmpdir()}`
  } finally {
    database.close()
    rmSync(folder, { recursive: true })
  }
}

/**
 * A job for a simulation that is not there goes to a thread and comes back refused: every step of a real one except
 * the kernel.
 */
const pool = async (): Promise<string> => {
  const { Pool } = await import("../../../engine/pool.ts")
  const common = { simulation: "", config: {}, backend: "cpu" } as const
  const job = { kind: "sample", ...common, key: [0, 0], from: 0, to: 0, grain: 1, after: undefined } as const
  const jobs = 200
  const program = Effect.gen(function* () {
    const { run } = yield* Pool
    const once = run(job, { task: () => "doctor", onCheckpoint: () => {}, onStopped: () => {} })
    const first = yield* Effect.promise(() => secondsOf(() => Effect.runPromise(once)))
    const all = yield* Effect.promise(() =>
      secondsOf(async () => {
        for (let i = 0; i < jobs; i++) await Effect.runPromise(once)
      })
    )
    return `a thread answers after ${Duration.format(first)}, then a job takes ${Duration.format(all / jobs)}`
  })
  return Effect.runPromise(program.pipe(Effect.provide(Pool.layerThreads(1))))
}

const shape = {
  activation: "relu",
  width: 100,
  weightStd: 1,
  biasStd: 1,
  inputs: [[-0.01], [-0.006], [-0.002], [0.002], [0.006], [0.01]]
} as const

/** Networks a call, and calls until the time is long enough to divide by. */
const networks = 2048
const leastSeconds = 0.2

const speedOf = async (backend: Backend.Backend): Promise<number> => {
  const sampler = backend.networks(shape)
  const out = new Float32Array(networks * shape.inputs.length)
  await sampler.sample([1, 2], 0, networks, out)
  let seconds = 0
  let calls = 0
  while (seconds < leastSeconds) {
    seconds += await secondsOf(() => sampler.sample([1, 2], calls * networks, networks, out))
    calls++
  }
  return (calls * networks) / seconds
}

const backend = (name: Backend.BackendName) =>
  attempt(`backend ${name}`, async () => {
    const { open } = await import("../../../accelerator/open.ts")
    const opened = await open(name)
    try {
      const speed = await speedOf(opened)
      return `${Number(speed.toPrecision(3))} networks/s a thread (width ${shape.width}, ${shape.inputs.length} inputs)`
    } finally {
      opened.close()
    }
  })

/** Whether those that are installed are those that the program was made for. */
const packages = (): string => {
  const wrong = Installation.wrong()
  if (wrong !== undefined) throw new Error(wrong)
  return "all of the versions that package.json names"
}

const look = async (runs: string): Promise<ReadonlyArray<Finding>> => {
  const findings = [
    await attempt("node", () => process.version),
    await attempt("packages", packages),
    await attempt("processors", () => Surroundings.processors()),
    await attempt("batch system", () => Surroundings.batch()),
    await attempt("runs' folder", () => Surroundings.runs(runs)),
    await attempt("temporary files", () => Surroundings.temporary(tmpdir())),
    await attempt("sqlite", sqlite),
    await attempt("pool", pool)
  ]
  // One after the other: they would slow each other down.
  for (const name of Backend.names) findings.push(await backend(name))
  return findings
}

/** Everything but the backends, of which one is enough. */
const enough = (findings: ReadonlyArray<Finding>): boolean => {
  const isBackend = ({ part }: Finding): boolean => part.startsWith("backend ")
  return (
    findings.every((finding) => finding.works || isBackend(finding)) &&
    findings.some((finding) => finding.works && isBackend(finding))
  )
}

export const doctor = Command.make(
  "doctor",
  { out: Flag.out, json: Flag.json },
  Effect.fnUntraced(function* ({ out, json }) {
    const findings = yield* Effect.promise(() => look(out))
    if (json) yield* Output.printJson(findings)
    else {
      const lines = findings.map(({ part, works, detail }) => [
        part,
        works ? "works" : "does not work",
        detail
      ])
      yield* Output.print(Columns.describe(lines, Output.prose()))
    }
    if (!enough(findings)) return yield* Problem.failed("Skein does not work here: see above.")
  })
).pipe(
  Command.withDescription(
    "Show what works here and how fast: threads, journal, disks, batch system, backends"
  )
)

/**
 * Moves a second of A3C that learns to unknot, on 1 and on 2 threads, beside a PyTorch program of the same agent and the
 * same game (peers/a3c.py), in one go, interleaved, medians of repeats.
 *
 *     node scripts/bench/a3c.ts [--letters 30] [--games 8] [--encoding integers] [--seconds 3] [--repeats 5] [--json]
 *
 * The words that games begin with are drawn beforehand, the same for both. Beside moves a second of the clock it says
 * moves a second of processor time, which other programs on the machine disturb less. The PyTorch program sees the
 * padded word (`integers`); with `--encoding seam` ours has 299 inputs.
 * SKEIN_PYTHON names an interpreter that has torch; if it has not, the column is left out by name.
 */
import { once } from "node:events"
import { parseArgs } from "node:util"
import { isMainThread, parentPort, Worker } from "node:worker_threads"
import * as Schema from "effect/Schema"
import type { Backend } from "../../src/accelerator/backend.ts"
import { open } from "../../src/accelerator/open.ts"
import * as Environment from "../../src/domain/rl/environment/environment.ts"
import type * as Agents from "../../src/simulation/unknotters/agent/list.ts"
import type { Ground } from "../../src/simulation/unknotters/asynchronous.ts"
import * as Game from "../../src/simulation/unknotters/game.ts"
import simulation from "../../src/simulation/unknotters/index.ts"
import kernel, { type Prepared } from "../../src/simulation/unknotters/kernel.ts"
import * as Words from "../../src/simulation/unknotters/words.ts"
import * as Measurement from "./measurement.ts"
import * as Peer from "./peer.ts"

type A3c = Extract<Agents.Config, { readonly agent: "a3c" }>

interface Job {
  readonly config: A3c
  readonly memory: Ground
  readonly index: number
  /** Milliseconds since the epoch. */
  readonly deadline: number
}

interface Count {
  readonly steps: number
  /** Seconds of processor time. */
  readonly cpu: number
}

interface Answer extends Count {
  readonly seconds: number
}

const actors = kernel.actors!

/** One actor until the deadline. */
const act = async (prepared: Prepared, { config, memory, index, deadline }: Job): Promise<Count> => {
  const actor = await actors.join(config, memory, index, prepared)
  const begin = process.threadCpuUsage()
  let acts = 0
  while (Date.now() < deadline) {
    actor.act()
    acts++
  }
  const { user, system } = process.threadCpuUsage(begin)
  actor.leave()
  return { steps: acts * config.games * config.horizon, cpu: (user + system) / 1e6 }
}

const serve = async (): Promise<void> => {
  const backend = await open("simd")
  // All jobs are of one config.
  let prepared: Prepared | undefined
  parentPort!.on("message", async (job: Job) => {
    prepared ??= await kernel.prepare(job.config, backend)
    parentPort!.postMessage(await act(prepared, job))
  })
  parentPort!.postMessage("up")
}

const compare = async (): Promise<void> => {
  const { values: flags } = parseArgs({
    options: {
      letters: { type: "string", default: "30" },
      games: { type: "string", default: "8" },
      encoding: { type: "string", default: "integers" },
      seconds: { type: "string", default: "3" },
      repeats: { type: "string", default: "5" },
      json: { type: "boolean", default: false }
    }
  })
  const [letters, seconds] = [Number(flags.letters), Number(flags.seconds)]
  const config = Schema.decodeUnknownSync(simulation.config)({
    agent: "a3c",
    letters,
    games: Number(flags.games),
    encoding: flags.encoding,
    steps: 2_000_000_000,
    pool: 500
  }) as A3c
  const backend = await open("simd")
  const words = Words.on("train", config.scramble, backend.prior)
  const pool = Array.from({ length: config.pool }, (_, index) => [...words.word(letters, index)])

  const prepared = await kernel.prepare(config, backend)
  const threads = Array.from({ length: 2 }, () => new Worker(new URL(import.meta.url)))
  await Promise.all(threads.map((thread) => once(thread, "message")))
  const ours = async (count: number, seconds: number): Promise<Answer> => {
    const memory = actors.share(config, kernel.start(config, [1, 2]), prepared)
    const deadline = Date.now() + 1000 * seconds
    const counts = await Promise.all(
      threads.slice(0, count).map(async (thread, index): Promise<Count> => {
        thread.postMessage({ config, memory, index, deadline } satisfies Job)
        return (await once(thread, "message"))[0]
      })
    )
    const sum = (of: (count: Count) => number) => counts.reduce((total, each) => total + of(each), 0)
    return { steps: sum(({ steps }) => steps), cpu: sum(({ cpu }) => cpu), seconds }
  }

  const { games, moves, horizon, unit, hidden, gamma, entropy, rate, alpha, epsilon, clip } = config
  const setting = {
    letters,
    games,
    moves,
    horizon,
    unit,
    hidden,
    gamma,
    entropy,
    rate,
    alpha,
    epsilon,
    clip,
    pool
  }
  const torch = await Peer.start<object, Answer>("torch", "a3c.py", { ...setting, threads: 1, seconds: 0.1 })
  const programs = [
    ...(typeof torch === "string"
      ? []
      : [
          {
            name: "torch",
            run: (threads: number, seconds: number) => torch.run({ ...setting, threads, seconds })
          }
        ]),
    { name: "skein", run: ours }
  ]
  // Compiles, and draws the words in the threads.
  await ours(2, 3)
  const measured = new Map<string, Array<Answer>>()
  for (let repeat = 0; repeat < Number(flags.repeats); repeat++)
    for (const count of [1, 2])
      for (const { name, run } of programs) {
        const key = `${name} ${count}`
        measured.set(key, [...(measured.get(key) ?? []), await run(count, seconds)])
      }
  const speed = (key: string, by: "seconds" | "cpu") =>
    Peer.median((measured.get(key) ?? []).map((answer) => answer.steps / answer[by]))
  const rows = [1, 2].flatMap((count) =>
    programs.map(({ name }) => {
      const key = `${name} ${count}`
      return {
        program: name,
        threads: count,
        "moves/s": Math.round(speed(key, "seconds")),
        "moves/s of processor time": Math.round(speed(key, "cpu")),
        "this / torch": ratio(speed(key, "seconds"), speed(`torch ${count}`, "seconds")),
        "of processor time": ratio(speed(key, "cpu"), speed(`torch ${count}`, "cpu")),
        "this / 1 thread": ratio(speed(key, "seconds"), speed(`${name} 1`, "seconds"))
      }
    })
  )
  const idle = [0, 1, 2].map(() => gameAlone(config, backend))
  const game = Peer.median(idle)
  const per = (key: string) => measured.get(key)?.map(({ steps, seconds }) => steps / seconds)
  const one = per("skein 1")!
  const measurements = [
    ...[1, 2].map((count) => {
      const [ours, theirs] = [per(`skein ${count}`)!, per(`torch ${count}`)]
      const job = `A3C, ${count === 1 ? "one thread" : "2 threads"}`
      return Measurement.of(job, "moves/s", ours, theirs && { name: "torch", values: theirs })
    }),
    Measurement.of("A3C, 2 threads", "moves/s", per("skein 2")!, { name: "one thread", values: one }),
    Measurement.of(`the game alone, ${letters} letters`, "moves/s", idle)
  ]
  for (const thread of threads) await thread.terminate()
  backend.close()
  if (typeof torch !== "string") torch.close()
  const missing = typeof torch === "string" ? [torch] : []
  if (flags.json) console.log(JSON.stringify({ rows, environment: game, measurements, missing }))
  else {
    console.table(rows)
    console.log(`the game alone, random moves: ${game} moves/s of processor time`)
    for (const sentence of missing) console.log(sentence)
  }
}

const ratio = (a: number, b: number): number | null =>
  Number.isFinite(a / b) ? Number((a / b).toPrecision(3)) : null

/** Moves a second of processor time of the game alone, with moves drawn beforehand. */
const gameAlone = (config: A3c, backend: Backend): number => {
  const { letters, games, moves, scramble, pool } = config
  const { name: actions } = Game.wordActionsOf(config)
  const words = Words.on("train", scramble, backend.prior)
  const source = (place: number, number: number) => words.word(letters, (7919 * place + number) % pool)
  const environment = Environment.make({ actions, letters, games, mostMoves: moves, source })
  let state = 1
  const chosen = Array.from({ length: 4096 }, () =>
    Int32Array.from({ length: games }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return Math.floor((state / 2 ** 32) * environment.actions.size)
    })
  )
  for (const each of chosen) Environment.step(environment, each)
  const begin = process.cpuUsage()
  for (let round = 0; round < 10; round++) for (const each of chosen) Environment.step(environment, each)
  const { user, system } = process.cpuUsage(begin)
  return Math.round((10 * chosen.length * games) / ((user + system) / 1e6))
}

if (isMainThread) await compare()
else await serve()

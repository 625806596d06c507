/** `skein work`: this machine computes for runs that have a fleet, until it is asked to end. */
import { hostname } from "node:os"
import * as Command from "effect/cli/Command"
import * as CliFlag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import { nothingLeft } from "../../../domain/exhaustive.ts"
import * as Label from "../../../engine/fleet/label.ts"
import { Pool } from "../../../engine/pool.ts"
import * as Signal from "../../../engine/signal.ts"
import * as Plain from "../../text/plain.ts"
import * as Flag from "../argument/flag.ts"
import * as Fleet from "../argument/fleet.ts"
import * as Output from "../terminal/output.ts"
import * as Problem from "../terminal/problem.ts"

export const work = Command.make(
  "work",
  {
    server: Fleet.server,
    ...Fleet.secrets,
    threads: Flag.threadsOf(1, "Worker threads; as many as there are processors unless given").pipe(
      CliFlag.withDefault(Flag.processors)
    ),
    name: CliFlag.String("name").pipe(
      CliFlag.withMetavar("NAME"),
      CliFlag.withDescription("What people call this machine; its host name unless given"),
      CliFlag.filter(
        (name) => Label.pattern.test(name),
        (name) =>
          `Expected letters, digits, ".", "_" and "-", at most 100 of them, not ${JSON.stringify(name)}`
      ),
      CliFlag.withDefault(Label.ofHost(hostname()))
    ),
    idle: CliFlag.Int("idle").pipe(
      CliFlag.withMetavar("SECONDS"),
      CliFlag.withDescription(
        "End after so long without a run to work for; unless given, wait for the next one"
      ),
      CliFlag.filter(
        (n) => n >= 1,
        (n) => `Expected at least 1 second, not ${n}`
      ),
      CliFlag.optional
    )
  },
  Effect.fnUntraced(function* ({ server, threads, name, idle, ...secrets }) {
    const fault = Fleet.fault(Option.some(server), Option.none(), secrets)
    if (fault !== undefined) return yield* Problem.misuse(`${fault}.`)
    yield* Output.say(...Fleet.cautions(secrets))
    const { work } = yield* Effect.promise(() => import("../../../engine/fleet/work.ts"))
    const signal = yield* Signal.listen
    const leaving = new AbortController()
    const leave = yield* Effect.forkScoped(
      Effect.andThen(
        signal,
        Effect.sync(() => leaving.abort())
      )
    )
    const options = {
      ...{ address: Fleet.addressOf(server, secrets), host: name, threads },
      ...(Option.isSome(idle) ? { idle: idle.value } : {}),
      // Names of runs and reasons come from elsewhere: each is one line.
      tell: (sentence: string) => Output.tell(Plain.line(sentence))
    }
    const end = yield* Effect.provide(work(options, leaving.signal), Pool.layerThreads(threads))
    yield* Fiber.interrupt(leave)
    switch (end.kind) {
      case "asked":
      case "idle":
        return
      case "refused":
        return yield* Problem.ended("misuse")
      default:
        return nothingLeft(end, "end of a station")
    }
  }, Effect.scoped)
).pipe(
  Command.withDescription(
    "Compute for runs on other machines: those that were started with --fleet and the same server"
  ),
  Command.withExamples([
    { command: "skein work nats://head:4222", description: "All processors of this machine, until Ctrl-C" },
    {
      command: "skein work tls://head:4222 --token-file token --tls-ca ca.pem --threads 8",
      description: "With a secret and TLS"
    }
  ])
)

/** `skein serve`: pages about runs, live while they go on, in a browser on this machine. */
import { once } from "node:events"
import type { AddressInfo } from "node:net"
import { isIPv6 } from "node:net"
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as CliFlag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { reasonOf } from "../../../engine/reason.ts"
import * as Signal from "../../../engine/signal.ts"
import * as Stop from "../../../engine/stop.ts"
import * as Flag from "../argument/flag.ts"
import * as RunFolder from "../argument/run-folder.ts"
import * as Output from "../terminal/output.ts"
import * as Problem from "../terminal/problem.ts"

const defaultPort = 4646

const isLoopback = (address: string): boolean => address === "::1" || address.startsWith("127.")

/** Why a server cannot listen, as a sentence. */
const refusal = (cause: NodeJS.ErrnoException, host: string, port: number): Problem.Stop => {
  if (cause.code === "EADDRINUSE")
    return Problem.failed(
      `Port ${port} is taken: choose another with --port, or --port 0 for any that is free.`
    )
  if (cause.code === "EACCES")
    return Problem.failed(`Port ${port} is not yours to use: choose one above 1023 with --port.`)
  if (cause.code === "ENOTFOUND" || cause.code === "EADDRNOTAVAIL")
    return Problem.misuse(`${host} is no address of this machine.`)
  return Problem.failed(`The server cannot listen on ${host}, port ${port}: ${cause.message}`)
}

export const serve = Command.make(
  "serve",
  {
    run: Flag.run.pipe(Argument.optional),
    out: Flag.out,
    host: CliFlag.String("host").pipe(
      CliFlag.withDescription("The address to listen on; others than this machine's own let others look"),
      CliFlag.withDefault("127.0.0.1")
    ),
    port: CliFlag.Int("port").pipe(
      CliFlag.withDescription("0 takes any that is free"),
      CliFlag.filter(
        (n) => n >= 0 && n <= 65_535,
        (n) => `Expected a port, 0 to 65535, not ${n}`
      ),
      CliFlag.withDefault(defaultPort)
    )
  },
  Effect.fnUntraced(function* ({ run, out, host, port }) {
    const [Server, Catalogue] = yield* Effect.promise(() =>
      Promise.all([import("../../dashboard/server.ts"), import("../../dashboard/catalogue.ts")])
    )
    const catalogue = Option.isSome(run)
      ? Catalogue.ofRun(yield* RunFolder.find(run.value, out))
      : Catalogue.ofFolder(out)
    const said = new Set<string>()
    const onFault = (cause: unknown): void => {
      const text = reasonOf(cause)
      if (!said.has(text)) Output.tell(`a page could not be made: ${text}`)
      said.add(text)
    }
    // A page of a large run may take seconds to make, in which this thread hears nothing.
    Stop.leaveToSystem()
    const signal = yield* Signal.listen
    const server = yield* Effect.acquireRelease(
      Effect.sync(() => Server.make({ catalogue, host, onFault })),
      (made) =>
        Effect.sync(() => {
          made.close()
          made.closeAllConnections()
        })
    )
    yield* Effect.tryPromise({
      try: async () => {
        server.listen(port, host)
        await once(server, "listening")
      },
      catch: (cause) => refusal(cause as NodeJS.ErrnoException, host, port)
    })
    const { address, port: taken } = server.address() as AddressInfo
    if (!isLoopback(address))
      yield* Output.say("Everybody who reaches this address can look at these runs; nobody can change them.")
    yield* Output.say("Ctrl-C ends the pages; runs go on.")
    yield* Output.printLines(`http://${isIPv6(address) ? `[${address}]` : address}:${taken}/`)
    yield* signal
  }, Effect.scoped)
).pipe(
  Command.withDescription(
    "Show a run, or all of them, as live pages in the browser: progress, results, log; read-only"
  ),
  Command.withExamples([
    { command: "skein serve", description: "All runs below runs/, those that come later included" },
    { command: "skein serve deviation --port 0", description: "One run, on any port that is free" }
  ])
)

/** The process around the command line: arguments, exit status, readers that go away. */
import * as NodeServices from "@effect/platform-node/NodeServices"
import * as Effect from "effect/Effect"
import manifest from "../../../package.json" with { type: "json" }
import * as Problem from "./problem.ts"
import * as Skein from "./skein.ts"

const isClosedPipe = (error: NodeJS.ErrnoException): boolean => error.code === "EPIPE"

/** Ends the process when the command has ended, whatever threads or handles are still there. */
export const start = (args: ReadonlyArray<string>): void => {
  // Who pipes into `head` has what they want.
  process.stdout.on("error", (error) => {
    if (!isClosedPipe(error)) throw error
    process.exit(Problem.status.done)
  })
  // A run outlives the terminal that watches it.
  process.stderr.on("error", (error) => {
    if (!isClosedPipe(error)) throw error
  })
  Effect.runPromise(Effect.provide(Skein.main(args, manifest.version), NodeServices.layer)).then((status) =>
    process.stdout.write("", () => process.exit(status))
  )
}

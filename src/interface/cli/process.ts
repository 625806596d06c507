/** The process around the command line: arguments, exit status, readers that go away. */
import * as NodeServices from "@effect/platform-node/NodeServices"
import * as Effect from "effect/Effect"
import { packageFile } from "../../engine/manifest.ts"
import * as Problem from "./problem.ts"
import * as Skein from "./skein.ts"

/** Ends the process when the command has ended, whatever threads or handles are still there. */
export const start = (args: ReadonlyArray<string>): void => {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    // Who pipes into `head` has what they want.
    if (error.code === "EPIPE") process.exit(Problem.status.done)
    process.stderr.write(`standard output could not be written: ${error.message}\n`)
    process.exit(Problem.status.failed)
  })
  // A run outlives the terminal that watches it.
  process.stderr.on("error", () => {})
  Effect.runPromise(Effect.provide(Skein.main(args, packageFile().version), NodeServices.layer)).then(
    (status) => process.stdout.write("", () => process.exit(status))
  )
}

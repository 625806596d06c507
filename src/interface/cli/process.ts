/** The process around the command line: arguments, exit status, readers that go away. */
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as PackageFile from "../../engine/package-file.ts"
import * as Stray from "../../engine/thread/stray.ts"
import * as Services from "./services.ts"
import * as Skein from "./skein.ts"
import * as Output from "./terminal/output.ts"
import * as Problem from "./terminal/problem.ts"

/** Ends the process when the command has ended, whatever threads or handles are still there. */
export const start = (args: ReadonlyArray<string>): void => {
  let lost: NodeJS.ErrnoException | undefined
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    // The first says why; those that follow only that the stream has ended. Work that is under way goes on.
    lost ??= error
  })
  process.on("uncaughtException", (cause: unknown) => {
    if (Stray.isOwned()) return
    Output.tell(...Problem.ofCause(Cause.die(cause)).sentences)
    process.exit(Problem.status.failed)
  })
  // A run outlives the terminal that watches it.
  process.stderr.on("error", () => {})
  Effect.runPromise(Effect.provide(Skein.main(args, PackageFile.read().version), Services.layer)).then(
    (status) =>
      process.stdout.write("", () =>
        setImmediate(() => {
          // Who pipes into `head` has what they want.
          if (lost === undefined || lost.code === "EPIPE") process.exit(status)
          Output.tell(`standard output could not be written: ${lost.message}`)
          process.exit(status === Problem.status.done ? Problem.status.failed : status)
        })
      )
  )
}

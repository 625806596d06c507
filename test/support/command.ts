/** The command line inside the test's own process: quicker than a child, where no run is made. */
import * as Effect from "effect/Effect"
import * as Services from "../../src/interface/cli/services.ts"
import * as Skein from "../../src/interface/cli/skein.ts"

export interface Told {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

/** `skein ...args`, with all that it writes caught. */
export const command = async (...args: ReadonlyArray<string>): Promise<Told> => {
  const told = { stdout: "", stderr: "" }
  const streams = ["stdout", "stderr"] as const
  const writers = streams.map((name) => process[name].write)
  for (const name of streams) {
    process[name].write = ((text: string) => {
      told[name] += text
      return true
    }) as typeof process.stdout.write
  }
  try {
    const status = await Effect.runPromise(Effect.provide(Skein.main(args, "0.0.0"), Services.layer))
    return { status, ...told }
  } finally {
    streams.forEach((name, k) => {
      process[name].write = writers[k]
    })
  }
}

/** A talk of a few slides whose studies take seconds, and the command that reproduces it. */

import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Reproduce from "../../src/interface/cli/command/reproduce/reproduce.ts"
import * as Services from "../../src/interface/cli/services.ts"
import * as Output from "../../src/interface/cli/terminal/output.ts"
import * as Problem from "../../src/interface/cli/terminal/problem.ts"
import type { Judgement } from "../../src/talk/claim.ts"
import type { Slide } from "../../src/talk/slide.ts"
import type { SourceName } from "../../src/talk/source.ts"

/** One claim about so many rows of a table. */
export const slideOf = (
  id: string,
  from: ReadonlyArray<SourceName>,
  judge?: Slide["claims"][number]["judge"]
): Slide => {
  const rows: Slide["claims"][number]["judge"] = (rows) => {
    const ours = from.reduce((sum, source) => sum + rows(source, tables[source]!).length, 0)
    const because = `There are ${ours} rows.`
    return {
      ...{ verdict: "agrees", because },
      comparisons: [{ what: "rows", published: 5, ours, doubt: "exact" }]
    } satisfies Judgement
  }
  return {
    ...{ id, title: `What ${id} says`, figures: [], ours: [] },
    claims: [{ id: `${id}-rows`, says: "There are rows.", from, judge: judge ?? rows }]
  }
}

/** The first ones of the sources below. */
const tables: Partial<Record<SourceName, string>> = {
  moments: "moments",
  deviation: "deviations",
  sampledCouplings: "couplings"
}

/** In their small size: nothing drawn; 20 tasks; 320 tasks of some seconds in all. */
export const talk: ReadonlyArray<Slide> = [
  slideOf("fields", ["moments"]),
  slideOf("tables", ["sampledCouplings"]),
  slideOf("widths", ["deviation", "moments"])
]

/** The exit status of `skein reproduce ...args` about this talk. */
export const main = (args: ReadonlyArray<string>): Promise<number> =>
  Effect.runPromise(
    Command.runWith(
      Reproduce.of(async () => talk),
      { version: "0.0.0" }
    )(args).pipe(
      Effect.as(Problem.status.done as number),
      Effect.catchCause((cause) => {
        const { sentences, status } = Problem.ofCause(cause)
        return Effect.as(Output.say(...sentences), status)
      }),
      Effect.provide(Services.layer)
    )
  )

if (process.argv[1] === import.meta.filename) process.exitCode = await main(process.argv.slice(2))

/** Planar diagrams as arguments of commands: files of PD codes. */
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Code } from "../../../domain/notation/pd.ts"
import * as Problem from "../terminal/problem.ts"
import * as InputFile from "./input-file.ts"

export const flag = Flag.String("pd").pipe(
  Flag.withMetavar("FILE"),
  Flag.withDescription(
    "A planar diagram instead of a word, as KnotTheory has them: [[1,4,2,5], ...] or PD[X[1,4,2,5], ...]; - is standard input"
  ),
  Flag.optional,
  Flag.map(Option.getOrUndefined)
)

/** What is wrong with the number of things given: it is a word, or a planar diagram. */
export const fault = (letters: ReadonlyArray<string>, pd: string | undefined): string | undefined => {
  if (pd === undefined && letters.length === 0)
    return "There is no knot: write the letters of a word, or name a planar diagram with --pd FILE."
  return pd !== undefined && letters.length > 0
    ? "A word and a planar diagram are two knots: give one of them."
    : undefined
}

/** What is computed of a diagram. A RangeError says that it has no room. */
export const within = <A>(compute: () => A): Effect.Effect<A, Problem.Stop> =>
  Effect.suspend(() => {
    try {
      return Effect.succeed(compute())
    } catch (cause) {
      if (cause instanceof RangeError) return Effect.fail(Problem.misuse(cause.message))
      throw cause
    }
  })

/** Many times as much as any diagram here. */
const mostMebibytes = 4

/** The diagram in a file, its arcs numbered as there. */
export const read = (file: string): Effect.Effect<Code, Problem.Stop> =>
  Effect.tryPromise({
    try: async () => {
      const [Planar, Pd] = await Promise.all([
        import("../../../domain/diagram/planar.ts"),
        import("../../../domain/notation/pd.ts")
      ])
      const code = Pd.parse(InputFile.textOf(await InputFile.bytesOf(file, mostMebibytes)))
      Planar.ofOrigin(code)
      return code
    },
    catch: (cause) =>
      Problem.misuse(`${file} cannot be read as a planar diagram: ${(cause as Error).message}`)
  })

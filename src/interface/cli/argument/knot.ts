/** Knots and links as arguments of commands: in any notation, told or known by its form. */
import * as Argument from "effect/cli/Argument"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Chirality } from "../../../domain/invariant/table/chirality.ts"
import type * as Read from "../../../domain/notation/read.ts"
import * as Columns from "../terminal/columns.ts"
import * as Problem from "../terminal/problem.ts"
import * as BraidArgument from "./braid.ts"
import * as InputFile from "./input-file.ts"
import type * as Reading from "./reading.ts"

export const description =
  'A braid word, "1 -2 1 -2", aBaB, s1 s2^-1 or BR[3, {1, -2}] (e is the empty word; "3: 1 1" stands on three strands); a PD, DT or Gauss code; the rows of a rectangular diagram, 0-3 1-4 0-2 1-3 2-4; or a name, 4_1; - is standard input'

export const text = Argument.String("KNOT").pipe(Argument.withDescription(description), Argument.variadic())

const formFlag = (form: Read.Form, what: string) =>
  Flag.Boolean(form).pipe(Flag.withDescription(what), Flag.withDefault(false))

/** What a knot is known to be; each is the name of its form. */
export const flags = {
  braid: formFlag("braid", "KNOT is a braid word"),
  pd: formFlag(
    "pd",
    "KNOT is a planar diagram: [[1,4,2,5], ...] or PD[X[1,4,2,5], ...], or a file that holds it"
  ),
  dt: formFlag("dt", 'KNOT is a DT code: "4 6 2", DT[cacbca]'),
  gauss: formFlag("gauss", 'KNOT is a Gauss code: "-1 2 -3 1 -2 3", O1+U2+O3+U1+O2+U3+'),
  grid: formFlag(
    "grid",
    "KNOT is a rectangular diagram: the two rows of each column, or a file that holds them"
  ),
  name: formFlag("name", "KNOT is a name of the table: 3_1, 11n_34, 3_1#m4_1"),
  strands: Flag.Int("strands").pipe(
    Flag.filter(
      (count) => count >= 1,
      (count) => `Expected a whole number of strands, 1 or more, not ${count}`
    ),
    Flag.withDescription("The strands of a braid word, where it names fewer: the others are circles"),
    Flag.optional,
    Flag.map(Option.getOrUndefined)
  )
} as const

/** The flags as they were given. */
export type Told = Readonly<Record<Read.Form, boolean>> & {
  readonly strands: number | undefined
  readonly chirality?: Chirality
}

/** Names of the flags that say a form, which take no value. */
export const formFlags: ReadonlyArray<Read.Form> = ["braid", "pd", "dt", "gauss", "grid", "name"]

/** What a text is said to be; more than one thing is a misuse. */
export const formOf = (told: Told): Effect.Effect<Read.Form | undefined, Problem.Stop> => {
  const [form, other] = formFlags.filter((each) => told[each])
  return other === undefined
    ? Effect.succeed(form)
    : Effect.fail(Problem.misuse(`A knot is in one form: --${form} or --${other}, not both.`))
}

/** A text that fits into a sentence. */
const quoted = (text: string): string => `"${Columns.fitted(text.trim().replaceAll(/\s+/g, " "), 40)}"`

/** Whether a text is meant as a file, of those forms that may be in one. */
const isFile = (text: string, form: Read.Form | undefined): boolean =>
  (form === "pd" || form === "grid") && !/^\s*(?:[A-Za-z]*\s*[:[({]|X\d{4}|X\d+,|\d+-\d|$)/.test(text)

/** Whether what stands in a file, or comes by standard input, is meant. */
const isRead = (text: string, form: Read.Form | undefined): boolean =>
  text.trim() === "-" || isFile(text, form)

/** Many times as much as any diagram here. */
const mostMebibytes = 4

/** The one knot that arguments are. */
export const read = (args: ReadonlyArray<string>, flags: Told): Effect.Effect<Reading.Given, Problem.Stop> =>
  Effect.gen(function* () {
    const form = yield* formOf(flags)
    const given = yield* BraidArgument.joined(args)
    const Reading = yield* Effect.promise(() => import("./reading.ts"))
    const readText = Reading.reader(flags.chirality)
    const { title } = yield* Effect.promise(() => import("../../../domain/notation/read.ts"))
    return yield* Effect.tryPromise({
      try: async () => {
        const text = isRead(given, form)
          ? InputFile.textOf(await InputFile.bytesOf(given.trim(), mostMebibytes))
          : given
        return readText(text, form, flags.strands)
      },
      catch: (cause) => {
        const where = !isRead(given, form)
          ? quoted(given)
          : given.trim() === "-"
            ? "standard input"
            : given.trim()
        const what = form === undefined ? "a knot" : title[form]
        return Problem.misuse(`${where} cannot be read as ${what}: ${(cause as Error).message}`)
      }
    })
  })

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

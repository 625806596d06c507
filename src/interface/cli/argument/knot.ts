/** Knots and links as arguments of commands: in any notation, told or known by its form. */
import * as Argument from "effect/cli/Argument"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Planar from "../../../domain/diagram/planar.ts"
import { nothingLeft } from "../../../domain/exhaustive.ts"
import type { Chirality } from "../../../domain/invariant/table/chirality.ts"
import type { Braid } from "../../../domain/notation/braid.ts"
import type * as Name from "../../../domain/notation/name.ts"
import type * as Read from "../../../domain/notation/read.ts"
import * as Columns from "../terminal/columns.ts"
import * as Problem from "../terminal/problem.ts"
import * as BraidArgument from "./braid.ts"
import * as InputFile from "./input-file.ts"

export const description =
  'A braid word, "1 -2 1 -2", aBaB, s1 s2^-1 or BR[3, {1, -2}] (e is the empty word; "3: 1 1" stands on three strands); a PD, DT or Gauss code; the rows of a rectangular diagram, 0-3 1-4 0-2 1-3 2-4; or a name, 4_1'

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

/** A knot, and what one should know about how it was read. */
export interface Given {
  readonly form: Read.Form
  readonly given: Braid | Planar.Diagram
  readonly cautions: ReadonlyArray<string>
}

export type Reader = (text: string, form: Read.Form | undefined, strands: number | undefined) => Given

/**
 * What reads texts. It throws a SyntaxError or a RangeError with a sentence.
 *
 * @param chirality whose mirror images names stand for
 */
export const load = async (chirality: Chirality = "knotinfo"): Promise<Reader> => {
  const [Word, Read, Name, Braid, KnotInfo, Table, ConnectedSum] = await Promise.all([
    import("../../../domain/braid/word.ts"),
    import("../../../domain/notation/read.ts"),
    import("../../../domain/notation/name.ts"),
    import("../../../domain/notation/braid.ts"),
    import("../../../domain/invariant/table/knotinfo.ts"),
    import("../../../domain/invariant/table/table.ts"),
    import("../../../domain/invariant/connected-sum.ts")
  ])
  const table = KnotInfo.tables[chirality]
  /** A number that the table has not may be one that programs count differently. */
  const wordOf = (name: Name.Name, caution: string | undefined) => {
    try {
      return ConnectedSum.word(
        name.map((factor) => ({ prime: Table.find(table, factor.name), mirror: factor.isMirrored }))
      )
    } catch (cause) {
      throw cause instanceof RangeError && caution !== undefined ? new RangeError(caution) : cause
    }
  }
  return (text, form, strands) => {
    const reading = told(Read, text, form)
    if (strands !== undefined && reading.form !== "braid")
      throw new RangeError(`--strands are those of a braid word, and this is ${Read.title[reading.form]}.`)
    switch (reading.form) {
      case "braid":
        return { form: "braid", given: Braid.on(reading.braid, strands), cautions: [] }
      case "name": {
        const caution = Name.caution(reading.name)
        const word = wordOf(reading.name, caution)
        const given = { word, strands: Word.strands(word) }
        return { form: "name", given, cautions: caution === undefined ? [] : [caution] }
      }
      case "pd":
      case "dt":
      case "gauss":
      case "grid": {
        const { form, diagram, open } = reading
        return { form, given: diagram, cautions: open === 0 ? [] : [openness(Read.title[form], open)] }
      }
      default:
        return nothingLeft(reading, "form")
    }
  }
}

/** An ambiguous text is told with the flags that say what it is. */
const told = (
  { read, Ambiguous, title }: typeof Read,
  text: string,
  form: Read.Form | undefined
): Read.Reading => {
  try {
    return read(text, form)
  } catch (cause) {
    if (!(cause instanceof Ambiguous)) throw cause
    const what = cause.forms.map((each) => title[each]).join(" or ")
    const how = cause.forms.map((each) => `--${each}`).join(" or ")
    throw new RangeError(`It could be ${what}: say which with ${how}.`)
  }
}

const openness = (what: string, open: number): string =>
  open === 1
    ? `A${what.slice(1)} leaves open which mirror image it is; this is the one whose first crossing is positive, as SnapPy reads it.`
    : `A${what.slice(1)} leaves open which mirror images its ${open} parts are; in each of them the first crossing is positive here.`

/** A text that fits into a sentence. */
const quoted = (text: string): string => `"${Columns.fitted(text.trim().replaceAll(/\s+/g, " "), 40)}"`

/** Whether a text is meant as a file, of those forms that may be in one. */
const isFile = (text: string, form: Read.Form | undefined): boolean =>
  (form === "pd" || form === "grid") && !/^\s*(?:[A-Za-z]*\s*[:[({]|\d+-\d|$)/.test(text)

/** Many times as much as any diagram here. */
const mostMebibytes = 4

/** The one knot that arguments are. */
export const read = (args: ReadonlyArray<string>, flags: Told): Effect.Effect<Given, Problem.Stop> =>
  Effect.gen(function* () {
    const form = yield* formOf(flags)
    const given = yield* BraidArgument.joined(args)
    const readText = yield* Effect.promise(() => load(flags.chirality))
    const { title } = yield* Effect.promise(() => import("../../../domain/notation/read.ts"))
    return yield* Effect.tryPromise({
      try: async () => {
        const text = isFile(given, form)
          ? InputFile.textOf(await InputFile.bytesOf(given.trim(), mostMebibytes))
          : given
        return readText(text, form, flags.strands)
      },
      catch: (cause) => {
        const where = isFile(given, form) ? given.trim() : quoted(given)
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

/** `skein knot`: one braid word, what its closure is, and why. */
import { existsSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as CliFlag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Columns from "./columns.ts"
import * as Flag from "./flag.ts"
import * as Output from "./output.ts"
import * as Problem from "./problem.ts"

/** A word may begin with a minus sign, which would make it a flag: it gets a blank before it. */
export const withWords = (args: ReadonlyArray<string>): ReadonlyArray<string> =>
  ["knot", "decide"].includes(args[0])
    ? args.map((arg) => (/^-\d[\d\s,+-]*$/.test(arg) ? ` ${arg}` : arg))
    : args

/** Longer words are not for looking at; signatures begin to take their time. */
export const mostLetters = 1000

/** What a computation may take without being announced. */
export const announcedSeconds = 2

const switchOf = (name: string, description: string) =>
  CliFlag.Boolean(name).pipe(CliFlag.withDescription(description), CliFlag.withDefault(false))

const fileOf = (name: string, description: string) =>
  CliFlag.String(name).pipe(
    CliFlag.withMetavar("FILE"),
    CliFlag.withDescription(description),
    CliFlag.optional,
    CliFlag.map(Option.getOrUndefined)
  )

const load = () =>
  Promise.all([
    import("../../domain/braid/word.ts"),
    import("./knot-facts.ts"),
    import("../figure/braid-diagram.ts")
  ])

const write = (file: string, content: string | Uint8Array): Effect.Effect<void, Problem.Stop> =>
  Effect.try({
    try: () => writeFileSync(file, content),
    catch: (cause) => Problem.failed(`${file} could not be written: ${(cause as Error).message}`)
  })

/** A word, or a sentence and the status of misuse. */
export const parse = (
  text: string,
  parser: (text: string) => Int16Array
): Effect.Effect<Int16Array, Problem.Stop> =>
  Effect.suspend(() => {
    if (text.trim() === "")
      return Effect.fail(Problem.misuse("There is no letter in this word; write e for the empty one."))
    return Effect.try({
      try: () => parser(text),
      catch: (cause) => Problem.misuse((cause as Error).message)
    })
  })

export const knot = Command.make(
  "knot",
  {
    letters: Argument.String("WORD").pipe(
      Argument.withDescription(
        'Letters, i for sigma_i and -i for its inverse: "1 -2 1 -2"; e is the empty word'
      ),
      Argument.variadic({ min: 1 })
    ),
    fast: switchOf(
      "fast",
      "Only what takes milliseconds: no Jones polynomial, no name, a verdict where one is easy"
    ),
    khovanov: switchOf("khovanov", "Khovanov homology, too"),
    svg: fileOf("svg", "Draw the braid as SVG into a file"),
    closed: switchOf("closed", "Draw the closed braid"),
    certificate: fileOf(
      "certificate",
      "Write the moves to the empty word, where SmartCollapse finds them, as JSON (or, if the name ends with .msgpack, MessagePack)"
    ),
    json: Flag.json
  },
  Effect.fnUntraced(function* ({ letters, fast, khovanov, svg, closed, certificate, json }) {
    const [Word, Facts, Diagram] = yield* Effect.promise(load)
    const word = yield* parse(letters.join(" "), Word.parse)
    if (word.length > mostLetters) {
      return yield* Problem.misuse(
        `The word has ${word.length} letters; at most ${mostLetters} are looked at in one go.`
      )
    }
    for (const file of [svg, certificate]) {
      if (file !== undefined && !existsSync(dirname(file)))
        return yield* Problem.misuse(`The folder ${dirname(file)} does not exist.`)
    }
    if (svg !== undefined) yield* write(svg, `${closed ? Diagram.closed(word) : Diagram.open(word)}\n`)
    const subject = Facts.subjectOf(word)
    const wanted = { slow: !fast, khovanov }
    const seconds = Facts.seconds(subject, wanted)
    if (seconds > announcedSeconds) {
      yield* Output.say(
        `this may take up to ${seconds.toPrecision(2)} s; --fast leaves out the Jones polynomial and the name`
      )
    }
    const facts = Facts.of(subject, wanted)
    yield* json
      ? Output.printJson(Facts.toJson(facts))
      : Output.print(Columns.align(Facts.toLines(facts, !fast)))
    if (certificate === undefined) return
    const { verdict, certificate: found } = facts.verdict
    if (found === undefined) {
      const reason =
        verdict === "unknot"
          ? `SmartCollapse ends at ${Word.print(subject.reduced)}, which other proofs decide`
          : `the verdict is ${verdict}`
      return yield* Problem.failed(`There are no moves to the empty word to write: ${reason}.`)
    }
    const { pack } = yield* Effect.promise(() => import("../../engine/wire.ts"))
    yield* write(certificate, certificate.endsWith(".msgpack") ? pack(found) : `${JSON.stringify(found)}\n`)
  })
).pipe(
  Command.withDescription("What a braid word closes to: invariants, name, and whether it is the unknot"),
  Command.withExamples([
    { command: 'skein knot "1 1 1"', description: "The trefoil with positive crossings" },
    { command: "skein knot -1 2 -1 2 --svg eight.svg --closed", description: "The figure-eight knot, drawn" }
  ])
)

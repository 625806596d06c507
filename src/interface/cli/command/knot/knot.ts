/** `skein knot`: one braid word, what its closure is, and why. */
import * as Command from "effect/cli/Command"
import * as CliFlag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import type * as Verdict from "../../../../domain/invariant/verdict.ts"
import * as BraidArgument from "../../argument/braid.ts"
import * as Flag from "../../argument/flag.ts"
import * as OutputFile from "../../argument/output-file.ts"
import * as Columns from "../../terminal/columns.ts"
import * as Output from "../../terminal/output.ts"
import * as Problem from "../../terminal/problem.ts"

/** Longer words are not for looking at; signatures begin to take their time. */
export const mostLetters = 1000

/** Why there is no certificate. */
const without: Readonly<Record<Verdict.Verdict["verdict"], string>> = {
  unknot: "what decides leaves none",
  knot: "the verdict is knot",
  link: "the verdict is link",
  undecided: "the verdict is undecided"
}

const switchOf = (name: string, description: string) =>
  CliFlag.Boolean(name).pipe(CliFlag.withDescription(description), CliFlag.withDefault(false))

const load = () =>
  Promise.all([
    import("../../../../domain/invariant/subject.ts"),
    import("./facts.ts"),
    import("../../../../drawing/braid/diagram.ts")
  ])

export const knot = Command.make(
  "knot",
  {
    letters: BraidArgument.letters,
    fast: switchOf(
      "fast",
      "Only what takes milliseconds: no Jones polynomial, no name, a verdict where one is easy"
    ),
    khovanov: switchOf("khovanov", "Khovanov homology, too"),
    svg: OutputFile.flag("svg", "Draw the braid as SVG into a file"),
    closed: switchOf("closed", "Draw the closed braid"),
    certificate: OutputFile.flag(
      "certificate",
      "Write the moves to the empty word, where SmartCollapse finds them, as JSON (or, if the name ends with .msgpack, MessagePack)"
    ),
    json: Flag.json
  },
  Effect.fnUntraced(function* ({ letters, fast, khovanov, svg, closed, certificate, json }) {
    const [Subject, Facts, Diagram] = yield* Effect.promise(load)
    const word = yield* BraidArgument.parse(letters)
    if (word.length > mostLetters) {
      return yield* Problem.misuse(
        `The word has ${word.length} letters; at most ${mostLetters} are looked at in one go.`
      )
    }
    yield* OutputFile.check(svg, certificate)
    if (svg !== undefined)
      yield* OutputFile.write(svg, `${closed ? Diagram.closed(word) : Diagram.open(word)}\n`)
    const subject = Subject.of(word)
    const wanted = { slow: !fast, asked: khovanov ? ["khovanov"] : [] }
    const announcement = Facts.announcement(subject, wanted)
    if (announcement !== undefined) yield* Output.say(announcement)
    yield* json
      ? Output.printJson(Facts.toJson(subject, wanted))
      : Output.print(Columns.align(Facts.toLines(subject, wanted), [], Number.POSITIVE_INFINITY))
    if (certificate === undefined) return
    const { verdict, certificate: found } = Facts.verdict(subject, wanted)
    if (found === undefined)
      return yield* Problem.failed(`There is no certificate to write: ${without[verdict]}.`)
    yield* OutputFile.writeData(certificate, found)
  })
).pipe(
  Command.withDescription("What a braid word closes to: invariants, name, and whether it is the unknot"),
  Command.withExamples([
    { command: 'skein knot "1 1 1"', description: "The trefoil with positive crossings" },
    { command: "skein knot -1 2 -1 2 --svg eight.svg --closed", description: "The figure-eight knot, drawn" }
  ])
)

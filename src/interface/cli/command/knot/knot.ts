/** `skein knot`: one braid word, or planar diagram, what it closes to, and why. */
import * as Command from "effect/cli/Command"
import * as CliFlag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import type * as Verdict from "../../../../domain/invariant/verdict.ts"
import * as BraidArgument from "../../argument/braid.ts"
import * as Flag from "../../argument/flag.ts"
import * as OutputFile from "../../argument/output-file.ts"
import * as PictureFile from "../../argument/picture-file.ts"
import * as PlanarArgument from "../../argument/planar.ts"
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
    import("./picture.ts")
  ])

/** Of pictures. */
const title = "A knot or link"

/** What is asked about: a planar diagram in a file, or a word. */
const subjectOf = Effect.fnUntraced(function* (letters: ReadonlyArray<string>, pd: string | undefined) {
  const Subject = yield* Effect.promise(() => import("../../../../domain/invariant/subject.ts"))
  if (pd !== undefined) {
    const code = yield* PlanarArgument.read(pd)
    const size = code.crossings.length + code.circles
    return size <= mostLetters
      ? Subject.ofDiagram(code)
      : yield* Problem.misuse(
          `The diagram has ${size} crossings and loops; at most ${mostLetters} are looked at in one go.`
        )
  }
  const word = yield* BraidArgument.parse(letters)
  return word.length <= mostLetters
    ? Subject.of(word)
    : yield* Problem.misuse(
        `The word has ${word.length} letters; at most ${mostLetters} are looked at in one go.`
      )
})

export const knot = Command.make(
  "knot",
  {
    letters: BraidArgument.lettersOrElse,
    pd: PlanarArgument.flag,
    fast: switchOf(
      "fast",
      "Only what takes milliseconds: no Jones polynomial, no name, no arc index, a verdict where one is easy"
    ),
    khovanov: switchOf("khovanov", "Khovanov homology, too"),
    svg: PictureFile.flag("svg", "Draw the braid, or the planar diagram, into a file"),
    closed: switchOf("closed", "Draw the closed braid; of a planar diagram the one that it is read as"),
    numbered: switchOf("numbered", "Draw a planar diagram, its crossings numbered"),
    certificate: OutputFile.flag(
      "certificate",
      "Write the proof that it is the unknot (moves to the empty word, or steps of its group) as JSON (or, if the name ends with .msgpack, MessagePack), for skein verify"
    ),
    json: Flag.json
  },
  Effect.fnUntraced(function* ({ letters, pd, fast, khovanov, svg, closed, numbered, certificate, json }) {
    const [Subject, Facts, Picture] = yield* Effect.promise(load)
    const fault = PlanarArgument.fault(letters, pd) ?? Picture.fault({ closed, numbered }, svg)
    if (fault !== undefined) return yield* Problem.misuse(fault)
    const subject = yield* subjectOf(letters, pd)
    yield* PictureFile.check(svg)
    yield* OutputFile.check(certificate)
    yield* PlanarArgument.within(() => Subject.braid(subject))
    if (svg !== undefined) yield* PictureFile.write(svg, Picture.svg(subject, { closed, numbered }), title)
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
  Command.withDescription(
    "What a braid word closes to, or a planar diagram is: invariants, name, and whether it is the unknot"
  ),
  Command.withExamples([
    { command: 'skein knot "1 1 1"', description: "The trefoil with positive crossings" },
    { command: "skein knot -1 2 -1 2 --svg eight.svg --closed", description: "The figure-eight knot, drawn" },
    { command: "skein knot --pd diagram.json", description: "A planar diagram: [[1,4,2,5], ...]" },
    {
      command: "skein knot --pd diagram.json --svg diagram.pdf --numbered",
      description: "And drawn, its crossings numbered"
    }
  ])
)

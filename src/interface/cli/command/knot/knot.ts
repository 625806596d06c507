/** `skein knot`: a knot in any notation, what it is, and why. */
import * as Command from "effect/cli/Command"
import * as CliFlag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import { chiralities } from "../../../../domain/invariant/table/chirality.ts"
import type * as Verdict from "../../../../domain/invariant/verdict.ts"
import * as Flag from "../../argument/flag.ts"
import * as KnotArgument from "../../argument/knot.ts"
import * as OutputFile from "../../argument/output-file.ts"
import * as PictureFile from "../../argument/picture-file.ts"
import * as Output from "../../terminal/output.ts"
import * as Problem from "../../terminal/problem.ts"
import * as Batch from "./batch.ts"
import * as Screen from "./screen.ts"

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

/** What is asked about, and how it was read where that leaves a choice. */
const subjectOf = Effect.fnUntraced(function* (texts: ReadonlyArray<string>, told: KnotArgument.Told) {
  if (texts.length === 0)
    return yield* Problem.misuse(
      "There is no knot: write a braid word, a code or a name, or name a file with --from."
    )
  const { given, cautions } = yield* KnotArgument.read(texts, told)
  yield* Output.say(...cautions)
  const size = "word" in given ? given.word.length : given.crossings.length + given.circles
  if (size > mostLetters) {
    const what =
      "word" in given ? `The word has ${size} letters` : `The diagram has ${size} crossings and loops`
    return yield* Problem.misuse(`${what}; at most ${mostLetters} are looked at in one go.`)
  }
  const Subject = yield* Effect.promise(() => import("../../../../domain/invariant/subject.ts"))
  return "word" in given ? Subject.ofBraid(given) : Subject.ofDiagram(given)
})

export const knot = Command.make(
  "knot",
  {
    texts: KnotArgument.text,
    ...KnotArgument.flags,
    ...Batch.flags,
    fast: switchOf(
      "fast",
      "Only what takes milliseconds: neither Jones nor HOMFLY-PT polynomial, no name, no arc index, a verdict where one is easy"
    ),
    khovanov: switchOf("khovanov", "Khovanov homology over a field and over Z, and Rasmussen's s, too"),
    svg: PictureFile.flag("svg", "Draw the braid, or the planar diagram, into a file"),
    closed: switchOf("closed", "Draw the closed braid; of a planar diagram the one that it is read as"),
    numbered: switchOf("numbered", "Draw a planar diagram, its crossings numbered"),
    certificate: OutputFile.flag(
      "certificate",
      "Write the proof that it is the unknot (moves to the empty word, or steps of its group), or else that it is split or a connected sum (moves and cuts of rectangular diagrams), as JSON (or, if the name ends with .msgpack, MessagePack), for skein verify"
    ),
    chirality: CliFlag.Literals("chirality", chiralities).pipe(
      CliFlag.withDescription(
        "Whose 3_1 is 3_1, and whose is m3_1: KnotInfo's is right-handed, the Knot Atlas's left-handed"
      ),
      CliFlag.withDefault("knotinfo")
    ),
    json: Flag.json
  },
  Effect.fnUntraced(function* ({
    texts,
    fast,
    khovanov,
    svg,
    closed,
    numbered,
    certificate,
    json,
    ...given
  }) {
    const wanted = {
      slow: !fast,
      asked: khovanov ? ["khovanov", "khovanovIntegral", "rasmussen"] : [],
      chirality: given.chirality
    }
    const batch = Batch.of(given, {
      json,
      others: [...texts, svg, certificate, closed || numbered || undefined]
    })
    if (typeof batch === "string") return yield* Problem.misuse(batch)
    if (batch !== undefined) return yield* Batch.run(batch, given, wanted)
    const [Subject, Facts, Picture] = yield* Effect.promise(load)
    const fault = Picture.fault({ closed, numbered }, svg)
    if (fault !== undefined) return yield* Problem.misuse(fault)
    const subject = yield* subjectOf(texts, given)
    yield* PictureFile.check(svg)
    yield* OutputFile.check(certificate)
    yield* OutputFile.checkApart(svg, certificate)
    yield* KnotArgument.within(() => Subject.braid(subject))
    if (svg !== undefined) yield* PictureFile.write(svg, Picture.svg(subject, { closed, numbered }), title)
    const announcement = Facts.announcement(subject, wanted)
    if (announcement !== undefined) yield* Output.say(announcement)
    yield* json
      ? Output.printJson(Facts.toJson(subject, wanted))
      : Output.print(Screen.print(Facts.toLines(subject, wanted)))
    if (certificate === undefined) return
    const { verdict, certificate: ofUnknot } = Facts.verdict(subject, wanted)
    const found = ofUnknot ?? Facts.apartCertificate(subject, wanted)
    if (found === undefined)
      return yield* Problem.failed(`There is no certificate to write: ${without[verdict]}.`)
    yield* OutputFile.writeData(certificate, found)
  })
).pipe(
  Command.withDescription(
    "A knot or link in any notation: its invariants, its name, and whether it is the unknot"
  ),
  Command.withExamples([
    { command: 'skein knot "1 1 1"', description: "The trefoil with positive crossings" },
    { command: "skein knot -1 2 -1 2 --svg eight.svg --closed", description: "The figure-eight knot, drawn" },
    { command: 'skein knot --dt "4 6 2"', description: "A DT code; bare numbers could be a braid word, too" },
    { command: "skein knot 8_19", description: "A knot by its name" },
    {
      command: "skein knot --from knots.txt --output knots.csv",
      description: "Many knots: a line each in, a row each out"
    },
    { command: "skein knot --pd diagram.json", description: "A planar diagram: [[1,4,2,5], ...]" },
    {
      command: "skein knot --pd diagram.json --svg diagram.pdf --numbered",
      description: "And drawn, its crossings numbered"
    }
  ])
)

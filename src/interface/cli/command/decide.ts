/** `skein decide`: what the trained models of a run say of a braid word, beside what is proven of it. */
import * as Command from "effect/cli/Command"
import * as CliFlag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Word from "../../../domain/braid/word.ts"
import type * as Reader from "../../../engine/journal/reader.ts"
import { brief } from "../../../engine/study.ts"
import type { Ask } from "../../../simulation/ask.ts"
import * as Folder from "../../run/folder.ts"
import * as Trained from "../../run/trained.ts"
import * as Flag from "../argument/flag.ts"
import * as KnotArgument from "../argument/knot.ts"
import * as RunFolder from "../argument/run-folder.ts"
import * as Columns from "../terminal/columns.ts"
import * as Output from "../terminal/output.ts"
import * as Problem from "../terminal/problem.ts"
import { mostLetters } from "./knot/knot.ts"

type Decide = NonNullable<Ask<unknown, unknown>["decide"]>
type Caution = Ask<unknown, unknown>["caution"]

/** What one training says of the word. */
interface Answer {
  readonly point: number
  readonly repeat: number
  readonly swept: Reader.StoredPoint["swept"]
  /** The logarithm of the odds of a knot; null where the model does not read the word. */
  readonly output: number | null
  readonly probability: number | null
  readonly says: "knot" | "unknot" | null
  /** Why there is no output. */
  readonly refusal: string | null
  /** In what the word differs from all that the model has learnt from. */
  readonly caution: string | null
}

const answer = (output: number) => ({
  output,
  probability: 1 / (1 + Math.exp(-output)),
  says: output > 0 ? ("knot" as const) : ("unknot" as const),
  refusal: null
})

const refused = (cause: unknown) => {
  if (!(cause instanceof RangeError)) throw cause
  return { output: null, probability: null, says: null, refusal: cause.message }
}

/** One answer a training that has learnt something, or of one point's alone. */
const answers = async (
  reader: Reader.Reader,
  { decide, caution }: { readonly decide: Decide; readonly caution: Caution },
  word: Word.Word,
  only: number | undefined
): Promise<ReadonlyArray<Answer>> => {
  const all: Array<Answer> = []
  for await (const { point, repeat, swept, config, state } of Trained.trainings(reader, only)) {
    const found = await decide(config, state, word).then(
      (output) => (output === undefined ? undefined : answer(output)),
      refused
    )
    if (found !== undefined)
      all.push({ point, repeat, swept, ...found, caution: caution?.(config, word) ?? null })
  }
  return all
}

/** Trainings in lines: their places, what the sweep says of them, and their answers. */
const toLines = (all: ReadonlyArray<Answer>, proven: string): ReadonlyArray<ReadonlyArray<string>> => {
  const names = [...new Set(all.flatMap(({ swept }) => Object.keys(swept)))]
  const cell = (swept: Answer["swept"], name: string) =>
    swept[name] === undefined ? "-" : String(brief(swept[name]))
  const verdict = ({ says, refusal }: Answer) =>
    says === null
      ? refusal!
      : `${says}${proven === "undecided" ? "" : says === proven ? ", right" : ", wrong"}`
  return [
    ["training", ...names, "output", "probability", "verdict"],
    ...all.map((each) => [
      `${each.point}.${each.repeat}`,
      ...names.map((name) => cell(each.swept, name)),
      each.output?.toFixed(3) ?? "-",
      each.probability?.toFixed(3) ?? "-",
      verdict(each)
    ])
  ]
}

/** What the trainings of a run say of a word: one answer at least, and one that is no refusal. */
const ask = Effect.fnUntraced(function* (
  run: string,
  out: string,
  word: Word.Word,
  only: number | undefined
) {
  const directory = yield* RunFolder.find(run, out)
  const found = yield* Effect.tryPromise({
    try: () =>
      Folder.reading(directory, async (reader) => {
        const { decide, caution } = await Trained.ask(reader)
        if (decide === undefined) return "nothing"
        const points = reader.points().length
        if (only !== undefined && !(only >= 0 && only < points)) return points
        return answers(reader, { decide, caution }, word, only)
      }),
    catch: (cause) => Problem.failedBy(`The models of ${run} could not be asked`, cause)
  })
  if (found === "nothing")
    return yield* Problem.misuse(`The simulation of ${run} trains no model that decides about braid words.`)
  if (typeof found === "number")
    return yield* Problem.misuse(`${run} has no point ${only}: its points are 0 to ${found - 1}.`)
  if (found.length === 0) return yield* Problem.failed(`No training of ${run} has learnt anything yet.`)
  const [first] = found
  if (found.every(({ output }) => output === null)) return yield* Problem.misuse(first.refusal!)
  return found
})

const load = () =>
  Promise.all([
    import("../../../domain/braid/word.ts"),
    import("../../../domain/invariant/subject.ts"),
    import("./knot/facts.ts")
  ])

export const decide = Command.make(
  "decide",
  {
    run: Flag.run,
    out: Flag.out,
    texts: KnotArgument.text,
    ...KnotArgument.flags,
    point: CliFlag.Int("point").pipe(
      CliFlag.withDescription("Ask the trainings of this point of the sweep alone, from 0; all unless given"),
      CliFlag.optional
    ),
    json: Flag.json
  },
  Effect.fnUntraced(function* ({ run, out, texts, point, json, ...told }) {
    if (texts.length === 0)
      return yield* Problem.misuse("There is no knot: write a braid word, a code or a name.")
    const { given, cautions } = yield* KnotArgument.read(texts, told)
    yield* Output.say(...cautions)
    const [Word, Subject, Facts] = yield* Effect.promise(load)
    const subject = "word" in given ? Subject.ofBraid(given) : Subject.ofDiagram(given)
    // Before a word is read off a diagram: links are not asked about.
    const components = Subject.components(subject)
    if (components > 1) {
      return yield* Problem.misuse(
        `This closes to a link of ${components} components: whether a knot is knotted is asked, not of links.`
      )
    }
    const { word } = yield* KnotArgument.within(() => Subject.braid(subject))
    if (word.length > mostLetters)
      return yield* Problem.misuse(
        `The word has ${word.length} letters; no more than ${mostLetters} are read.`
      )
    const found = yield* ask(run, out, word, Option.getOrUndefined(point))
    const wanted = { slow: true, asked: [] }
    const seconds = Facts.seconds(subject, wanted)
    if (seconds > Facts.announcedSeconds)
      yield* Output.say(`the proof may take up to ${seconds.toPrecision(2)} s`)
    const { verdict, proof, sentence } = Facts.verdict(subject, wanted)
    if (json) {
      const { name } = Facts.name(subject, wanted)
      return yield* Output.printJson({ word: Array.from(word), verdict, proof, name, trainings: found })
    }
    const proven = [
      ["word" in given ? "word" : "as a word", Word.print(word)],
      ["proven", `${verdict}. ${sentence}`],
      ["name", Facts.nameInWords(subject, wanted)]
    ]
    for (const caution of new Set(found.flatMap((each) => each.caution ?? []))) yield* Output.say(caution)
    yield* Output.print(
      `${Columns.align(proven, [], Number.POSITIVE_INFINITY)}\n${Columns.align(toLines(found, verdict))}`
    )
  })
).pipe(
  Command.withDescription(
    "What trained classifiers say of a knot as a braid word, beside what is proven of it"
  ),
  Command.withExamples([
    {
      command: 'skein decide generator "1 -2 1 -2"',
      description: "The figure-eight knot, before every training"
    },
    { command: "skein decide generator 4_1", description: "The same by its name, as the table's word" },
    { command: "skein decide generator --point 0 --json -1 2 -1 2", description: "Before those of one point" }
  ])
)

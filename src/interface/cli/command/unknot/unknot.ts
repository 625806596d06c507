/** `skein unknot`: the moves that untie a braid word, or a planar diagram, if they are found. */

import { availableParallelism } from "node:os"
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as CliFlag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Origin } from "../../../../domain/diagram/planar.ts"
import * as BraidArgument from "../../argument/braid.ts"
import * as Flag from "../../argument/flag.ts"
import * as KnotArgument from "../../argument/knot.ts"
import * as OutputFile from "../../argument/output-file.ts"
import * as PictureFile from "../../argument/picture-file.ts"
import * as RunFolder from "../../argument/run-folder.ts"
import * as Output from "../../terminal/output.ts"
import * as Problem from "../../terminal/problem.ts"
import type * as Agents from "./agents.ts"
import type { Answer } from "./answer.ts"
import * as Ask from "./ask.ts"

/** Letters beyond which the tables of a search among words are outgrown. */
const mostLetters = 400

/** Crossings whose rectangular diagram has no more columns than may be: a few more than crossings, as long as none can be untwisted. */
const mostCrossings = 8000

/** Until somebody gives up, in seconds: the search of rectangular diagrams, and whoever plays with words. */
const patience = { grid: 5, words: 10 }

/** Who is asked, where no run's agents are. */
interface Who {
  readonly agent: Agents.Name | "grid" | undefined
  readonly actions: Agents.Request["actions"] | undefined
  readonly point: number | undefined
  readonly exchanges: number | undefined
  readonly threads: number | undefined
}

/** The run, if one is named, and the knot. */
const split = (
  words: ReadonlyArray<string>
): readonly [run: string | undefined, texts: ReadonlyArray<string>] =>
  words.length > 1 && !BraidArgument.isLetters(words[0]!) ? [words[0]!, words.slice(1)] : [undefined, words]

/** Whether the search of rectangular diagrams is asked. */
const isGrid = (run: string | undefined, { agent = "grid" }: Who): boolean =>
  run === undefined && agent === "grid"

/** What is wrong with what was asked for, whatever the knot. */
const misuse = (run: string | undefined, texts: ReadonlyArray<string>, who: Who): string | undefined => {
  const { agent, actions, point, exchanges, threads } = who
  if (texts.length === 0) return "There is no knot: write a braid word, a code or a name."
  if (run !== undefined && (agent !== undefined || actions !== undefined))
    return `Who tries, and with which actions, is the run's to say: ask ${run} or name an agent.`
  if (run === undefined && point !== undefined) return "A point is of a run: name the run before the word."
  if (isGrid(run, who) && actions !== undefined)
    return "Rectangular diagrams have moves of their own: name an agent that plays with words, as --agent best-first, beside --actions."
  const searching = exchanges !== undefined ? "--exchanges" : threads !== undefined ? "--threads" : undefined
  if (!isGrid(run, who) && searching !== undefined)
    return `${searching} is for the search of rectangular diagrams; ${run ?? agent} has --seconds alone.`
  if (agent === "guided" && actions === "paper")
    return "The guided search plays --actions complete; the paper's it does not know."
  return undefined
}

/** What is to be untied, if that may be asked; beyond `most`, it has no room. */
const subjectOf = Effect.fnUntraced(function* (
  texts: ReadonlyArray<string>,
  told: KnotArgument.Told,
  most: number,
  player: string | undefined
) {
  const { given, cautions } = yield* KnotArgument.read(texts, told)
  yield* Output.say(...cautions)
  const refuse = (what: string) => Problem.misuse(`${what}; ${most} can be untied.`)
  if (!("word" in given)) {
    const { length } = given.crossings
    if (player !== undefined)
      return yield* Problem.misuse(
        `${player} plays with braid words alone; --agent grid takes planar diagrams.`
      )
    return length > most ? yield* refuse(`The diagram has ${length} crossings`) : given
  }
  const { word, strands } = given
  if (word.length > most) return yield* refuse(`The word has ${word.length} letters`)
  return { word: Array.from(word), strands } satisfies Origin
})

interface Outputs {
  readonly svg: string | undefined
  readonly certificate: string | undefined
  readonly json: boolean
}

/** Of pictures. */
const title = "Moves of a knot"

const show = Effect.fnUntraced(function* (answer: Answer, { svg, certificate, json }: Outputs) {
  const table = json ? undefined : answer.table()
  if (json) yield* Output.printJson(answer.json())
  if (table !== undefined) yield* Output.print(table)
  if (svg !== undefined) yield* PictureFile.write(svg, answer.svg(), title)
  if (answer.proof === undefined) return yield* Problem.failed(answer.failure())
  if (certificate !== undefined) yield* OutputFile.writeData(certificate, answer.proof)
})

export const unknot = Command.make(
  "unknot",
  {
    texts: Argument.String("[RUN] KNOT").pipe(
      Argument.withDescription(
        `A run, if its trained agents are to try; then the knot. ${KnotArgument.description}`
      ),
      Argument.variadic()
    ),
    ...KnotArgument.flags,
    out: Flag.out,
    agent: CliFlag.Literals("agent", ["grid", "best-first", "guided", "greedy", "random"]).pipe(
      CliFlag.withDescription(
        "Who tries where no run does: the search of rectangular diagrams (unless given); or, with words, best-first search, search guided by a rule of thumb, greedy play, the random walk"
      ),
      CliFlag.optional
    ),
    actions: CliFlag.Literals("actions", ["complete", "paper"]).pipe(
      CliFlag.withDescription(
        "The moves of words where no run says so: complete (unless given), or the paper's, which have no stabilisation"
      ),
      CliFlag.optional
    ),
    point: CliFlag.Int("point").pipe(
      CliFlag.withDescription(
        "Ask the agents of this point of the run's sweep alone, from 0; all, one after the other, unless given"
      ),
      CliFlag.optional
    ),
    seconds: CliFlag.Finite("seconds").pipe(
      CliFlag.withDescription(
        `When to give up; each agent of a run has so long. ${patience.grid} for rectangular diagrams, else ${patience.words}, unless given`
      ),
      CliFlag.filter(
        (seconds) => seconds > 0,
        (seconds) => `Expected more than 0 seconds, not ${seconds}`
      ),
      CliFlag.optional
    ),
    exchanges: CliFlag.Int("exchanges").pipe(
      CliFlag.withDescription(
        "When the search of rectangular diagrams is to give up, in exchanges that it has tried: the result is then the same on any machine and any number of threads. Without --seconds it takes as long as that takes"
      ),
      CliFlag.filter(
        (exchanges) => exchanges > 0,
        (exchanges) => `Expected more than 0 exchanges, not ${exchanges}`
      ),
      CliFlag.optional
    ),
    threads: Flag.threadsOf(
      1,
      "Threads for walks over rectangular diagrams, where the first walk, a tenth of a second, has not untied it; as many as there are processors unless given"
    ).pipe(CliFlag.optional),
    svg: PictureFile.flag(
      "svg",
      "Draw the moves into a file: rectangular diagrams, or the braid after every move"
    ),
    certificate: OutputFile.flag(
      "certificate",
      "Write the moves as JSON (or, if the name ends with .msgpack, MessagePack), for skein verify"
    ),
    json: Flag.json
  },
  Effect.fnUntraced(function* ({ texts, svg, certificate, json, ...given }) {
    const who: Who = {
      agent: Option.getOrUndefined(given.agent),
      actions: Option.getOrUndefined(given.actions),
      point: Option.getOrUndefined(given.point),
      exchanges: Option.getOrUndefined(given.exchanges),
      threads: Option.getOrUndefined(given.threads)
    }
    const [run, knot] = split(texts)
    const wrong = misuse(run, knot, who)
    if (wrong !== undefined) return yield* Problem.misuse(wrong)
    // Before anything is said of the knot: who names two knots has named no run.
    if (run !== undefined) yield* RunFolder.find(run, given.out)
    const most = isGrid(run, who) ? mostCrossings : mostLetters
    const from = yield* subjectOf(knot, given, most, isGrid(run, who) ? undefined : who.agent)
    yield* PictureFile.check(svg)
    yield* OutputFile.check(certificate)
    yield* OutputFile.checkApart(svg, certificate)
    const { hopeless } = yield* Effect.promise(() => import("./hopeless.ts"))
    const why = hopeless(from)
    if (why !== undefined) return yield* Problem.failed(why)

    const { agent, actions = "complete", point, exchanges, threads = availableParallelism() } = who
    const seconds = Option.getOrUndefined(given.seconds)
    const ask = () => {
      const { words, grid } = patience
      if (run !== undefined) return Ask.run(run, given.out, from, point, seconds ?? words)
      if (agent === undefined || agent === "grid" || !("word" in from)) {
        const unlessGiven = exchanges === undefined ? grid : undefined
        return Ask.grid({ from, seconds: seconds ?? unlessGiven, exchanges, threads })
      }
      const word = Int16Array.from(from.word)
      return Ask.agent({ word, agent, actions, seconds: seconds ?? words })
    }
    yield* show(yield* ask(), { svg, certificate, json })
  })
).pipe(
  Command.withDescription(
    "Search for the moves that untie a knot, a braid word or a planar diagram: count, draw, and prove them"
  ),
  Command.withExamples([
    {
      command: 'skein unknot "-3 -3 2 -3 2 1 1 1 -2 1 -2" --svg moves.svg',
      description: "Morton's unknot, drawn move by move"
    },
    {
      command: "skein unknot 1 2 -1 2 --certificate proof.json && skein verify proof.json",
      description: "A proof, checked"
    },
    {
      command: "skein unknot --pd diagram.json",
      description: "A planar diagram: [[1,4,2,5], ...]"
    },
    {
      command: 'skein unknot "1 2 -1 2" --agent best-first',
      description: "By moves of words, each printed"
    },
    {
      command: 'skein unknot trust-region "1 2 -3 -2 -1 2 -3" --svg moves.svg',
      description: "By the agents that a run has trained"
    },
    {
      command: "skein unknot very-hard --pd diagram.json",
      description: "By those that it has trained on rectangular diagrams"
    }
  ])
)

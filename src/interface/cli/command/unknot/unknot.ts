/** `skein unknot`: the moves that untie one braid word, if they are found. */

import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as CliFlag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Word } from "../../../../domain/braid/word.ts"
import * as BraidArgument from "../../argument/braid.ts"
import * as Flag from "../../argument/flag.ts"
import * as OutputFile from "../../argument/output-file.ts"
import * as Output from "../../terminal/output.ts"
import * as Problem from "../../terminal/problem.ts"
import type * as Agents from "./agents.ts"
import * as Ask from "./ask.ts"

/** Longer words outgrow the tables of a search. */
const mostLetters = 400

/** Who is asked, where no run's agents are. */
interface Who {
  readonly agent: Agents.Name | undefined
  readonly actions: Agents.Request["actions"] | undefined
  readonly point: number | undefined
}

/** The run, if one is named, and the word. */
const split = (
  words: ReadonlyArray<string>
): readonly [run: string | undefined, letters: ReadonlyArray<string>] =>
  words.length > 1 && !BraidArgument.isLetters(words[0]!) ? [words[0]!, words.slice(1)] : [undefined, words]

/** What is wrong with what was asked for, whatever the word. */
const misuse = (run: string | undefined, { agent, actions, point }: Who): string | undefined => {
  if (run !== undefined && (agent !== undefined || actions !== undefined))
    return `Who tries, and with which actions, is the run's to say: ask ${run} or name an agent.`
  if (run === undefined && point !== undefined) return "A point is of a run: name the run before the word."
  if (agent === "guided" && actions === "paper")
    return "The guided search plays --actions complete; the paper's it does not know."
  return undefined
}

/** Why no moves untie a word, where that is known beforehand. */
const hopeless = async (word: Word): Promise<string | undefined> => {
  const [Permutation, Screen] = await Promise.all([
    import("../../../../domain/braid/permutation.ts"),
    import("../../../../domain/invariant/screen.ts")
  ])
  const components = Permutation.components(word)
  if (components > 1) return `It closes to ${components} circles, which no moves make one.`
  return Screen.isKnotted(word) ? "It is knotted, as its determinant proves: no moves untie it." : undefined
}

/** The word, if somebody may be asked to untie it. */
const wordOf = Effect.fnUntraced(function* (letters: ReadonlyArray<string>) {
  const word = yield* BraidArgument.parse(letters)
  return word.length > mostLetters
    ? yield* Problem.misuse(`The word has ${word.length} letters; ${mostLetters} can be untied.`)
    : word
})

/** Whoever says that it is untied: the proof is checked here. */
const prove = Effect.fnUntraced(function* ({ episode }: Agents.Answer) {
  const { check } = yield* Effect.promise(() => import("../../../../domain/braid/checker.ts"))
  const verdict = check(episode.certificate)
  if (!verdict.valid) return yield* Effect.die(new Error(`The moves are no proof: ${verdict.reason}`))
})

export const unknot = Command.make(
  "unknot",
  {
    words: Argument.String("[RUN] WORD").pipe(
      Argument.withDescription(
        'A run, if its trained agents are to try; then letters, i for sigma_i and -i for its inverse: "1 -2 1 -2"; e is the empty word'
      ),
      Argument.variadic({ min: 1 })
    ),
    agent: CliFlag.Literals("agent", ["best-first", "guided", "greedy", "random"]).pipe(
      CliFlag.withDescription(
        "Who tries where no run does: best-first search (unless given), search guided by a rule of thumb, greedy play, the random walk"
      ),
      CliFlag.optional
    ),
    actions: CliFlag.Literals("actions", ["complete", "paper"]).pipe(
      CliFlag.withDescription(
        "The moves there are where no run says so: complete (unless given), or the paper's, which have no stabilisation"
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
      CliFlag.withDescription("When to give up; each agent of a run has so long"),
      CliFlag.filter(
        (seconds) => seconds > 0,
        (seconds) => `Expected more than 0 seconds, not ${seconds}`
      ),
      CliFlag.withDefault(10)
    ),
    svg: OutputFile.flag("svg", "Draw the braid after every move, as SVG into a file"),
    certificate: OutputFile.flag(
      "certificate",
      "Write the elementary moves as JSON (or, if the name ends with .msgpack, MessagePack), for skein verify"
    ),
    json: Flag.json
  },
  Effect.fnUntraced(function* ({ words, seconds, svg, certificate, json, ...given }) {
    const who: Who = {
      agent: Option.getOrUndefined(given.agent),
      actions: Option.getOrUndefined(given.actions),
      point: Option.getOrUndefined(given.point)
    }
    const [run, letters] = split(words)
    const wrong = misuse(run, who)
    if (wrong !== undefined) return yield* Problem.misuse(wrong)
    const word = yield* wordOf(letters)
    yield* OutputFile.check(svg, certificate)
    const why = yield* Effect.promise(() => hopeless(word))
    if (why !== undefined) return yield* Problem.failed(why)

    const { agent = "best-first", actions = "complete", point } = who
    const told =
      run === undefined
        ? yield* Ask.agent({ word, agent, actions, seconds })
        : yield* Ask.run(run, word, point, seconds)
    yield* prove(told.answer)

    const Moves = yield* Effect.promise(() => import("./moves.ts"))
    const { isSolved, certificate: proof } = told.answer.episode
    if (json) yield* Output.printJson(Moves.json(word, told))
    else if (isSolved) yield* Output.print(Moves.table(told.answer))
    if (svg !== undefined) yield* OutputFile.write(svg, Moves.svg(word, told))
    if (!isSolved) return yield* Problem.failed(Moves.failure(told.answer))
    if (certificate !== undefined) yield* OutputFile.writeData(certificate, proof)
  })
).pipe(
  Command.withDescription("Search for the moves that untie a braid word: print, draw, and prove them"),
  Command.withExamples([
    {
      command: 'skein unknot "-3 -3 2 -3 2 1 1 1 -2 1 -2" --svg moves.svg',
      description: "Morton's unknot, drawn move by move"
    },
    {
      command: 'skein unknot trust-region "1 2 -3 -2 -1 2 -3" --svg moves.svg',
      description: "By the agents that a run has trained"
    },
    {
      command: "skein unknot 1 2 -1 2 --certificate proof.json && skein verify proof.json",
      description: "A proof, checked"
    }
  ])
)

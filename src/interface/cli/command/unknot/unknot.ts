/** `skein unknot`: the moves that untie one braid word, if they are found. */

import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as CliFlag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { plural } from "../../../../drawing/text.ts"
import * as BraidArgument from "../../argument/braid.ts"
import * as Flag from "../../argument/flag.ts"
import * as OutputFile from "../../argument/output-file.ts"
import * as Columns from "../../terminal/columns.ts"
import * as Output from "../../terminal/output.ts"
import * as Problem from "../../terminal/problem.ts"
import type { Answer } from "./agents.ts"
import * as Ask from "./ask.ts"

/** Longer words outgrow the tables of a search. */
const mostLetters = 400

/** An action of the game; shifts that follow each other are one. */
interface Line {
  readonly action: string
  readonly word: Int16Array
}

const linesOf = ({ actions, chosen, episode }: Answer): ReadonlyArray<Line> => {
  const lines: Array<Line & { readonly times: number; readonly name: string }> = []
  for (const [k, number] of chosen.entries()) {
    const name = actions.describe(number)
    const word = episode.words[k + 1]!
    const before = lines.at(-1)
    if (name.startsWith("shift") && before?.name === name) {
      const times = before.times + 1
      lines[lines.length - 1] = { action: `${name} x ${times}`, name, times, word }
    } else lines.push({ action: name, name, times: 1, word })
  }
  return lines
}

const load = () =>
  Promise.all([
    import("../../../../domain/braid/word.ts"),
    import("../../../../domain/braid/permutation.ts"),
    import("../../../../domain/braid/checker.ts"),
    import("../../../../domain/invariant/screen.ts"),
    import("../../../../drawing/braid/strip.ts")
  ])

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
    const [run, letters] =
      words.length > 1 && !BraidArgument.isLetters(words[0]!)
        ? [words[0]!, words.slice(1)]
        : [undefined, words]
    const {
      agent: named,
      actions: set,
      point
    } = {
      agent: Option.getOrUndefined(given.agent),
      actions: Option.getOrUndefined(given.actions),
      point: Option.getOrUndefined(given.point)
    }
    if (run !== undefined && (named !== undefined || set !== undefined))
      return yield* Problem.misuse(
        `Who tries, and with which actions, is the run's to say: ask ${run} or name an agent.`
      )
    if (run === undefined && point !== undefined)
      return yield* Problem.misuse("A point is of a run: name the run before the word.")
    const [Word, Permutation, Checker, Screen, Strip] = yield* Effect.promise(load)
    const word = yield* BraidArgument.parse(letters)
    if (word.length > mostLetters)
      return yield* Problem.misuse(`The word has ${word.length} letters; ${mostLetters} can be untied.`)
    if (named === "guided" && set === "paper")
      return yield* Problem.misuse(
        "The guided search plays --actions complete; the paper's it does not know."
      )
    yield* OutputFile.check(svg, certificate)
    const components = Permutation.components(word)
    if (components > 1)
      return yield* Problem.failed(`It closes to ${components} circles, which no moves make one.`)
    if (Screen.isKnotted(word))
      return yield* Problem.failed("It is knotted, as its determinant proves: no moves untie it.")

    const { who, answer, place } =
      run !== undefined
        ? yield* Ask.run(run, word, point, seconds)
        : yield* Ask.agent({ word, agent: named ?? "best-first", actions: set ?? "complete", seconds })
    const { episode, outcome, chosen } = answer
    const lines = linesOf(answer)
    const isSolved = episode.isSolved
    const verdict = Checker.check(episode.certificate)
    if (!verdict.valid) return yield* Effect.die(new Error(`The moves are no proof: ${verdict.reason}`))

    if (json) {
      yield* Output.printJson({
        word: Array.from(word),
        ...place,
        actions: answer.actions.name,
        outcome,
        seconds: answer.seconds,
        moves: chosen.map((number, k) => ({
          action: answer.actions.describe(number),
          word: Array.from(episode.words[k + 1]!)
        })),
        steps: episode.certificate.steps.length
      })
    } else if (isSolved) {
      const cells = lines.map(({ action, word }, k) => [
        String(k + 1),
        action,
        String(word.length),
        Word.print(word)
      ])
      if (lines.length > 0)
        yield* Output.print(
          Columns.align([["", "move", "letters", "word"], ...cells], ["right", "left", "right"])
        )
      yield* Output.print(
        `\nsolved in ${plural(chosen.length, "action")}, ${plural(episode.certificate.steps.length, "elementary move")}\n`
      )
    }
    if (svg !== undefined) {
      const start = { caption: Word.print(word), word, strands: Word.strands(word) }
      const frames = lines.map(({ action, word }, k) => ({
        caption: `${k + 1}. ${action}`,
        word,
        strands: Word.strands(word)
      }))
      yield* OutputFile.write(
        svg,
        `${Strip.strip([start, ...frames], `From ${Word.print(word)} by ${who}`)}\n`
      )
    }
    if (!isSolved) {
      const shortest = episode.words.at(-1)!
      const left = `the shortest word it came to has ${plural(shortest.length, "letter")}: ${Word.print(shortest)}`
      const why =
        outcome === "exhausted"
          ? "it tried all that it knows"
          : `it gave up after ${answer.seconds.toFixed(1)} s`
      return yield* Problem.failed(
        `Not untied: ${why}; ${left}. That says nothing of whether it is knotted; skein knot may.`
      )
    }
    if (certificate !== undefined) yield* OutputFile.writeData(certificate, episode.certificate)
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

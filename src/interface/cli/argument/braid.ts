/** Braid words as arguments of commands. */
import * as Argument from "effect/cli/Argument"
import * as Effect from "effect/Effect"
import * as Problem from "../terminal/problem.ts"

const commands: ReadonlySet<string | undefined> = new Set(["knot", "unknot", "decide"])

/** Flags of these commands that take no value, but would take a letter 1 or 0 behind them for theirs. */
const switches: ReadonlySet<string | undefined> = new Set(["--json", "--fast", "--khovanov", "--closed"])

/** A word may begin with a minus sign, which would make it a flag, or stand behind a switch: it gets a blank before it. */
export const withBraidWords = (args: ReadonlyArray<string>): ReadonlyArray<string> =>
  commands.has(args[0])
    ? args.map((arg, k) =>
        /^-\d[\d\s,+-]*$/.test(arg) || (switches.has(args[k - 1]) && /^\d/.test(arg)) ? ` ${arg}` : arg
      )
    : args

export const letters = Argument.String("WORD").pipe(
  Argument.withDescription('Letters, i for sigma_i and -i for its inverse: "1 -2 1 -2"; e is the empty word'),
  Argument.variadic({ min: 1 })
)

/** The same where something else may be given in their place. */
export const lettersOrElse = Argument.String("WORD").pipe(
  Argument.withDescription('Letters, i for sigma_i and -i for its inverse: "1 -2 1 -2"; e is the empty word'),
  Argument.variadic()
)

/** Whether an argument is letters, or meant to be; else it may name something. */
export const isLetters = (arg: string): boolean => /^\s*(e|[\d\s,+[\]-]*)\s*$/.test(arg)

/** The word that arguments spell. */
export const parse = (args: ReadonlyArray<string>): Effect.Effect<Int16Array, Problem.Stop> =>
  Effect.gen(function* () {
    const Word = yield* Effect.promise(() => import("../../../domain/braid/word.ts"))
    const text = args.join(" ")
    if (text.trim() === "")
      return yield* Problem.misuse("There is no letter in this word; write e for the empty one.")
    return yield* Effect.try({
      try: () => Word.parse(text),
      catch: (cause) => Problem.misuse((cause as Error).message)
    })
  })

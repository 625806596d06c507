/** Braid words as arguments of commands, and what of them would be taken for flags. */
import * as Effect from "effect/Effect"
import * as Problem from "../terminal/problem.ts"

const commands: ReadonlySet<string | undefined> = new Set(["knot", "unknot", "decide"])

/** Flags of these commands that take no value, but would take a text behind them for theirs if it is one of these words. */
const switches = /^--(?:no-)?(?:json|fast|khovanov|closed|numbered|braid|pd|dt|gauss|grid|name)$/
const valueOfSwitch = /^(?:true|false|yes|no|on|off|[01yn])$/i

/** Flags of these commands whose value is a number: what stands behind them is no letter. */
const counts = /^--(?:strands|threads|point|exchanges|seconds)$/

/** A word may begin with a minus sign, which would make it a flag, or stand behind a switch: it gets a blank before it. */
export const withBraidWords = (args: ReadonlyArray<string>): ReadonlyArray<string> =>
  commands.has(args[0])
    ? args.map((arg, k) =>
        (!counts.test(args[k - 1] ?? "") && /^-\d[\d\s,+\])}-]*$/.test(arg)) ||
        (switches.test(args[k - 1] ?? "") && valueOfSwitch.test(arg))
          ? ` ${arg}`
          : arg
      )
    : args

/** Whether an argument is letters, or meant to be; else it may name something. */
export const isLetters = (arg: string): boolean => /^\s*(e|\d+:|[\d\s,+[\]-]*)\s*$/.test(arg)

/** One letter of a word, or number of a code, with what may stand around it where a shell has cut a text at its blanks. */
const isPart = (arg: string): boolean =>
  /^[[({]*(?:[+-]?\d+|[sS]\d+(?:\^-?\d+)?)[\])}]*[,:]?$/.test(arg.trim())

/** The one text that arguments are: letters that stand alone make one word, but two words are two knots. */
export const joined = (args: ReadonlyArray<string>): Effect.Effect<string, Problem.Stop> => {
  if (args.length < 2 || args.every(isPart)) return Effect.succeed(args.join(" "))
  const [first, second] = args
  return Effect.fail(
    Problem.misuse(
      `"${first!.trim()}" and "${second!.trim()}" are two things, not one: give one of them, or put quotes round what is one.`
    )
  )
}

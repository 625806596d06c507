/** `skein game`: "Knot or not?" as a page to play, and as a sheet to print. */
import * as Command from "effect/cli/Command"
import * as CliFlag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import { listed, plural } from "../../../../drawing/text.ts"
import * as Flag from "../../argument/flag.ts"
import * as OutputFile from "../../argument/output-file.ts"
import * as PictureFile from "../../argument/picture-file.ts"
import * as Output from "../../terminal/output.ts"
import * as Problem from "../../terminal/problem.ts"
import type { Generator } from "./made.ts"

/** Diagrams of one page: a megabyte or two, and a minute. */
const most = 400

const load = () =>
  Promise.all([import("./made.ts"), import("../../../game/page.ts"), import("../../../game/sheet.ts")])

/** `5,10,25`: the numbers, ascending, or a sentence. */
const numbersOf = (text: string): ReadonlyArray<number> | string => {
  const parts = text.split(",").map((part) => part.trim())
  const wrong = parts.find((part) => !/^\d{1,6}$/.test(part))
  if (wrong !== undefined)
    return `--crossings takes whole numbers with commas between them, such as 5,10,25; ${JSON.stringify(wrong)} is none.`
  return [...new Set(parts.map(Number))].sort((a, b) => a - b)
}

/** The talk's; RANDOMKNOT has no unknot of five letters. */
const usual: Readonly<Record<Generator, string>> = {
  grid: "5,10,25,30",
  same: "6,10,25,30",
  paper: "5,10,25,30"
}

const page = "knot-or-not.html"

export const game = Command.make(
  "game",
  {
    crossings: Flag.text(
      "crossings",
      "N[,N…]",
      "Crossings of the diagrams; 5,10,25,30 unless given, 6 in place of 5 for the generator same"
    ),
    count: CliFlag.Int("count").pipe(
      CliFlag.withMetavar("N"),
      CliFlag.withDescription("Diagrams of each number of crossings; 12 unless given"),
      CliFlag.filter(
        (n) => n >= 1 && n <= most,
        (n) => `Expected 1 to ${most} diagrams, not ${n}`
      ),
      CliFlag.withDefault(12)
    ),
    seed: CliFlag.Int("seed").pipe(
      CliFlag.withMetavar("N"),
      CliFlag.withDescription("The same seed makes the same page"),
      CliFlag.filter(
        (n) => n >= 0 && n < 2 ** 32,
        (n) => `Expected a seed from 0 to ${2 ** 32 - 1}, not ${n}`
      ),
      CliFlag.withDefault(20101626)
    ),
    generator: CliFlag.Literals("generator", ["grid", "same", "paper"]).pipe(
      CliFlag.withDescription(
        "Where they come from, grid unless given: grid, random rectangular diagrams; same, closed braids by RANDOMKNOT; paper, knots by RANDOMKNOT and unknots by RANDOMUNKNOT, which counting strands tells apart"
      ),
      CliFlag.withDefault("grid" as Generator)
    ),
    output: Flag.text("output", "FILE", `The page; ${page} unless given, or none where --sheet is`).pipe(
      CliFlag.withAlias("o")
    ),
    sheet: PictureFile.flag("sheet", "A sheet to print, solutions at its foot")
  },
  Effect.fnUntraced(function* ({ crossings, count, seed, generator, output, sheet }) {
    const numbers = numbersOf(crossings ?? usual[generator])
    if (typeof numbers === "string") return yield* Problem.misuse(numbers)
    const [Made, Page, Sheet] = yield* Effect.promise(load)
    const fault = numbers.map((each) => Made.fault(generator, each)).find((each) => each !== undefined)
    if (fault !== undefined) return yield* Problem.misuse(fault)
    if (numbers.length * count > most)
      return yield* Problem.misuse(
        `${count} diagrams of each of ${plural(numbers.length, "number")} of crossings are ${numbers.length * count}, and a page holds ${most}: ask for a --count of ${Math.floor(most / numbers.length)} or less.`
      )
    const file = output ?? (sheet === undefined ? page : undefined)
    yield* OutputFile.check(file)
    yield* PictureFile.check(sheet)
    yield* OutputFile.checkApart(file, sheet)
    const riddles = yield* Effect.try({
      try: () => Made.riddles(generator, numbers, count, seed),
      catch: (cause) => Problem.misuse((cause as Error).message)
    })
    const what = `${plural(numbers.length * count, "diagram")} with ${listed(numbers.map(String))} crossings, each ${Made.kinds} by the toss of a coin`
    if (file !== undefined) {
      const command = `skein game --crossings ${numbers.join(",")} --count ${count} --seed ${seed} --generator ${generator}`
      yield* OutputFile.write(file, Page.page(Made.game(generator, riddles, command)))
      yield* Output.say(`${what}: open ${file} in a browser.`)
    }
    if (sheet !== undefined)
      yield* PictureFile.write(
        sheet,
        Sheet.svg(Made.entries(riddles), Made.origins[generator]),
        "Knot or not?"
      )
  })
).pipe(
  Command.withShortDescription(
    "“Knot or not?”: diagrams to judge by eye, as a page to play or a sheet to print"
  ),
  Command.withDescription(
    "“Knot or not?”: diagrams to judge by eye, as a page to play, with a score, or a sheet to print. Knots and unknots come by the toss of a coin, so that they cannot be counted; every answer is proven"
  )
)

/** `--width 85mm --font-size 8`: figures for the column of a journal. */
import * as CliFlag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Look from "../../chart/look.ts"
import * as Problem from "../terminal/problem.ts"

/** CSS pixels of each unit, of 1/96 inch. */
const units = { mm: 96 / 25.4, cm: 96 / 2.54, in: 96, pt: 96 / 72, px: 1 } as const

/** In CSS pixels: 4 cm to 53 cm. */
const widths = { least: 150, most: 2000 }

/** In points, as journals ask. */
const sizes = { least: 4, most: 24 }

export const flags = {
  width: CliFlag.String("width").pipe(
    CliFlag.withMetavar("LENGTH"),
    CliFlag.withDescription(
      "Of the figures' files, in mm, cm, in, pt or px: 85mm; charts are laid out for it"
    ),
    CliFlag.optional
  ),
  fontSize: CliFlag.String("font-size").pipe(
    CliFlag.withMetavar("POINTS"),
    CliFlag.withDescription("Of the letters of the charts, in points: 8"),
    CliFlag.optional
  )
}

const refused = (why: string) => Effect.fail(Problem.misuse(why))

const widthOf = (text: string): Effect.Effect<number, Problem.Stop> => {
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s*(mm|cm|in|pt|px)$/.exec(text.trim().toLowerCase()) ?? []
  if (number === undefined)
    return refused(
      `A width is a number with its unit, mm, cm, in, pt or px, such as 85mm, and not "${text}".`
    )
  const width = Number(number) * units[unit as keyof typeof units]
  return width >= widths.least && width <= widths.most
    ? Effect.succeed(width)
    : refused(`Figures are 4 cm to 53 cm wide, and not ${text}.`)
}

const sizeOf = (text: string): Effect.Effect<number, Problem.Stop> => {
  const [, number] = /^(\d+(?:\.\d+)?)\s*(?:pt)?$/.exec(text.trim().toLowerCase()) ?? []
  const size = Number(number)
  return size >= sizes.least && size <= sizes.most
    ? Effect.succeed(size * units.pt)
    : refused(
        `Letters have ${sizes.least} to ${sizes.most} points, and a size is a number of them, such as 8, and not "${text}".`
      )
}

/** Undefined where neither is asked for. */
export const of = (
  width: Option.Option<string>,
  fontSize: Option.Option<string>
): Effect.Effect<Look.Look | undefined, Problem.Stop> =>
  Effect.gen(function* () {
    if (Option.isNone(width) && Option.isNone(fontSize)) return undefined
    return {
      width: Option.isNone(width) ? Look.usual.width : yield* widthOf(width.value),
      fontSize: Option.isNone(fontSize) ? Look.usual.fontSize : yield* sizeOf(fontSize.value)
    }
  })

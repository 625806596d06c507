/** `--format svg,pdf,png`: what figures are written as. */
import * as CliFlag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import { listed } from "../../../drawing/text.ts"
import { suggestion } from "../../../engine/config/nearest.ts"
import * as Problem from "../terminal/problem.ts"

export const flag = (description: string) =>
  CliFlag.String("format").pipe(
    CliFlag.withMetavar("FORMAT[,FORMAT…]"),
    CliFlag.withDescription(description),
    CliFlag.optional
  )

/** Each once, in the order of those that there are. */
export const of = Effect.fnUntraced(function* (text: string) {
  const { formats: known } = yield* Effect.promise(() => import("../../report/files.ts"))
  const asked = text.split(",").map((name) => name.trim().toLowerCase())
  const stranger = asked.find((name) => !known.some((each) => each === name))
  if (stranger === undefined) return known.filter((each) => asked.includes(each))
  return yield* Problem.misuse(
    `Figures are written as ${listed(known)}, and not as "${stranger}".${suggestion(stranger, known)}`
  )
})

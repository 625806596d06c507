/** Names of simulations, as people type them. */
import * as Effect from "effect/Effect"
import { suggestion } from "../../../engine/config/nearest.ts"
import * as Program from "../../../engine/program.ts"
import * as Discover from "../../../simulation/discover.ts"
import * as Problem from "../terminal/problem.ts"

/** Fails with the nearest name where there is no such simulation. */
export const require = Effect.fnUntraced(function* (name: string) {
  const names = yield* Effect.promise(Discover.names)
  if (names.includes(name)) return
  yield* Problem.misuse(
    `There is no simulation "${name}".${suggestion(name, names)} See ${Program.command("list")}.`
  )
})

/** `skein new`: a simulation of one's own, to begin with. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Program from "../../../engine/program.ts"
import * as Discover from "../../../simulation/discover.ts"
import * as Scaffold from "../../scaffold.ts"
import * as Output from "../terminal/output.ts"
import * as Problem from "../terminal/problem.ts"

export const makeNew = Command.make(
  "new",
  {
    name: Argument.String("NAME").pipe(Argument.withDescription("Small letters and digits"))
  },
  Effect.fnUntraced(function* ({ name }) {
    const names = yield* Effect.promise(Discover.names)
    if (names.includes(name)) return yield* Problem.misuse(`There is a simulation "${name}" already.`)
    const files = yield* Effect.try({
      try: () => Scaffold.write(".", name, "project"),
      catch: (cause) => Problem.misuse((cause as Error).message)
    })
    yield* Output.print(files.map((file) => `${file}\n`).join(""))
    yield* Output.say(
      `Random walks, for you to change. ${Program.command("check", name)} tests it; ${Program.command("run", `${name}.yaml`)} runs its study.`
    )
  })
).pipe(Command.withDescription("Make a simulation of your own below simulations/, with a study and tests"))

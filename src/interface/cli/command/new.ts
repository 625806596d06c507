/** `skein new`: a simulation of one's own, to begin with. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Program from "../../../engine/program.ts"
import * as Discover from "../../../simulation/discover.ts"
import * as Scaffold from "../../scaffold.ts"
import * as Output from "../terminal/output.ts"
import * as Problem from "../terminal/problem.ts"

/** What is left to do before it works, or belongs. */
const left: Readonly<Record<Scaffold.Home, (folder: string) => string | undefined>> = {
  repository: () => "Then: npm run schemas, and its line in README.md.",
  project: (folder) =>
    Scaffold.hasPackage(folder)
      ? undefined
      : "It needs the package skein, which is not installed here; docs/library.md says how."
}

export const makeNew = Command.make(
  "new",
  {
    name: Argument.String("NAME").pipe(Argument.withDescription("Small letters and digits"))
  },
  Effect.fnUntraced(function* ({ name }) {
    const names = yield* Effect.promise(Discover.names)
    if (names.includes(name)) return yield* Problem.misuse(`There is a simulation "${name}" already.`)
    const home = Scaffold.homeOf(process.cwd())
    const files = yield* Effect.try({
      try: () => Scaffold.write(".", name, home),
      catch: (cause) => Problem.misuse((cause as Error).message)
    })
    yield* Output.printLines(...files)
    const study = files.find((file) => file.endsWith(".yaml"))!
    yield* Output.say(
      `Random walks, for you to change. ${Program.command("check", name)} tests it; ${Program.command("run", study)} runs its study.`
    )
    const rest = left[home](process.cwd())
    if (rest !== undefined) yield* Output.say(rest)
  })
).pipe(Command.withDescription("Make a simulation of your own, here, with a study and tests"))

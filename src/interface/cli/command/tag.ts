/** `skein tag`: words that a run is found by. */
import * as Command from "effect/cli/Command"
import * as CliFlag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import { suggestion } from "../../../engine/config/nearest.ts"
import * as Exclusive from "../../../engine/journal/exclusive.ts"
import * as Manifest from "../../../engine/manifest.ts"
import * as Location from "../../run/location.ts"
import * as Flag from "../argument/flag.ts"
import * as RunFolder from "../argument/run-folder.ts"
import * as Output from "../terminal/output.ts"
import * as Problem from "../terminal/problem.ts"

const read = (directory: string): Effect.Effect<Manifest.Manifest, Problem.Stop> =>
  Effect.gen(function* () {
    const found = yield* RunFolder.attempt(directory, async () => Manifest.read(directory))
    return (
      found ?? (yield* Problem.misuse(`${Location.shown(directory)} has no manifest.json, which keeps tags.`))
    )
  })

export const tag = Command.make(
  "tag",
  {
    run: Flag.run,
    out: Flag.out,
    add: Flag.tags("add", "A tag to add; may be repeated"),
    remove: CliFlag.String("remove").pipe(
      CliFlag.withMetavar("TAG"),
      CliFlag.withDescription("A tag to take away; may be repeated"),
      CliFlag.atLeast(0)
    )
  },
  Effect.fnUntraced(function* ({ run, out, add, remove }) {
    const directory = yield* RunFolder.find(run, out)
    const change = Effect.gen(function* () {
      // A process that works on the run writes the manifest when it ends.
      yield* Exclusive.lock(directory)
      const manifest = yield* read(directory)
      const before = manifest.tags ?? []
      for (const name of remove)
        if (!before.includes(name))
          return yield* Problem.misuse(
            `${Location.shown(directory)} has no tag "${name}".${suggestion(name, before)}`
          )
      const tags = Manifest.withTags(
        before.filter((name) => !remove.includes(name)),
        add
      )
      yield* RunFolder.attempt(directory, async () => Manifest.write(directory, { ...manifest, tags }))
      return tags
    })
    const isChange = add.length + remove.length > 0
    const tags = isChange ? yield* Effect.scoped(change) : ((yield* read(directory)).tags ?? [])
    yield* tags.length === 0
      ? Output.say(`${Location.called(directory)} has no tags`)
      : Output.printLines(...tags)
  })
).pipe(
  Command.withDescription("Show the tags of a run, add some or take some away"),
  Command.withExamples([
    { command: "skein tag deviation --add paper --remove draft", description: "No draft any more" }
  ])
)

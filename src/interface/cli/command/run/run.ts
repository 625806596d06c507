/** `skein run` and `skein resume`: from a study, or from where a run is, to its end. */
import { basename, extname } from "node:path"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Location from "../../../run/location.ts"
import * as Flag from "../../argument/flag.ts"
import * as Fleet from "../../argument/fleet.ts"
import * as RunFolder from "../../argument/run-folder.ts"
import * as Problem from "../../terminal/problem.ts"

const executing = {
  threads: Flag.threadsIfGiven,
  fleet: Fleet.fleet,
  ...Fleet.secrets,
  lease: Fleet.lease,
  backend: Flag.backend,
  acceptVersion: Flag.acceptVersion,
  acceptMachine: Flag.acceptMachine,
  strict: Flag.strict,
  noReuse: Flag.noReuse,
  tags: Flag.tags("tag", "A word that skein runs finds the run by; may be repeated"),
  json: Flag.json
}

export const run = Command.make(
  "run",
  {
    file: Flag.study,
    set: Flag.set,
    out: Flag.out,
    name: Flag.name,
    replace: Flag.replace,
    ...executing
  },
  Effect.fnUntraced(function* ({ file, set, out, name, ...flags }) {
    const [Study, Execution] = yield* Effect.promise(() =>
      Promise.all([import("../../argument/study.ts"), import("./execution.ts")])
    )
    const own =
      Option.isNone(name) && out === Location.defaultFolder ? yield* RunFolder.ofStudyFile(file) : undefined
    const studies = yield* Study.load(file, set, out)
    if (Option.isSome(name) && studies.length > 1) {
      return yield* Problem.misuse(`${file} has ${studies.length} studies; --name is for a file with one.`)
    }
    const jobs = yield* Effect.forEach(studies, ({ study, simulation }) => {
      const called = Option.getOrElse(name, () => study.name)
      const folder = own === undefined ? RunFolder.ofName(out, called) : Effect.succeed(own)
      return Effect.map(folder, (directory) => ({ simulation, study, directory, source: { file, set, out } }))
    })
    yield* Execution.all(jobs, flags, basename(file, extname(file)))
  })
).pipe(
  Command.withDescription("Run a study; a run that is there already continues"),
  Command.withExamples([
    { command: "skein run configs/quickstart.yaml", description: "Run a study" },
    {
      command: "skein run study.yaml --set nets=1000 --set width=2,5,10 --name try",
      description: "With another value of one parameter and a sweep over another, as a run of its own"
    }
  ])
)

export const resume = Command.make(
  "resume",
  { run: Flag.run, out: Flag.out, replace: Flag.replace, ...executing },
  Effect.fnUntraced(function* ({ run, out, ...flags }) {
    const [Resumed, Execution] = yield* Effect.promise(() =>
      Promise.all([import("./resumed.ts"), import("./execution.ts")])
    )
    const directory = yield* RunFolder.findWhere(run, out, Resumed.isRun)
    yield* Execution.all([yield* Resumed.of(directory)], flags)
  })
).pipe(Command.withDescription("Continue a run that was interrupted, crashed or killed"))

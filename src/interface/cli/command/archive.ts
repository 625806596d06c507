/** `skein archive`: a run as a zip file, ready to be published. */
import { basename, join, resolve } from "node:path"
import * as Command from "effect/cli/Command"
import * as CliFlag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Location from "../../run/location.ts"
import * as Flag from "../argument/flag.ts"
import * as OutputFile from "../argument/output-file.ts"
import * as Publication from "../argument/publication.ts"
import * as RunFolder from "../argument/run-folder.ts"
import * as Output from "../terminal/output.ts"

export const archive = Command.make(
  "archive",
  {
    run: Flag.run,
    out: Flag.out,
    output: CliFlag.String("output").pipe(
      CliFlag.withAlias("o"),
      CliFlag.withMetavar("FILE"),
      CliFlag.withDescription("Where it goes; without it, into the run's folder, by the run's name"),
      CliFlag.optional
    ),
    ...Publication.flags
  },
  Effect.fnUntraced(function* ({ run, out, output, ...given }) {
    const directory = yield* RunFolder.find(run, out)
    const own = join(directory, `${basename(resolve(directory))}.zip`)
    const file = Option.getOrElse(output, () => own)
    yield* Option.isSome(output) ? OutputFile.check(file) : OutputFile.checkOwn(own)
    const [Archive, Sink, Subject] = yield* Effect.promise(() =>
      Promise.all([
        import("../../archive/archive.ts"),
        import("../../export/sink.ts"),
        import("../../report/subject.ts")
      ])
    )
    const publication = yield* Publication.of(given)
    const notes = yield* RunFolder.attempt(directory, () =>
      Subject.withSubject(directory, async (subject) => {
        const packed = await Archive.of(subject, publication)
        await (Option.isSome(output) ? Sink.toFile(packed, file) : Sink.toOwnFile(packed, own))
        const { points, pointsFinished, problems, missed } = subject
        return [
          ...problems,
          ...(pointsFinished < points
            ? [`the run is not complete: ${pointsFinished} of ${points} points are finished`]
            : []),
          ...(missed === undefined ? [] : [missed.heading])
        ]
      })
    )
    for (const note of notes) yield* Output.say(note)
    yield* Publication.missing(publication)
    yield* Output.printLines(Location.shown(file))
  })
).pipe(
  Command.withDescription(
    "Pack a run for a repository as Zenodo: tables, figures, study, manifest, citation, RO-Crate metadata"
  ),
  Command.withExamples([
    {
      command: 'skein archive deviation --author "Ada Lovelace" --license CC-BY-4.0',
      description: "With who made it and what others may do with it"
    }
  ])
)

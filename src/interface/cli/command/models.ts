/** `skein models`: what the trainings of a run have learnt, as files for other programs. */
import { mkdirSync } from "node:fs"
import { join } from "node:path"
import * as Command from "effect/cli/Command"
import * as CliFlag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { plural } from "../../../drawing/text.ts"
import type * as Reader from "../../../engine/journal/reader.ts"
import * as OwnFile from "../../../engine/own-file.ts"
import { brief } from "../../../engine/study.ts"
import type { TrainingKernel } from "../../../simulation/contract.ts"
import * as Folder from "../../run/folder.ts"
import * as Location from "../../run/location.ts"
import * as Trained from "../../run/trained.ts"
import * as Flag from "../argument/flag.ts"
import * as RunFolder from "../argument/run-folder.ts"
import * as Output from "../terminal/output.ts"
import * as Problem from "../terminal/problem.ts"

interface Written {
  readonly file: string
  /** What the sweep says of its point. */
  readonly swept: Reader.StoredPoint["swept"]
  readonly repeat: number
  /** The share of the whole training at which a search stopped it; null where none did. */
  readonly stoppedAt: number | null
}

interface Files {
  readonly written: ReadonlyArray<Written>
  /** Trainings that a search stopped, and that nobody asked for. */
  readonly left: number
}

type Artefacts = NonNullable<TrainingKernel<unknown, unknown, unknown, unknown>["artefacts"]>

/** One folder a training, named by its place in the plan and its repeat. A training that goes on has its last checkpoint. */
const writeAll = async (
  reader: Reader.Reader,
  artefacts: Artefacts,
  folder: string,
  makeFolder: () => void,
  isAll: boolean
): Promise<Files> => {
  const written: Array<Written> = []
  let left = 0
  for await (const { point, repeat, swept, config, state, stoppedAt } of Trained.all(reader)) {
    if (stoppedAt !== null && !isAll) {
      left++
      continue
    }
    for (const artefact of await artefacts(config, state)) {
      makeFolder()
      const own = join(folder, `${point}.${repeat}`)
      OwnFile.makeFolder(own)
      const file = join(own, artefact.name)
      OwnFile.write(file, artefact.bytes)
      written.push({ file: Location.shown(file), swept, repeat, stoppedAt })
    }
  }
  return { written, left }
}

const line = ({ file, swept, repeat, stoppedAt }: Written): string => {
  const values = Object.entries(swept).map(([name, value]) => `${name} ${JSON.stringify(brief(value))}`)
  const stopped = stoppedAt === null ? [] : [`stopped at ${Number(stoppedAt.toPrecision(3))} of its training`]
  return `${file}: ${[...values, `repeat ${repeat}`, ...stopped].join(", ")}`
}

export const models = Command.make(
  "models",
  {
    run: Flag.run,
    out: Flag.out,
    output: CliFlag.String("output").pipe(
      CliFlag.withAlias("o"),
      CliFlag.withMetavar("DIR"),
      CliFlag.withDescription("The folder to write to; models/ in the run's folder unless given"),
      CliFlag.optional
    ),
    all: CliFlag.Boolean("all").pipe(
      CliFlag.withDescription("Those too that a search stopped on the way, as they were then"),
      CliFlag.withDefault(false)
    ),
    json: Flag.json
  },
  Effect.fnUntraced(function* ({ run, out, output, all, json }) {
    const directory = yield* RunFolder.find(run, out)
    const own = OwnFile.path(directory, "models")
    const folder = Option.getOrElse(output, () => own)
    // One that somebody has named may be a link.
    const makeFolder = (): void =>
      Option.isSome(output) ? void mkdirSync(folder, { recursive: true }) : OwnFile.makeFolder(own)
    const found = yield* Effect.tryPromise({
      try: () =>
        Folder.reading(directory, async (reader) => {
          const artefacts = await Trained.artefacts(reader)
          return artefacts === undefined ? undefined : writeAll(reader, artefacts, folder, makeFolder, all)
        }),
      catch: (cause) => Problem.failedBy(`The models could not be written to ${folder}`, cause)
    })
    if (found === undefined) return yield* Problem.misuse(`The simulation of ${run} trains no model.`)
    const { written, left } = found
    if (left > 0)
      yield* Output.say(
        `${plural(left, "training")} that the search stopped ${left === 1 ? "has" : "have"} no file: --all writes them, too`
      )
    if (written.length === 0) return yield* Problem.failed(`No training of ${run} has come to a model yet.`)
    if (json) return yield* Output.printJson(written)
    yield* Output.printLines(...written.map(line))
  })
).pipe(Command.withDescription("Write the trained models of a run as files, ONNX for any runtime of it"))

/** `skein reproduce`: the studies of the talk's slides, and the talk beside what came out. */
import { join, relative, sep } from "node:path"
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as CliFlag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { listed, plural } from "../../../../drawing/text.ts"
import * as OwnFile from "../../../../engine/own-file.ts"
import type { Slide } from "../../../../talk/slide.ts"
import type { Size } from "../../../../talk/source.ts"
import type { Publication } from "../../../archive/citation-file.ts"
import * as Location from "../../../run/location.ts"
import * as Duration from "../../../text/duration.ts"
import * as Flag from "../../argument/flag.ts"
import * as Fleet from "../../argument/fleet.ts"
import * as OutputFile from "../../argument/output-file.ts"
import * as Publications from "../../argument/publication.ts"
import * as RunFolder from "../../argument/run-folder.ts"
import * as Output from "../../terminal/output.ts"
import * as Problem from "../../terminal/problem.ts"
import type { Failed } from "./runs.ts"

const switched = (name: string, description: string) =>
  CliFlag.Boolean(name).pipe(CliFlag.withDescription(description), CliFlag.withDefault(false))

const flags = {
  options: Argument.String("OPTION").pipe(
    Argument.withDescription("Behind --, with --slurm: options of sbatch, such as -- --partition=long"),
    Argument.atLeast(0)
  ),
  small: switched("small", "Smaller studies of the same kind: ten minutes on two cores in all"),
  only: Flag.text("only", "SLIDE[,SLIDE…]", "These slides alone, with commas between"),
  out: Flag.text(
    "out",
    "DIR",
    "The folder of the runs and the document; runs/talk unless given, with --small runs/talk-small"
  ),
  plan: switched("plan", "Say what there is to compute, and how long it takes; and compute nothing"),
  document: switched("document", "Write the document from the runs that are there; and compute nothing"),
  archive: OutputFile.flag(
    "archive",
    "Pack the document and all its files as a zip file for a repository as Zenodo, with RO-Crate metadata"
  ),
  ...Publications.flags,
  slurm: switched("slurm", "Submit the studies to Slurm, and a job behind them that writes the document"),
  dryRun: switched("dry-run", "With --slurm: print the scripts, and write and submit nothing"),
  threads: Flag.threadsIfGiven,
  fleet: Fleet.fleet,
  ...Fleet.secrets,
  lease: Fleet.lease,
  backend: Flag.backend,
  replace: Flag.replace,
  json: Flag.json
}

/** Of the runs, where none is named. */
const folders: Readonly<Record<Size, string>> = {
  full: join(Location.defaultFolder, "talk"),
  small: join(Location.defaultFolder, "talk-small")
}

/** What a reproduction is of, and where. */
interface Asked {
  readonly slides: ReadonlyArray<Slide>
  readonly size: Size
  readonly folder: string
  /** Where the document goes packed, too. */
  readonly archive?: { readonly file: string; readonly publication: Publication } | undefined
}

/** What came out so far, as a document and on the terminal. */
const concluded = Effect.fnUntraced(function* (asked: Asked, failed: ReadonlyArray<Failed>, json: boolean) {
  const [Judge, Document, Archive, Screen] = yield* Effect.promise(() =>
    Promise.all([
      import("../../../reproduction/runs/judge.ts"),
      import("../../../reproduction/document.ts"),
      import("../../../reproduction/archive.ts"),
      import("./screen.ts")
    ])
  )
  const { judged, problems } = yield* Judge.of(asked)
  const { archive, folder } = asked
  const whole = yield* RunFolder.attempt(folder, () => Document.write(judged, folder))
  if (archive !== undefined)
    yield* RunFolder.attempt(archive.file, () =>
      Archive.write(whole, folder, archive.publication, archive.file)
    )
  const written = { page: whole.page, ...(archive && { archive: archive.file }) }
  if (json) yield* Output.printJson({ ...written, failed, slides: judged })
  else yield* Output.print(Screen.verdicts(judged, asked.size, 80))
  yield* Output.say("", ...problems, ...failed.map(({ study, why }) => `${study} failed: ${why}`))
  yield* Output.say(Screen.counts(judged), `the document: ${Location.shown(written.page)}`)
  if (archive !== undefined) {
    yield* Output.say(`packed: ${Location.shown(archive.file)}`)
    yield* Publications.missing(archive.publication)
  }
})

/** The worst of them, unless one was interrupted: then the same command goes on. */
const statusOf = (failed: ReadonlyArray<Failed>): number => {
  const found = failed.map(({ status }) => status)
  return found.includes(Problem.status.interrupted) ? Problem.status.interrupted : Math.min(...found)
}

type Given = Command.Command.Config.Infer<typeof flags>

/** Which document it is. */
const wordsOf = ({ small, only }: Pick<Given, "small" | "only">): ReadonlyArray<string> => [
  ...(small ? ["--small"] : []),
  ...(only === undefined ? [] : ["--only", only])
]

/** Why the flags do not go together; undefined where they do. */
const fault = (given: Given): string | undefined => {
  const { plan, document, slurm, dryRun, options, fleet, threads, archive, authors, license } = given
  const ways = Object.entries({ plan, document, slurm }).filter(([, given]) => given)
  if (ways.length > 1)
    return `one of ${listed(ways.map(([name]) => `--${name}`))} at a time: each is another way to go about it`
  if (archive !== undefined && (plan || slurm))
    return `--archive is of a document, and --${plan ? "plan" : "slurm"} writes none: --document --archive ${archive}, later`
  if (archive === undefined && (authors.length > 0 || Option.isSome(license)))
    return "--author and --license are for what is published: --archive FILE"
  if (!slurm && dryRun) return "--dry-run is for --slurm; --plan says what there is to compute"
  if (!slurm && options.length > 0)
    return `${JSON.stringify(options[0])} is for sbatch, and nothing is submitted without --slurm; slides are named with --only`
  if (slurm && (Option.isSome(fleet) || Option.isSome(threads)))
    return "jobs of Slurm have threads of their own: ask for them behind --, as in -- --cpus-per-task=8"
  return undefined
}

/** Whether a file is one that the document consists of, whatever links lead there. */
const isOfDocument = (file: string, folder: string): boolean => {
  const path = relative(OutputFile.real(folder), OutputFile.real(file))
  return ["reproduction.html", "reproduction.pdf"].includes(path) || path.startsWith(`reproduction${sep}`)
}

const modules = () =>
  Promise.all([
    import("../../../reproduction/runs/slides.ts"),
    import("../../../reproduction/runs/studies.ts"),
    import("../../../reproduction/runs/plan.ts"),
    import("../../../reproduction/runs/whole.ts"),
    import("../../../../accelerator/open.ts"),
    import("../../../../engine/run.ts"),
    import("./screen.ts"),
    import("./runs.ts")
  ])

const reproduced = Effect.fnUntraced(function* (talk: ReadonlyArray<Slide>, given: Given) {
  const { small, only, out, plan, document, slurm, dryRun, options, replace, json, ...others } = given
  const { archive: file, authors, license, ...executing } = others
  const against = fault(given)
  if (against !== undefined) return yield* Problem.misuse(`${against}.`)
  const [Slides, Studies, Plan, Whole, Accelerator, Run, Screen, Runs] = yield* Effect.promise(modules)
  const size: Size = small ? "small" : "full"
  const folder = out ?? folders[size]
  const slides = Slides.named(talk, only)
  if ("fault" in slides) return yield* Problem.misuse(slides.fault)
  yield* OutputFile.check(file)
  if (file !== undefined && isOfDocument(file, folder))
    return yield* Problem.misuse(`${file} is part of the document that is packed: name another file.`)
  // What is no folder is told before anything is computed; one that is not there is made with its first run.
  if (OwnFile.exists(folder)) yield* RunFolder.attempt(folder, async () => Run.makeFolder(folder))
  const publication = yield* Publications.of({ authors, license })
  const asked: Asked = {
    slides,
    size,
    folder,
    archive: file === undefined ? undefined : { file, publication }
  }
  if (document) return yield* concluded(asked, [], json)

  const studies = Plan.ordered(yield* Studies.load(Studies.sourcesOf(slides), size))
  const left = studies.filter((talk) => !Whole.isWhole(Whole.glance(Studies.directoryOf(folder, talk), talk)))
  const named = executing.backend === "auto" ? undefined : executing.backend
  if (slurm) {
    const { submit } = yield* Effect.promise(() => import("./cluster.ts"))
    const words = wordsOf(given)
    return yield* submit({ studies: left, folder, words, backend: named, options, dryRun, json })
  }
  const threads = Option.getOrElse(executing.threads, () => Flag.processors)
  const backend = named ?? (yield* Effect.promise(Accelerator.best))
  const planned = yield* Plan.of(studies, folder, threads, backend)
  if ("refusal" in planned) return yield* Problem.misuse(planned.refusal)
  const sum = Plan.sum(planned)
  if (plan && json) return yield* Output.printJson(Screen.planData(planned, sum, threads))
  if (plan) return yield* Output.print(Screen.plan(planned, sum))
  if (left.length > 0) {
    const time = Option.isSome(executing.fleet)
      ? `${Duration.format(sum.seconds)} of work for one thread`
      : `${Duration.format(sum.secondsOnThreads)} on ${plural(threads, "thread")}`
    yield* Output.say(
      `${left.length} of ${studies.length} studies, ${plural(sum.tasks, "task")}: about ${time}`
    )
  }
  const running = { ...executing, replace, json, strict: false, noReuse: false, tags: [] }
  const { failed, isInterrupted } =
    left.length === 0
      ? { failed: [], isInterrupted: false }
      : yield* Runs.all(left, folder, { ...running, acceptVersion: false, acceptMachine: false })
  if (isInterrupted) {
    yield* Output.say("interrupted; the same command goes on from here")
    return yield* Problem.ended("interrupted")
  }
  yield* concluded(asked, failed, json)
  if (failed.length > 0) return yield* new Problem.Stop({ status: statusOf(failed), message: "" })
})

/** @param talk all slides that there are; what they say is much to load, and help does without */
export const of = (talk: () => Promise<ReadonlyArray<Slide>>) =>
  Command.make("reproduce", flags, (given) =>
    Effect.flatMap(Effect.promise(talk), (slides) => reproduced(slides, given))
  ).pipe(
    Command.withDescription(
      "Compute the figures of the talk, and write one document: what was claimed beside what came out"
    ),
    Command.withExamples([
      { command: "skein reproduce --small", description: "All of it, in ten minutes" },
      { command: "skein reproduce --plan", description: "What all of it at full size would take" },
      { command: "skein reproduce --only hashes", description: "One slide at full size" },
      {
        command: "skein reproduce --slurm -- --time=240 --cpus-per-task=8",
        description: "On a cluster, in parts of 8 threads each, of at most four hours at a time"
      }
    ])
  )

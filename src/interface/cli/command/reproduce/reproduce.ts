/** `skein reproduce`: the studies of the talk's slides, and the talk beside what came out. */
import { join } from "node:path"
import * as Command from "effect/cli/Command"
import * as CliFlag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { plural } from "../../../../drawing/text.ts"
import type { Slide } from "../../../../talk/slide.ts"
import type { Size } from "../../../../talk/source.ts"
import * as Location from "../../../run/location.ts"
import * as Duration from "../../../text/duration.ts"
import * as Flag from "../../argument/flag.ts"
import * as Fleet from "../../argument/fleet.ts"
import * as RunFolder from "../../argument/run-folder.ts"
import * as Output from "../../terminal/output.ts"
import * as Problem from "../../terminal/problem.ts"
import type { Failed } from "./runs.ts"

const switched = (name: string, description: string) =>
  CliFlag.Boolean(name).pipe(CliFlag.withDescription(description), CliFlag.withDefault(false))

const flags = {
  small: switched("small", "Smaller studies of the same kind: ten minutes on two cores in all"),
  only: Flag.text("only", "SLIDE[,SLIDE…]", "These slides alone, with commas between"),
  out: Flag.text(
    "out",
    "DIR",
    "The folder of the runs and the document; runs/talk unless given, with --small runs/talk-small"
  ),
  plan: switched("plan", "Say what there is to compute, and how long it takes; and compute nothing"),
  document: switched("document", "Write the document from the runs that are there; and compute nothing"),
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
}

/** What came out so far, as a document and on the terminal. */
const concluded = Effect.fnUntraced(function* (asked: Asked, failed: ReadonlyArray<Failed>, json: boolean) {
  const [Judge, Document, Screen] = yield* Effect.promise(() =>
    Promise.all([
      import("../../../reproduction/judge.ts"),
      import("../../../reproduction/document.ts"),
      import("./screen.ts")
    ])
  )
  const { judged, problems } = yield* Judge.of(asked)
  const written = yield* RunFolder.attempt(asked.folder, () => Document.write(judged, asked.folder))
  if (json) yield* Output.printJson({ ...written, failed, slides: judged })
  else yield* Output.print(Screen.verdicts(judged, 80))
  yield* Output.say("", ...problems, ...failed.map(({ study, why }) => `${study} failed: ${why}`))
  yield* Output.say(Screen.counts(judged), `the document: ${Location.shown(written.page)}`)
})

/** The worst of them, unless one was interrupted: then the same command goes on. */
const statusOf = (failed: ReadonlyArray<Failed>): number => {
  const found = failed.map(({ status }) => status)
  return found.includes(Problem.status.interrupted) ? Problem.status.interrupted : Math.min(...found)
}

/** @param talk all slides that there are */
export const of = (talk: ReadonlyArray<Slide>) =>
  Command.make(
    "reproduce",
    flags,
    Effect.fnUntraced(function* ({ small, only, out, plan, document, replace, json, ...executing }) {
      const [Slides, Studies, Plan, Whole, Accelerator] = yield* Effect.promise(() =>
        Promise.all([
          import("../../../reproduction/slides.ts"),
          import("../../../reproduction/studies.ts"),
          import("../../../reproduction/plan.ts"),
          import("../../../reproduction/whole.ts"),
          import("../../../../accelerator/open.ts")
        ])
      )
      const size: Size = small ? "small" : "full"
      const folder = out ?? folders[size]
      const slides = Slides.named(talk, only)
      if ("fault" in slides) return yield* Problem.misuse(slides.fault)
      const asked = { slides, size, folder } satisfies Asked
      if (document) return yield* concluded(asked, [], json)
      const studies = Plan.ordered(yield* Studies.load(Studies.sourcesOf(asked.slides), size))
      const threads = Option.getOrElse(executing.threads, () => Flag.processors)
      const named = executing.backend === "auto" ? undefined : executing.backend
      const backend = named ?? (yield* Effect.promise(Accelerator.best))
      const planned = yield* Plan.of(studies, folder, threads, backend)
      if ("refusal" in planned) return yield* Problem.misuse(planned.refusal)
      const [{ plan: table }, sum] = [yield* Effect.promise(() => import("./screen.ts")), Plan.sum(planned)]
      if (plan) return yield* Output.print(table(planned, sum))
      const left = studies.filter((talk) => {
        const whole = Whole.of(Studies.directoryOf(folder, talk), talk)
        whole.close()
        return !Whole.isWhole(whole)
      })
      if (left.length > 0) {
        yield* Output.say(
          `${left.length} of ${studies.length} studies, ${plural(sum.tasks, "task")}: about ` +
            `${Duration.format(sum.secondsOnThreads)} on ${plural(threads, "thread")}`
        )
      }
      const Runs = yield* Effect.promise(() => import("./runs.ts"))
      const failed =
        left.length === 0
          ? []
          : yield* Runs.all(left, folder, {
              ...{ ...executing, replace, json, strict: false, noReuse: false, tags: [] },
              ...{ acceptVersion: false, acceptMachine: false }
            })
      if (failed.some(({ why }) => why === "interrupted")) {
        yield* Output.say("interrupted; the same command goes on from here")
        return yield* Problem.ended("interrupted")
      }
      yield* concluded(asked, failed, json)
      if (failed.length > 0) return yield* new Problem.Stop({ status: statusOf(failed), message: "" })
    })
  ).pipe(
    Command.withDescription(
      "Compute the figures of the talk, and write one document: what was claimed beside what came out"
    )
  )

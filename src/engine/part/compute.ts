/** A part of a study: a run without rows, whose journal is the file of the part. */
import { randomUUID } from "node:crypto"
import { hostname } from "node:os"
import * as Effect from "effect/Effect"
import type { BackendName } from "../../accelerator/backend.ts"
import type { Simulation } from "../../simulation/contract.ts"
import type * as Agenda from "../agenda.ts"
import * as BitProof from "../bit-proof.ts"
import type { Event } from "../event.ts"
import * as Fingerprint from "../fingerprint.ts"
import * as Machine from "../machine.ts"
import type { PlannedPoint } from "../plan.ts"
import * as Plan from "../plan.ts"
import { Pool } from "../pool.ts"
import * as Refusal from "../refusal.ts"
import type { Crash } from "../schedule.ts"
import * as Schedule from "../schedule.ts"
import * as Signal from "../signal.ts"
import type { Study } from "../study.ts"
import * as Survey from "../survey.ts"
import * as Deal from "./deal.ts"
import * as Form from "./form.ts"
import * as Journal from "./journal.ts"
import * as Proof from "./proof.ts"
import * as PartRefusal from "./refusal.ts"

export interface Options {
  /** Made where it is not there; a part that was begun there goes on. */
  readonly file: string
  readonly share: Deal.Share
  readonly threads: number
  readonly backend: BackendName
  readonly emit: (event: Event) => void
}

export interface Summary {
  readonly outcome: "done" | "failed" | "interrupted"
  readonly file: string
  readonly share: Deal.Share
  /** Of the part, and those of them that the file has. */
  readonly tasks: number
  readonly tasksDone: number
  /** With the points whose values have no answer: a part that lacks nothing but these is done. */
  readonly crashed: ReadonlyArray<Crash>
}

const refuse = (message: string | undefined) =>
  message === undefined ? Effect.void : Effect.fail(new Refusal.RunRefused({ message }))

/** Computes what the part has and the file lacks. Interrupting it, or a signal, keeps what is done. */
export const execute = Effect.fn("Part.execute")(function* (
  simulation: Simulation,
  study: Study,
  { file, share, threads, backend, emit }: Options
) {
  const pool = yield* Pool
  const signal = yield* Signal.listen
  const survey = Survey.of(simulation, study, threads)
  yield* refuse(
    PartRefusal.ofSearch(study) ?? Refusal.ofSurvey(survey) ?? Refusal.ofOrder(survey, pool.capabilities)
  )
  const plan = Plan.make(simulation, study)
  const deal = Deal.make(simulation, plan)
  const tasks = Deal.sizeOf(deal.tasks, share)
  const fingerprint = yield* Effect.promise(() => Fingerprint.of(study.simulation))
  const header = Form.headerOf(simulation, plan, backend, deal, share, fingerprint)
  const journal = yield* Journal.open({ path: file, header, simulation, plan, deal })
  const { first } = journal
  if (journal.done() < tasks) {
    const proving = Proof.of(simulation, plan, backend)
    const proof = yield* Effect.raceFirst(proving, Effect.andThen(signal, Effect.interrupt))
    const who = `the machine that began ${file} (${first?.host})`
    yield* refuse(first && BitProof.refusal(proof, first.proof, who))
    const started = new Date().toISOString()
    const session = { id: randomUUID(), started, threads, host: hostname(), machine: Machine.here(), proof }
    journal.begin({ _tag: "Session", ...session })
  }

  function* lacking(point: PlannedPoint): Generator<Plan.Task> {
    for (const task of Deal.tasksOf(simulation, plan, point, deal, share)) if (!journal.has(task)) yield task
  }
  const stage: Agenda.Stage = {
    points: plan.points,
    isDone: (point) => lacking(point).next().done === true,
    undone: (point) => [...lacking(point)],
    conclude: (_, onWritten) => {
      journal.settled(onWritten)
      return []
    }
  }
  const onStart = (left: number, secondsLeft: number, uncomputable: number): void => {
    const { name } = study
    const points = plan.points.length
    const run = { name, simulation: study.simulation, directory: file, backend, threads, points, tasks }
    emit({ _tag: "RunStarted", ...run, tasksDone: tasks - left - uncomputable, secondsLeft })
  }
  const crashed: Array<Crash> = []
  const work = Schedule.run({ simulation, plan, journal, backend, emit, onStart }, crashed, stage)
  const end = yield* Effect.raceFirst(
    Effect.raceFirst(Effect.as(work, "done" as const), journal.broken),
    Effect.as(signal, "interrupted" as const)
  )
  const isBuggy = crashed.some((crash) => crash.uncomputable !== true)
  const outcome = end === "done" && isBuggy ? "failed" : end
  return { outcome, file, share, tasks, tasksDone: journal.done(), crashed } satisfies Summary
}, Effect.scoped)

/** The command line: all commands under one name, and how it ends. */

import * as Cause from "effect/Cause"
import * as CliConfig from "effect/cli/CliConfig"
import { isCliError } from "effect/cli/CliError"
import * as CliOutput from "effect/cli/CliOutput"
import * as Command from "effect/cli/Command"
import * as Completions from "effect/cli/Completions"
import * as GlobalFlag from "effect/cli/GlobalFlag"
import * as Effect from "effect/Effect"
import * as Program from "../../engine/program.ts"
import * as Shell from "../../engine/shell.ts"
import * as Discover from "../../simulation/discover.ts"
import { withBraidWords } from "./argument/braid.ts"
import { drop, retry } from "./command/amend.ts"
import { archive } from "./command/archive.ts"
import { check } from "./command/check.ts"
import { compare } from "./command/compare.ts"
import { decide } from "./command/decide.ts"
import { diagrams } from "./command/diagrams.ts"
import { doctor } from "./command/doctor.ts"
import { exportTable } from "./command/export.ts"
import { kernel } from "./command/kernel/kernel.ts"
import { knot } from "./command/knot/knot.ts"
import { list } from "./command/list/list.ts"
import { models } from "./command/models.ts"
import { makeNew } from "./command/new.ts"
import { plan } from "./command/plan.ts"
import { repair } from "./command/repair.ts"
import { report } from "./command/report/report.ts"
import { resume, run } from "./command/run/run.ts"
import { runs } from "./command/runs.ts"
import { serve } from "./command/serve.ts"
import { status } from "./command/status.ts"
import { tag } from "./command/tag.ts"
import { unknot } from "./command/unknot/unknot.ts"
import { verify } from "./command/verify.ts"
import * as Candidates from "./completion/candidates.ts"
import { completions } from "./completion/flag.ts"
import * as Script from "./completion/script.ts"
import * as Help from "./terminal/help.ts"
import * as Output from "./terminal/output.ts"
import * as Problem from "./terminal/problem.ts"

export const command = Command.make("skein").pipe(
  Command.withDescription("Config-driven simulation sweeps over a worker pool, resumable, ending in tables"),
  Command.withSubcommands([
    list,
    plan,
    run,
    resume,
    status,
    runs,
    tag,
    retry,
    drop,
    serve,
    exportTable,
    models,
    decide,
    report,
    compare,
    archive,
    repair,
    diagrams,
    kernel,
    knot,
    unknot,
    verify,
    makeNew,
    check,
    doctor
  ])
)

const config = CliConfig.make({ builtIns: [GlobalFlag.Help, GlobalFlag.Version, completions] })

/** Help as wide as the terminal; what is wrong goes to standard error alone, without pages of help around it. */
const presenter: CliOutput.Presenter = {
  present: (event) => {
    if (event._tag === "Help") return Output.print(Help.page(event.helpDoc, Output.prose()))
    if (event._tag !== "InvalidInvocation") return CliOutput.defaultPresenter.present(event)
    const sentences = event.errors.map((error) => error.message)
    return Output.say(...sentences, "", `See ${Program.command(...event.commandPath.slice(1), "--help")}.`)
  }
}

/** Says once of each simulation that is just where one stands that its code is about to run. */
const tellOfCode = (): void => {
  const told = new Set<string>()
  Discover.announced((name, folder) => {
    if (told.has(folder)) return
    told.add(folder)
    Effect.runSync(
      Output.say(`the simulation ${name} is a program in this folder, and runs: ${Shell.fromHere(folder)}`)
    )
  })
}

/** What a shell asks for, a line each. */
const complete = (words: ReadonlyArray<string>): Effect.Effect<void> =>
  Effect.andThen(
    Effect.promise(() => Candidates.of(Completions.fromCommand(command), words)),
    (found) => Output.printLines(...found)
  )

/** The exit status. Never fails: what went wrong has been said on standard error. */
export const main = (args: ReadonlyArray<string>, version: string) =>
  Effect.sync(tellOfCode).pipe(
    Effect.andThen(
      args[0] === Script.word
        ? complete(args.slice(1))
        : Command.runWith(command, { version })(withBraidWords(args))
    ),
    Effect.as(Problem.status.done as number),
    Effect.catchCause((cause) => {
      const error = Cause.squash(cause)
      if (isCliError(error) && error._tag === "ShowHelp") {
        return Effect.succeed(error.errors.length > 0 ? Problem.status.misuse : Problem.status.done)
      }
      const end = Problem.ofCause(cause)
      return Effect.as(Output.say(...end.sentences), end.status)
    }),
    Effect.provideService(CliConfig.CliConfig, config),
    Effect.provideService(CliOutput.Presenter, presenter)
  )

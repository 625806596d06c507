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
import { completions } from "./completion/flag.ts"
import * as Script from "./completion/script.ts"
import * as Help from "./terminal/help.ts"
import * as Output from "./terminal/output.ts"
import * as Problem from "./terminal/problem.ts"

/** Every command by its name, in the order of listings. */
const commands = {
  list: async () => (await import("./command/list/list.ts")).list,
  plan: async () => (await import("./command/plan.ts")).plan,
  run: async () => (await import("./command/run/run.ts")).run,
  part: async () => (await import("./command/part.ts")).part,
  merge: async () => (await import("./command/merge.ts")).merge,
  submit: async () => (await import("./command/submit/submit.ts")).submit,
  resume: async () => (await import("./command/run/run.ts")).resume,
  work: async () => (await import("./command/work.ts")).work,
  status: async () => (await import("./command/status.ts")).status,
  runs: async () => (await import("./command/runs.ts")).runs,
  tag: async () => (await import("./command/tag.ts")).tag,
  retry: async () => (await import("./command/amend.ts")).retry,
  drop: async () => (await import("./command/amend.ts")).drop,
  serve: async () => (await import("./command/serve.ts")).serve,
  export: async () => (await import("./command/export.ts")).exportTable,
  models: async () => (await import("./command/models.ts")).models,
  decide: async () => (await import("./command/decide.ts")).decide,
  report: async () => (await import("./command/report/report.ts")).report,
  compare: async () => (await import("./command/compare.ts")).compare,
  archive: async () => (await import("./command/archive.ts")).archive,
  reproduce: async () => (await import("./command/reproduce/command.ts")).reproduce,
  repair: async () => (await import("./command/repair.ts")).repair,
  diagrams: async () => (await import("./command/diagrams.ts")).diagrams,
  kernel: async () => (await import("./command/kernel/kernel.ts")).kernel,
  knot: async () => (await import("./command/knot/knot.ts")).knot,
  unknot: async () => (await import("./command/unknot/unknot.ts")).unknot,
  game: async () => (await import("./command/game/game.ts")).game,
  verify: async () => (await import("./command/verify.ts")).verify,
  new: async () => (await import("./command/new.ts")).makeNew,
  check: async () => (await import("./command/check.ts")).check,
  doctor: async () => (await import("./command/doctor.ts")).doctor
}

const isName = (name: string | undefined): name is keyof typeof commands =>
  name !== undefined && Object.hasOwn(commands, name)

/** The one that is asked for is loaded alone: all of them take longer than most have to do. Any other name loads all. */
const commandFor = async (name: string | undefined) => {
  const makers = isName(name) ? [commands[name]] : Object.values(commands)
  return Command.make("skein").pipe(
    Command.withDescription(
      "Config-driven simulation sweeps over a worker pool, resumable, ending in tables"
    ),
    Command.withSubcommands(await Promise.all(makers.map((make) => make())))
  )
}

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
    Effect.promise(async () => {
      const Candidates = await import("./completion/candidates.ts")
      return Candidates.of(Completions.fromCommand(await commandFor(undefined)), words)
    }),
    (found) => Output.printLines(...found)
  )

/** The exit status. Never fails: what went wrong has been said on standard error. */
export const main = (args: ReadonlyArray<string>, version: string) =>
  Effect.sync(tellOfCode).pipe(
    Effect.andThen(
      args[0] === Script.word
        ? complete(args.slice(1))
        : Effect.flatMap(
            Effect.promise(() => commandFor(args[0])),
            (command) => Command.runWith(command, { version })(withBraidWords(args))
          )
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

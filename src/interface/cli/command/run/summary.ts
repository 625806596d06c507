/** The end of a run, for people: what came out, and where it is. */
import { pathToFileURL } from "node:url"
import { nothingLeft } from "../../../../domain/exhaustive.ts"
import { plural } from "../../../../drawing/text.ts"
import * as Reader from "../../../../engine/journal/reader.ts"
import * as Program from "../../../../engine/program.ts"
import type { Summary } from "../../../../engine/run.ts"
import type { Simulation } from "../../../../simulation/contract.ts"
import * as Answers from "../../../export/answers.ts"
import * as Location from "../../../run/location.ts"
import * as RunTable from "../../../run/table.ts"
import * as Cautions from "../../../text/cautions.ts"
import * as Missed from "../../../text/missed.ts"
import * as Names from "../../../text/names.ts"
import * as Plain from "../../../text/plain.ts"
import * as Searched from "../../../text/searched.ts"
import * as Uncomputable from "../../argument/uncomputable.ts"
import * as Columns from "../../terminal/columns.ts"
import * as Problem from "../../terminal/problem.ts"
import * as Preview from "./preview.ts"

/** Rows of the table at the end of a run. */
const most = 10

/**
 * The first rows of the simulation's first table, and what they are.
 *
 * @param simulation says which columns and rows answer; all of them unless told
 */
export const table = (
  directory: string,
  width: number,
  { headline, answers }: Pick<Simulation, "headline" | "answers"> = {}
): string =>
  Reader.using(directory, (reader) => {
    const name = Object.keys(reader.tables)[0]
    if (name === undefined) return ""
    const found = RunTable.of(reader, name)
    const { table: answering } = Answers.of(found, answers)
    const more = found.count - Math.min(most, answering.count)
    const heading = `${Columns.fitted(Plain.line(found.description), width)}\n\n`
    const rest = more > 0 ? `… ${plural(more, "more row")}\n` : ""
    return found.count === 0 ? "" : heading + Preview.format(answering, most, width, headline) + rest
  })

/** What to look at when all is computed: commands to paste. */
export const next = (directory: string): ReadonlyArray<string> => {
  const shown = Location.shown(directory)
  return [
    `figures and all tables: ${Program.command("report", shown)}`,
    `for other programs: ${Program.command("export", shown, "-o", "table.csv")}`
  ]
}

/** The page about several runs, by an address that terminals open and browsers take. */
export const onePage = (page: string): string => `all of it on one page: ${pathToFileURL(page).href}`

/** Pages about the runs in a folder as they go on. */
export const livePages = (folder: string): string => {
  const shown = Location.shown(folder)
  const where = shown === Location.defaultFolder ? [] : ["--out", shown]
  return `live pages about all runs, in the browser: ${Program.command("serve", ...where)}`
}

/** Kinds of crashes named at the end of a run. */
const mostCrashes = 10

/** One line a message, however many tasks ended with it. */
const crashLines = (crashed: Summary["crashed"]): ReadonlyArray<string> => {
  const tasks = Map.groupBy(crashed, ({ message }) => message)
  const lines = [...tasks].slice(0, mostCrashes).map(([message, [first, ...others]]) => {
    const more = others.length === 0 ? "" : ` and ${plural(others.length, "other task")}`
    return `  ${Plain.cell(message)} (${Names.crashed(first!)}${more})`
  })
  const more = tasks.size - lines.length
  return more > 0 ? [...lines, `  … ${plural(more, "other message")}`] : lines
}

/** What a search came to: a line each. */
export const searched = (directory: string): ReadonlyArray<string> =>
  Reader.using(directory, Searched.of)?.lines ?? []

/** The points that miss what `until` asks for. */
export const missed = (directory: string): Missed.Missed | undefined => Reader.using(directory, Missed.of)

/** What rows say against themselves. */
export const cautions = (directory: string): ReadonlyArray<string> => Reader.using(directory, Cautions.of)

/** Which points are not as precise as was asked for, and what to do about it. */
const missedLines = (found: Missed.Missed | undefined): ReadonlyArray<string> =>
  found === undefined
    ? []
    : [
        `${found.heading}:`,
        ...found.lines.map((line) => `  ${line}`),
        "their results are saved; run the study with a larger atMost for more repeats"
      ]

/**
 * How it ended, and what to do next: a line each.
 *
 * @param without what is wrong with the points that have no answer
 */
export const sentences = (
  summary: Summary,
  found?: Missed.Missed,
  without: ReadonlyArray<string> = []
): ReadonlyArray<string> => [...ended(summary, without), ...missedLines(found)]

/** The end of a command whose runs failed: input at fault, where no simulation crashed. */
export const failed = (summaries: ReadonlyArray<Pick<Summary, "crashed">>): Problem.Stop => {
  const isInput = summaries.flatMap(({ crashed }) => crashed).every(Uncomputable.isOne)
  return Problem.ended(isInput ? "misuse" : "failed")
}

const mostRuns = 3

/** Whose results they are, where another run had them. */
const reusedFrom = (reused: Summary["reused"]): string => {
  if (reused.length === 0) return ""
  const tasks = reused.reduce((sum, each) => sum + each.tasks, 0)
  const runs = reused.slice(0, mostRuns).map(({ run }) => run)
  const more = reused.length - runs.length
  return `, ${plural(tasks, "task")} taken over from ${runs.join(", ")}${more > 0 ? ` and ${plural(more, "other run")}` : ""}`
}

const ended = (summary: Summary, without: ReadonlyArray<string>): ReadonlyArray<string> => {
  const { outcome, points, pointsFinished, crashed, reused } = summary
  const directory = Location.shown(summary.directory)
  const finished = `${pointsFinished} of ${plural(points, "point")} in ${directory}${reusedFrom(reused)}`
  switch (outcome) {
    case "done":
      return [`done: ${finished}`]
    case "interrupted":
      return [`interrupted: ${finished}`, `to continue: ${Program.command("resume", directory)}`]
    case "failed": {
      const bugs = crashed.filter((crash) => !Uncomputable.isOne(crash))
      const points = crashed.length - bugs.length
      const told =
        bugs.length === 0
          ? `failed: ${finished}`
          : `failed: ${finished}; ${plural(bugs.length, "task")} crashed, a bug of the simulation:`
      return [
        told,
        ...crashLines(bugs),
        ...Uncomputable.told(points, without),
        `all of them: ${Program.command("status", directory)}`,
        ...(points === 0
          ? []
          : [
              `resume does not try these again, unless asked: ${Program.command("retry", directory)} --crashed`
            ])
      ]
    }
    default:
      return nothingLeft(outcome, "outcome")
  }
}

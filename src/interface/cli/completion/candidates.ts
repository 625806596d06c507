/** What may stand where somebody asks his shell for more: commands, flags, runs, simulations, tables, parameters. */
import { readFileSync } from "node:fs"
import type { CommandDescriptor, FlagDescriptor } from "effect/cli/Completions"
import * as Reader from "../../../engine/journal/reader.ts"
import * as Discover from "../../../simulation/discover.ts"
import * as Location from "../../run/location.ts"

/** A command line that is not complete yet. */
interface Line {
  readonly command: CommandDescriptor
  readonly flags: ReadonlyMap<string, string>
  readonly positional: ReadonlyArray<string>
  /** The flag whose value is asked for. */
  readonly pending: FlagDescriptor | undefined
}

const formsOf = ({ name, aliases }: FlagDescriptor): ReadonlyArray<string> => [
  `--${name}`,
  ...aliases.map((alias) => (alias.length === 1 ? `-${alias}` : `--${alias}`))
]

const lineOf = (command: CommandDescriptor, words: ReadonlyArray<string>): Line => {
  const flags = new Map<string, string>()
  const positional: Array<string> = []
  let pending: FlagDescriptor | undefined
  for (const word of words) {
    if (pending !== undefined) {
      flags.set(pending.name, word)
      pending = undefined
      continue
    }
    const flag = command.flags.find((each) => formsOf(each).includes(word))
    if (flag !== undefined && flag.type._tag !== "Boolean") pending = flag
    else if (!word.startsWith("-")) positional.push(word)
  }
  return { command, flags, positional, pending }
}

const runsIn = ({ flags }: Line): string => flags.get("out") ?? Location.defaultFolder

/** Of the run that a line names first. */
const ofRun = <A>(line: Line, ask: (reader: Reader.Reader) => A): A | undefined => {
  const [run] = line.positional
  if (run === undefined) return undefined
  const folder = [`${runsIn(line)}/${run}`, run].find(Reader.exists)
  return folder === undefined ? undefined : Reader.using(folder, ask)
}

const tables = (line: Line): ReadonlyArray<string> =>
  ofRun(line, (reader) => Object.keys(reader.tables)) ?? []

/** Of the table of many knots: all that there may be. */
const columnsOfKnots = async (): Promise<ReadonlyArray<string>> => {
  const { fields } = await import("../command/knot/row.ts")
  return fields({ slow: true, asked: [] }).map(({ name }) => name)
}

const columns = (line: Line): ReadonlyArray<string> =>
  ofRun(line, (reader) => {
    const [first] = Object.keys(reader.tables)
    const table = reader.tables[line.flags.get("table") ?? first ?? ""]
    return table === undefined ? [] : Object.keys(table.columns)
  }) ?? []

/** Of the simulations that the line's study file names: no code runs that is just in the folder where one stands. */
const parameters = async ({ positional: [file] }: Line): Promise<ReadonlyArray<string>> => {
  if (file === undefined) return []
  const names = new Set(
    [...readFileSync(file, "utf8").matchAll(/^simulation:\s*["']?([\w-]+)/gm)].map(([, name]) => name!)
  )
  const { list } = await import("../../../engine/config/parameter.ts")
  const found: Array<string> = []
  for (const name of names)
    if (await Discover.isNamed(name))
      found.push(...list(await Discover.load(name)).map((parameter) => parameter.name))
  return [...new Set(found)]
}

const swept = (line: Line): ReadonlyArray<string> =>
  ofRun(line, (reader) => [...new Set(reader.points().flatMap((point) => Object.keys(point.swept)))]) ?? []

const valued = (names: ReadonlyArray<string>): ReadonlyArray<string> => names.map((name) => `${name}=`)

/** Those of a flag; none where a path is asked for, or what nobody can list. */
const ofFlag = async (flag: FlagDescriptor, line: Line): Promise<ReadonlyArray<string>> => {
  if (flag.type._tag === "Choice") return flag.type.values
  const known: Readonly<Record<string, () => ReadonlyArray<string> | Promise<ReadonlyArray<string>>>> = {
    table: () => tables(line),
    columns: () => (line.command.name === "knot" ? columnsOfKnots() : columns(line)),
    // Of figures; tables have a choice of one.
    format: async () => (await import("../../report/files.ts")).formats,
    sort: () => columns(line),
    where: () => valued(line.command.name === "export" ? columns(line) : swept(line)),
    set: async () => valued(await parameters(line)),
    only: async () => (await import("../../reproduction/runs/slides.ts")).ids,
    simulation: Discover.names
  }
  return (await known[flag.name]?.()) ?? []
}

/** Flags that take several values, with commas between them; of a choice there is one. */
const isList: ReadonlySet<string> = new Set(["columns", "sort", "format", "only"])

/** What may follow the last comma, behind what stands before it. */
const behindCommas = (values: ReadonlyArray<string>, current: string): ReadonlyArray<string> => {
  const before = current.slice(0, current.lastIndexOf(",") + 1)
  const taken = new Set(before.split(","))
  return values.filter((value) => !taken.has(value)).map((value) => before + value)
}

const ofArgument = async (line: Line): Promise<ReadonlyArray<string>> => {
  const all = line.command.arguments
  const argument = all[line.positional.length] ?? (all.at(-1)?.variadic ? all.at(-1) : undefined)
  if (argument === undefined) return []
  if (argument.name === "RUN" || (argument.name === "[RUN] KNOT" && line.positional.length === 0))
    return Location.namesIn(runsIn(line))
  return argument.name === "SIMULATION" ? Discover.names() : []
}

/**
 * Those that begin as the last word does; none where files are meant, which the shell knows itself.
 *
 * @param words all behind the program's name; a shell may give the = of `--table=words` as a word of its own
 */
export const of = async (
  root: CommandDescriptor,
  words: ReadonlyArray<string>
): Promise<ReadonlyArray<string>> => {
  const last = words.at(-1) ?? ""
  const current = last === "=" ? "" : last
  const [name, ...rest] = words.slice(0, -1).filter((word) => word !== "=")
  const all = async (): Promise<ReadonlyArray<string>> => {
    if (name === undefined)
      return current.startsWith("-")
        ? ["--help", "--version", "--completions"]
        : root.subcommands.map((each) => each.name)
    const command = root.subcommands.find((each) => each.name === name)
    if (command === undefined) return []
    const line = lineOf(command, rest)
    if (line.pending !== undefined) {
      const { name, type } = line.pending
      const values = await ofFlag(line.pending, line)
      return type._tag !== "Choice" && isList.has(name) ? behindCommas(values, current) : values
    }
    return current.startsWith("-")
      ? [...command.flags.map((flag) => `--${flag.name}`), "--help"]
      : ofArgument(line)
  }
  // What cannot be read, a run or a study, has nothing to offer.
  const found = await all().catch(() => [])
  return found.filter((each) => each.startsWith(current))
}

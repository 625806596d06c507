/** Of data that points come from: the columns that are parameters, and values in their places. */
import type { Place, Report } from "./fault.ts"
import { suggestion } from "./nearest.ts"
import type * as Parameter from "./parameter.ts"
import type { Room } from "./room.ts"
import { type Mapping, plain } from "./value.ts"

/** Values inside values, at most. */
const mostDepth = 100

export const isTooDeep = (json: unknown, depth = 0): boolean =>
  json !== null &&
  typeof json === "object" &&
  (depth >= mostDepth || Object.values(json).some((inner) => isTooDeep(inner, depth + 1)))

export interface Context {
  readonly simulation: string
  readonly parameters: ReadonlyArray<Parameter.Parameter>
  readonly report: Report
  readonly room: Room
}

export const names = (
  map: Mapping,
  key: "columns" | "ignore",
  report: Report
): ReadonlyArray<string> | undefined => {
  const entry = map.entries.get(key)
  const value = entry && plain(entry.value)
  if (entry === undefined) return undefined
  if (Array.isArray(value) && value.every((name) => typeof name === "string")) return value
  report(entry.value.place, `${key} is a list of names of columns.`)
  return []
}

/** Reports the columns that `columns` or `ignore` name, and the file has not. */
export const reportAbsent = (map: Mapping, columns: ReadonlySet<string>, report: Report): void => {
  for (const key of ["columns", "ignore"] as const) {
    const value = map.entries.get(key)?.value
    const wanted = value && plain(value)
    if (!Array.isArray(wanted)) continue
    for (const name of wanted)
      if (typeof name === "string" && !columns.has(name))
        report(value!.place, `The file has no column ${JSON.stringify(name)}.${suggestion(name, columns)}`)
  }
}

/** Whether a column is a parameter; one that is neither that nor left out is reported. */
export const chooser = (map: Mapping, { simulation, parameters, report }: Context) => {
  const wanted = names(map, "columns", report)
  const ignored = names(map, "ignore", report) ?? []
  const all = parameters.map(({ name }) => name)
  return (name: string, place: Place): boolean => {
    if (ignored.includes(name) || (wanted !== undefined && !wanted.includes(name))) return false
    if (all.includes(name.split(".")[0])) return true
    const leave = `Leave the column out by ignore: [${JSON.stringify(name)}].`
    report(place, `${simulation} has no parameter ${JSON.stringify(name)}.${suggestion(name, all)} ${leave}`)
    return false
  }
}

/**
 * `data: words.csv` -> the value of a parameter that a simulation reads from files: two lines of text, the name of the file
 * with the beginning of its digest, and what the simulation made of its records. The study then holds what the file said,
 * and so do its run, its points' names, and all that is computed: the file may change or go.
 *
 * A path is relative to the study file. What is such a text already, as in the study of a run, stays.
 */
import { hash } from "node:crypto"
import { basename, dirname, isAbsolute, join } from "node:path"
import { nothingLeft } from "../../domain/exhaustive.ts"
import type { FileFault, FromFile, Simulation } from "../../simulation/contract.ts"
import type { File } from "../study.ts"
import type { Place, Report } from "./fault.ts"
import { bytesOf } from "./input.ts"
import type * as Override from "./override.ts"
import * as Records from "./records.ts"
import type { Room } from "./room.ts"
import type { Entry, Scalar, Value } from "./value.ts"

/** Faults of one file that are told; the first of them explain the others. */
const mostFaults = 10

/** Characters of a value: it stands in each point of a study. */
const mostCharacters = 16 * 2 ** 20

/** Digits of the digest that people see; the manifest has all. */
const shownDigits = 16

export interface Context {
  readonly simulation: Simulation
  /** The path of the study file. */
  readonly study: string
  readonly room: Room
  readonly report: Report
}

/** A study, and what its flags say, with texts in the place of the files that they name. */
export interface Filled<Map extends Value> {
  readonly map: Map
  readonly overrides: ReadonlyArray<Override.Override>
  readonly files: ReadonlyArray<File>
  /** Whether there was a fault in one of them: what is then left of the study is not worth a look. */
  readonly isBroken: boolean
}

type Fill = <Map extends Value>(
  map: Map,
  overrides: ReadonlyArray<Override.Override>,
  context: Context
) => Promise<Filled<Map>>

/** A study whose base leaves out what flags say: a file that nobody asks for need not be there. */
const without = (map: Value, names: ReadonlySet<string>): Value => {
  const base = map.kind === "map" ? map.entries.get("base") : undefined
  if (map.kind !== "map" || base?.value.kind !== "map" || names.size === 0) return map
  const left = [...base.value.entries].filter(([name]) => !names.has(name))
  const entry = { ...base, value: { ...base.value, entries: new Map(left) } }
  return { ...map, entries: new Map([...map.entries, ["base", entry]]) }
}

/** One for all studies of a file: each file of data is read once. */
export const make = (): Fill => {
  const known = new Map<string, Promise<{ readonly value: string; readonly digest: string } | undefined>>()

  const load = async (file: string, from: FromFile, place: Place, { room, report }: Context) => {
    const refuse = (why: string): undefined => report(place, `${file} cannot be read: ${why}.`) as undefined
    const bytes = bytesOf(file, room)
    if (typeof bytes === "string") return refuse(bytes)
    const tell = (faults: ReadonlyArray<FileFault>): undefined => {
      for (const { line, column, message } of faults.slice(0, mostFaults))
        report({ file, line, column }, message)
      const more = faults.length - mostFaults
      if (more > 0) report(place, `${file} has ${more} more ${more === 1 ? "fault" : "faults"}.`)
      return undefined
    }
    const found = await Records.read(file, bytes, from.columns)
    if (found === undefined)
      return report(place, `A file of data ends in ${Records.endingsText}, not as ${file} does.`) as undefined
    if ("why" in found) return refuse(found.why)
    if ("faults" in found) return tell(found.faults)
    if (found.records.length === 0) return tell([{ line: 1, column: 1, message: "The file has no records." }])
    const read = await from.read(found.records)
    if ("faults" in read) return tell(read.faults)
    if (read.text.length > mostCharacters)
      return refuse(
        `its records come to ${read.text.length} characters, and ${mostCharacters} are the most that a point may hold`
      )
    const digest = hash("sha256", bytes, "hex")
    return { value: `${basename(file)} sha256:${digest.slice(0, shownDigits)}\n${read.text}`, digest }
  }

  /** The value with the texts of files in the place of their names. */
  const filled = async (
    value: Value,
    parameter: string,
    context: Context,
    files: Array<File>
  ): Promise<Value> => {
    const from = context.simulation.files![parameter]!
    switch (value.kind) {
      case "list":
        return {
          ...value,
          items: await Promise.all(value.items.map((item) => filled(item, parameter, context, files)))
        }
      case "map":
        return within(value, context, files, parameter)
      case "scalar": {
        const path = value.value
        if (typeof path !== "string" || path.includes("\n")) return value
        const file = isAbsolute(path) ? path : join(dirname(context.study), path)
        const name = `${parameter} ${file}`
        const loading = known.get(name) ?? load(file, from, value.place, context)
        known.set(name, loading)
        const loaded = await loading
        // What a broken file was to say is not told as well.
        if (loaded === undefined) return value
        if (!files.some((each) => each.parameter === parameter && each.file === path))
          files.push({ parameter, file: path, digest: loaded.digest })
        return { kind: "scalar", place: value.place, value: loaded.value } satisfies Scalar
      }
      default:
        return nothingLeft(value, "kind of value")
    }
  }

  /** @param parameter that the map is the value of: a sample of choices, say */
  const within = async (
    value: Value,
    context: Context,
    files: Array<File>,
    parameter?: string
  ): Promise<Value> => {
    switch (value.kind) {
      case "scalar":
        return value
      case "list":
        return {
          ...value,
          items: await Promise.all(value.items.map((item) => within(item, context, files, parameter)))
        }
      case "map": {
        const entries = [...value.entries].map(async ([key, entry]): Promise<[string, Entry]> => {
          const isOne = Object.hasOwn(context.simulation.files!, key)
          const inside = isOne ? key : parameter !== undefined && key === "choice" ? parameter : undefined
          const inner =
            inside === undefined
              ? await within(entry.value, context, files, parameter)
              : await filled(entry.value, inside, context, files)
          return [key, { ...entry, value: inner }]
        })
        return { ...value, entries: new Map(await Promise.all(entries)) }
      }
      default:
        return nothingLeft(value, "kind of value")
    }
  }

  return async (map, overrides, context) => {
    const names = Object.keys(context.simulation.files ?? {})
    if (names.length === 0) return { map, overrides, files: [], isBroken: false }
    const files: Array<File> = []
    let isBroken = false
    const watched: Context = {
      ...context,
      report: (place, message) => {
        isBroken = true
        context.report(place, message)
      }
    }
    const flags = await Promise.all(
      overrides.map(async (each) =>
        each.ofStudy || !names.includes(each.key)
          ? each
          : { ...each, values: (await filled(each.values, each.key, watched, files)) as typeof each.values }
      )
    )
    const set = new Set(overrides.map(({ key }) => key).filter((key) => names.includes(key)))
    return {
      map: (await within(without(map, set), watched, files)) as typeof map,
      overrides: flags,
      files,
      get isBroken() {
        return isBroken
      }
    }
  }
}

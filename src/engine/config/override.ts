/**
 * `--set key=value`: what the command line says over the file.
 *
 * The key is a parameter (`width`, or `base.width`, or `optimiser.rate` for a value inside one) or a key of the study
 * ({@link studyKeys}). The value is YAML; several, with commas between, sweep the parameter, as do the maps that make
 * values (`width={ range: [1, 9, 2] }`). A parameter that the file sweeps is swept no more, or over the flag's values.
 * In a file of several studies a parameter is set in those that have it. The last of equal keys wins.
 */
import * as Document from "./document.ts"
import type { Place, Report } from "./fault.ts"
import { suggestion } from "./nearest.ts"
import * as Located from "./value.ts"

export interface Override {
  /** Without `base.`. */
  readonly key: string
  /** As it was written. */
  readonly text: string
  readonly ofStudy: boolean
  readonly place: Place
  readonly values: Located.List
}

/** What of a study, besides its parameters, a flag can set. */
export const studyKeys = [
  "name",
  "seed",
  "repeats",
  "until.column",
  "until.standardError",
  "until.atMost",
  "search.trials",
  "search.batch"
]

/** Keys that only the file can give. */
const fileKeys = ["simulation", "base", "points", "sweep", "until", "search"]

/** A setting, and where it stands. */
export interface Setting {
  readonly text: string
  readonly place: Place
}

/** As the command line gives them. */
export const ofFlags = (texts: ReadonlyArray<string>): ReadonlyArray<Setting> =>
  texts.map((text) => ({ text, place: { file: `--set ${text}` } }))

/** As a study file has them: a run's own study.yaml keeps there what its command line set. */
export const ofFile = (study: Located.Value | undefined, report: Report): ReadonlyArray<Setting> => {
  const entry = study?.kind === "map" ? study.entries.get("set") : undefined
  if (entry === undefined) return []
  const items = entry.value.kind === "list" ? entry.value.items : undefined
  if (items === undefined) report(entry.value.place, 'set is a list of settings, such as ["width=5"].')
  return (items ?? []).flatMap((item): ReadonlyArray<Setting> => {
    const text = Located.plain(item)
    if (typeof text === "string") return [{ text, place: item.place }]
    report(item.place, 'A setting is text that says key=value, such as "width=5".')
    return []
  })
}

/** The last of equal keys. */
export const merged = (...all: ReadonlyArray<ReadonlyArray<Override>>): ReadonlyArray<Override> => [
  ...new Map(all.flat().map((each) => [each.ofStudy ? `study ${each.key}` : each.key, each])).values()
]

/** The overrides, those at fault reported and left out. */
export const read = (settings: ReadonlyArray<Setting>, report: Report): ReadonlyArray<Override> => {
  const found: Array<Override> = []
  for (const { text, place } of settings) {
    const [, written, value] = /^\s*([^=\s]+)\s*=(.*)$/s.exec(text) ?? []
    if (written === undefined) {
      report(place, "A setting is written key=value.")
      continue
    }
    if (fileKeys.includes(written)) {
      report(place, `${written} can be set in the study file only.`)
      continue
    }
    let failed = false
    const [values] = Document.parse(
      `[${value}\n]`,
      () => place,
      (_, message) => {
        failed = true
        report(place, `The value cannot be read: ${message}`)
      }
    )
    if (failed || values?.kind !== "list") continue
    const key = written.replace(/^base\./, "")
    const ofStudy = studyKeys.includes(written)
    if (values.items.length === 0) report(place, `There is no value after ${written}=.`)
    else if (ofStudy && values.items.length > 1)
      report(place, `${written} takes one value; it cannot be swept.`)
    else found.push({ key, text: text.trim(), ofStudy, place, values })
  }
  return merged(found)
}

const set = (
  map: Located.Value,
  [head, ...rest]: ReadonlyArray<string>,
  override: Override
): Located.Value => {
  const entries = Located.isMapping(map) ? map.entries : new Map<string, Located.Entry>()
  const inner: Located.Value = entries.get(head)?.value ?? {
    kind: "map",
    place: override.place,
    entries: new Map()
  }
  const value = rest.length === 0 ? override.values.items[0] : set(inner, rest, override)
  const entry = { place: entries.get(head)?.place ?? override.place, value }
  return { kind: "map", place: map.place, entries: new Map([...entries, [head, entry]]) }
}

/** The study with the overrides of its own keys written into it. */
export const apply = (study: Located.Value, overrides: ReadonlyArray<Override>): Located.Value =>
  Located.isMapping(study)
    ? overrides
        .filter((each) => each.ofStudy)
        .reduce<Located.Value>((map, each) => set(map, each.key.split("."), each), study)
    : study

/** Whether it is of a study with these parameters. */
export const isOf = (
  { key, ofStudy }: Override,
  parameters: ReadonlyArray<{ readonly name: string }>
): boolean => ofStudy || parameters.some(({ name }) => name === key.split(".")[0])

/** Reports the overrides whose parameter none of the studies has. */
export const reportUnknown = (
  overrides: ReadonlyArray<Override>,
  parameters: ReadonlySet<string>,
  report: Report
): void => {
  for (const { key, ofStudy, place } of overrides) {
    const head = key.split(".")[0]
    if (!ofStudy && !parameters.has(head))
      report(
        place,
        `There is no parameter ${JSON.stringify(head)}.${suggestion(head, [...parameters, ...studyKeys])}`
      )
  }
}

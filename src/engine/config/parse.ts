/**
 * YAML text -> studies. A file holds one study, or several with `---` between, run one after another. Everything is
 * resolved: defaults filled in, sweeps expanded, every fault found.
 */
import { basename, extname } from "node:path"
import * as Effect from "effect/Effect"
import type { Simulation } from "../../simulation/contract.ts"
import type { Study } from "../study.ts"
import * as Unloaded from "../unloaded.ts"
import * as Cell from "./cell.ts"
import * as Decoder from "./decoder.ts"
import * as Document from "./document.ts"
import * as Expand from "./expand.ts"
import * as Fault from "./fault.ts"
import * as FromFile from "./from-file.ts"
import * as Heading from "./heading.ts"
import { nearest } from "./nearest.ts"
import * as Override from "./override.ts"
import * as Parameter from "./parameter.ts"
import * as Points from "./points.ts"
import * as Room from "./room.ts"
import * as Search from "./search.ts"
import * as Sweep from "./sweep.ts"
import * as Located from "./value.ts"
import * as Values from "./values.ts"

/** Where simulations come from. */
export interface Catalogue {
  readonly names: () => Promise<ReadonlyArray<string>>
  readonly load: (name: string) => Promise<Simulation>
}

interface Known {
  /** Of the documents of its text. */
  readonly index: number
  readonly map: Located.Mapping
  readonly name: string
  readonly simulation: Simulation
  readonly parameters: ReadonlyArray<Parameter.Parameter>
}

/** What flags make of a sweep: blocks without their parameters, with new ones for several values; the rest is fixed. */
const overridden = (
  blocks: ReadonlyArray<Sweep.Block>,
  overrides: ReadonlyArray<Override.Override>,
  context: Sweep.Context
): { readonly blocks: ReadonlyArray<Sweep.Block>; readonly flags: ReadonlyArray<Cell.Cell> } => {
  const flags: Array<Cell.Cell> = []
  let left = blocks
  for (const { key, place, values } of overrides) {
    left = Sweep.without(left, key.split("."))
    const [first] = values.items
    const isFixed = values.items.length === 1 && (first.kind !== "map" || !Values.isGenerator(first))
    if (isFixed) flags.push(Cell.make(key, place, first))
    else
      left = [
        ...left,
        ...Sweep.axis(key, { place, value: Located.isMapping(first) ? first : values }, context)
      ]
  }
  return { blocks: left, flags }
}

/** What is wrong with a value whatever the others are: of one that no point may come to have. */
const reportAlone = (cell: Cell.Cell, { simulation, parameters }: Known, report: Fault.Report): void => {
  const [name] = cell.path
  const parameter = parameters.find((each) => each.name === name)
  const isDefault = cell.value === null && Parameter.isNullDefault(parameters, cell.path)
  if (isDefault && (cell.path.length > 1 || parameter?.required === false)) return
  const given: Record<string, unknown> = {}
  Cell.assign(given, cell)
  for (const { path, kind, message } of Decoder.alone(simulation, parameters, name, given[name]))
    report(Cell.placeIn(cell, path, kind === "unknown"), message)
}

/** Values of base that a sweep takes over are values nevertheless, as editors check them by the schema. */
const reportOverridden = (
  base: ReadonlyArray<Cell.Cell>,
  blocks: ReadonlyArray<Sweep.Block>,
  study: Known,
  report: Fault.Report
): void => {
  const heads = [...base, ...blocks.flatMap((block) => block.heads)]
  for (const cell of base)
    if (heads.some((head) => head !== cell && Cell.overlap(head.path, cell.path)))
      reportAlone(cell, study, report)
}

const resolve = async (
  study: Known,
  file: string,
  runs: string | undefined,
  overrides: ReadonlyArray<Override.Override>,
  room: Room.Room,
  report: Fault.Report
): Promise<{ readonly study: Study; readonly place: Fault.Place }> => {
  const { map, name: simulationName, simulation, parameters } = study
  const { name, place } = Heading.name(map, basename(file, extname(file)), report)
  const seed = Heading.seed(map, report)
  const repeats = Heading.repeats(map, report)
  const until = Heading.until(map, simulation, repeats, report)
  const known = (name: string, place: Fault.Place) =>
    Cell.isKnown(name, place, simulationName, parameters, report)
  const broken = new Set<string>()
  const context: Sweep.Context = {
    parameters,
    seed,
    known,
    report,
    broken: (name) => broken.add(name.split(".")[0]),
    check: (name, value) => reportAlone(Cell.make(name, value.place, value), study, report)
  }

  const baseEntry = map.entries.get("base")
  const sweepEntry = map.entries.get("sweep")
  const base = baseEntry?.value.kind === "map" ? Cell.row(baseEntry.value, known) : []
  const isEmpty = baseEntry?.value.kind === "scalar" && baseEntry.value.value === null
  if (baseEntry && baseEntry.value.kind !== "map" && !isEmpty)
    report(baseEntry.value.place, "base is a map of parameters, such as { width: 5 }.")
  const inFile = sweepEntry ? Sweep.read(sweepEntry.value, context) : []
  const pointsEntry = map.entries.get("points")
  const given = [...base, ...inFile.flatMap(({ heads }) => heads)].map((head) => head.name)
  const fromData =
    pointsEntry &&
    (await Points.read(pointsEntry.value, file, runs, given, {
      simulation: simulationName,
      parameters,
      report,
      room
    }))
  // Whatever they were to give is then not missing.
  if (pointsEntry && fromData === undefined) for (const each of parameters) broken.add(each.name)
  const blocks = Sweep.withoutRepeated([...(fromData ? [fromData.block] : []), ...inFile], report)
  reportOverridden(base, blocks, study, report)
  const own = overrides.filter(
    ({ key, ofStudy }) => !ofStudy && parameters.some((parameter) => parameter.name === key.split(".")[0])
  )
  const simulationPlace = map.entries.get("simulation")!.place
  const source: Expand.Source = {
    base,
    ...overridden(blocks, own, context),
    place: baseEntry?.place ?? simulationPlace,
    sweepPlace: (sweepEntry ?? map.entries.get("search"))?.place ?? simulationPlace,
    broken,
    parameters,
    room
  }
  const fixed = [...base, ...source.flags]
  const search = Search.read(map, repeats, fixed, { simulation, parameters, known, report })
  const space = Located.entryAt(map, ["search", "space"])?.value
  // What a space was to give that is at fault is not missing.
  if (search?.sampling === undefined && space?.kind === "map")
    for (const each of space.entries.keys()) broken.add(each.split(".")[0])
  const points =
    search?.sampling === undefined
      ? Expand.points(source, simulation, Decoder.make(simulation, parameters), report)
      : Search.firstPoints(search, seed, source, simulation, parameters, report)
  const resolved = { name, simulation: simulationName, seed, repeats, points }
  const origin = fromData && { origin: fromData.origin }
  return { study: { ...resolved, ...(until && { until }), ...(search && { search }), ...origin }, place }
}

/** Whether a key is, but for a slip, one that studies have and few other files. */
const isNearKey = (key: string): boolean =>
  nearest(
    key,
    Heading.keys.filter((each) => each !== "name")
  ) !== undefined

/** The documents whose simulation is known, their other faults still to be found. */
const recognise = Effect.fnUntraced(function* (
  documents: ReadonlyArray<Located.Value | undefined>,
  catalogue: Catalogue,
  report: Fault.Report
) {
  const names = yield* Effect.promise(() => catalogue.names())
  const known: Array<Known> = []
  for (const [index, map] of documents.entries()) {
    if (map === undefined) continue
    if (map.kind !== "map") {
      report(map.place, "A study is a map that starts with simulation: and the name of one.")
      continue
    }
    const entry = map.entries.get("simulation")
    // Whatever else a file is, its keys are not faults of a study.
    if (entry !== undefined || [...map.entries.keys()].some(isNearKey))
      Heading.reportUnknownKeys(map, Heading.keys, "A study", report)
    const name = entry && Located.plain(entry.value)
    if (entry === undefined || typeof name !== "string" || !names.includes(name)) {
      const near = typeof name === "string" ? nearest(name, names) : undefined
      const wrong = near === undefined ? "" : ` Did you mean ${JSON.stringify(near)}?`
      const what = entry
        ? `There is no simulation ${JSON.stringify(name)}.`
        : "The study does not name a simulation."
      report(entry?.value.place ?? map.place, `${what}${wrong} There are: ${names.join(", ")}.`)
      if (near === undefined) {
        Heading.seed(map, report)
        Heading.repeats(map, report)
        continue
      }
      // The rest of the study is read as one of the simulation that was probably meant.
      const meant = yield* Effect.promise(() => catalogue.load(near).catch(() => undefined))
      if (entry !== undefined && meant !== undefined)
        known.push({ index, map, name: near, simulation: meant, parameters: Parameter.list(meant) })
      continue
    }
    const loaded = yield* Effect.promise(() =>
      catalogue.load(name).then(
        (simulation) => ({ simulation }),
        (cause: unknown) => ({ cause })
      )
    )
    if ("cause" in loaded) {
      const why = Unloaded.explain(loaded.cause)
      report(entry.value.place, `The simulation ${name} does not load: ${why}`)
    } else known.push({ index, map, name, ...loaded, parameters: Parameter.list(loaded.simulation) })
  }
  return known
})

/** Whether a text that is no YAML was to be a study: of any other nobody wants to hear what is wrong, line by line. */
const isMeant = (text: string, file: string): boolean =>
  /^[{\s]*["']?simulation["']?\s*:/m.test(text) && ["", ".yaml", ".yml", ".json"].includes(extname(file))

/**
 * The studies of a text.
 *
 * @param file the path that faults name; its name without ending is the default name of a study
 * @param overrides what `--set` was given, `key=value` each
 * @param runs the folder that has the runs that studies name without a path
 */
export const parse = Effect.fnUntraced(function* (
  text: string,
  file: string,
  overrides: ReadonlyArray<string>,
  catalogue: Catalogue,
  runs?: string
) {
  const { report, faults } = Fault.collector()
  const syntax = Fault.collector()
  const documents = Document.parse(text, (line, column) => ({ file, line, column }), syntax.report)
  const [first] = syntax.faults()
  if (first !== undefined && documents.includes(undefined) && !isMeant(text, file)) {
    const message = `This is no study file, which is YAML and says simulation: and the name of one. ${first.message}`
    return yield* new Fault.StudyFaults({ faults: [{ ...first, message }] })
  }
  for (const { message, ...place } of syntax.faults()) report(place, message)
  if (documents.length === 0) report({ file, line: 1, column: 1 }, "The file holds no study.")
  const flags = Override.read(Override.ofFlags(overrides), report)
  const settings = documents.map((document) => {
    const own = Override.read(Override.ofFile(document, report), report)
    return { own, all: Override.merged(own, flags) }
  })
  const written = documents.map((document, k) => document && Override.apply(document, settings[k]!.all))
  const known = yield* recognise(written, catalogue, report)
  if (known.length === documents.length) {
    const parameters = known.flatMap((each) => each.parameters.map(({ name }) => name))
    Override.reportUnknown(flags, new Set(parameters), report)
    for (const { index, parameters } of known)
      Override.reportUnknown(settings[index]!.own, new Set(parameters.map(({ name }) => name)), report)
  }
  const room = Room.make()
  const fromFiles = FromFile.make()
  const filled: Array<FromFile.Filled<Located.Mapping>> = []
  for (const { index, map, simulation } of known) {
    const context = { simulation, study: file, room, report }
    filled.push(yield* Effect.promise(() => fromFiles(map, settings[index]!.all, context)))
  }
  // Whatever is wrong with a file of data, what was to come of it is not the study's fault.
  const broken = faults()
  if (filled.some(({ isBroken }) => isBroken)) return yield* new Fault.StudyFaults({ faults: broken })
  const resolved: Array<Awaited<ReturnType<typeof resolve>>> = []
  for (const [k, each] of known.entries()) {
    const { map, overrides } = filled[k]!
    // One after another: they share the room, and faults have an order.
    resolved.push(yield* Effect.promise(() => resolve({ ...each, map }, file, runs, overrides, room, report)))
  }
  const places = new Map<string, Fault.Place>()
  for (const { study, place } of resolved) {
    const first = places.get(study.name)
    if (first === undefined) places.set(study.name, place)
    else if (study.name !== "")
      report(
        place,
        `Another study of this file is named ${study.name}, at ${Fault.where(first)}: give each a name.`
      )
  }
  const found = faults()
  if (found.length > 0) return yield* new Fault.StudyFaults({ faults: found })
  return resolved.map(({ study }, k): Study => {
    const { index, parameters } = known[k]!
    const { own } = settings[index]!
    const all = settings[index]!.all.filter((each) => Override.isOf(each, parameters))
    const document = documents[index]!
    const { files } = filled[k]!
    // Its files of data or its run may change or be elsewhere: a run keeps the points themselves.
    if (Document.has(document, "points") || files.length > 0)
      return { ...study, ...(files.length > 0 && { files }) }
    const changes = {
      ...(Document.has(document, "name") ? {} : { name: study.name }),
      ...(all.length === own.length && all.every((each, i) => each === own[i])
        ? {}
        : { set: all.map((each) => each.text) })
    }
    return { ...study, asked: () => ({ file, text: Document.alone(text, documents, index, changes) }) }
  })
})

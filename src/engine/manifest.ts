/** `manifest.json`: all that a reader of a run must know to judge it and to repeat it. */
import { execFile } from "node:child_process"
import { availableParallelism, hostname } from "node:os"
import { promisify } from "node:util"
import type { BackendName } from "../accelerator/backend.ts"
import type { Simulation } from "../simulation/contract.ts"
import type { Event } from "./event.ts"
import * as Computer from "./machine.ts"
import * as Form from "./manifest-form.ts"
import * as OwnFile from "./own-file.ts"
import * as PackageFile from "./package-file.ts"
import { orderOf } from "./plan.ts"
import type { Study } from "./study.ts"

export type Manifest = Form.Manifest
export type Session = Form.Session
export type Machine = Form.Machine
export type AskedStudy = Form.AskedStudy
export type Reused = Form.Reused
export type Part = Form.Part
export type Change = Form.Change

/** A session that changed the run and computed nothing, begun and ended at a moment in ISO 8601. */
export const idle = (at: string, outcome: NonNullable<Session["outcome"]>): Session => ({
  started: at,
  ended: at,
  outcome,
  threads: 0,
  host: hostname()
})

const fileIn = (directory: string): string => OwnFile.path(directory, "manifest.json")

/** Undefined where there is none. Throws Unfit for a file that is damaged. */
export const read = (directory: string): Manifest | undefined => {
  const file = fileIn(directory)
  const text = OwnFile.read(file)
  return text === undefined ? undefined : Form.parsed(text, file)
}

/** Whole or not at all. */
export const write = (directory: string, manifest: Manifest): void => {
  OwnFile.write(fileIn(directory), `${JSON.stringify(manifest, null, 2)}\n`)
}

/** Reads the repository alone: `git status` would write its index, and leave a lock there when it is killed with the run. */
const git = async (...args: ReadonlyArray<string>): Promise<string | undefined> => {
  const found = await promisify(execFile)("git", ["--no-optional-locks", ...args], {
    cwd: import.meta.dirname
  }).catch(() => undefined)
  return found?.stdout.trim()
}

const commit = async (): Promise<string | null> => {
  const [hash, changes] = await Promise.all([git("rev-parse", "HEAD"), git("status", "--porcelain")])
  return hash === undefined ? null : hash + (changes === "" ? "" : "+")
}

/** Each once, in the order in which they came. */
export const withTags = (
  before: ReadonlyArray<string>,
  more: ReadonlyArray<string>
): ReadonlyArray<string> => [...new Set([...before, ...more])]

/** Whether a session computed something, or may have. */
const isWork = ({ started, ended }: Session): boolean => started !== ended

/** The machine of the last session that computed something. Manifests of old say it once. */
export const machineOf = ({ sessions, machine, node }: Manifest): Machine => {
  const [architecture = "", ...rest] = machine.system.split(" ").reverse()
  const said = { architecture, processor: machine.processor, system: rest.reverse().join(" "), node }
  return sessions.findLast(isWork)?.machine ?? said
}

/**
 * The sessions so far, with all that is known of where they were: a manifest of old says of the last one alone, in fields that
 * the next one writes anew.
 */
const sessionsOf = (before: Manifest): ReadonlyArray<Session> => {
  const last = before.sessions.findLastIndex(isWork)
  const known = { machine: machineOf(before), skein: before.skein, commit: before.commit }
  return before.sessions.map((session, i) => (i === last ? { ...known, ...session } : session))
}

/** The manifest of a run that starts now, or goes on after `before`. */
export const make = async (options: {
  readonly study: Study
  readonly simulation: Simulation
  readonly backend: BackendName
  readonly threads: number
  readonly before: Manifest | undefined
  /** Added to those that it has. */
  readonly tags?: ReadonlyArray<string>
  readonly studies: ReadonlyArray<AskedStudy>
  readonly inherited: number
}): Promise<Manifest> => {
  const { study, simulation, backend, threads, before, studies, inherited } = options
  const at = new Date().toISOString()
  const { version, dependencies, devDependencies } = PackageFile.read()
  const from = before?.simulationVersion ?? simulation.version
  const tags = withTags(before?.tags ?? [], options.tags ?? [])
  const orders = new Set(study.points.map(({ config }) => orderOf(simulation, config)))
  const change = from === simulation.version ? [] : [{ from, to: simulation.version, at }]
  const machine = Computer.here()
  const bits = [before === undefined ? machine : machineOf(before), machine].map(Computer.bitsOf)
  const machines = [
    ...(before?.acceptedMachines ?? []),
    ...(bits[0] === bits[1] ? [] : [{ from: bits[0]!, to: bits[1]!, at }])
  ]
  const software = { skein: version, commit: await commit() }
  const session: Session = { started: at, threads, host: hostname(), machine, ...software }
  return {
    name: study.name,
    simulation: study.simulation,
    simulationVersion: simulation.version,
    acceptedVersions: [...(before?.acceptedVersions ?? []), ...change],
    ...(machines.length === 0 ? {} : { acceptedMachines: machines }),
    studies,
    ...(inherited === 0 ? {} : { inherited }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(before?.changes === undefined ? {} : { changes: before.changes }),
    ...(before?.reused === undefined ? {} : { reused: before.reused }),
    ...(before?.parts === undefined ? {} : { parts: before.parts }),
    seed: study.seed,
    points: study.points.length,
    repeats: study.repeats,
    backend,
    order: orders.size > 1 ? "mixed" : (orders.values().next().value ?? "assignment"),
    node: process.version,
    ...software,
    machine: {
      system: `${machine.system} ${machine.architecture}`,
      processor: machine.processor,
      cores: availableParallelism()
    },
    dependencies: {
      ...dependencies,
      ...Object.fromEntries(PackageFile.brought.map((name) => [name, devDependencies[name]!]))
    },
    sessions: [...(before === undefined ? [] : sessionsOf(before)), session],
    crashed: []
  }
}

/** A manifest that says from where results came; without the word where that is nowhere. */
export const withReused = ({ reused: _, ...manifest }: Manifest, reused: ReadonlyArray<Reused>): Manifest =>
  reused.length === 0 ? manifest : { ...manifest, reused }

/** The same of parts that were computed by themselves. */
export const withParts = ({ parts: _, ...manifest }: Manifest, parts: ReadonlyArray<Part>): Manifest =>
  parts.length === 0 ? manifest : { ...manifest, parts }

/** The manifest of a run whose last session has one more machine that computes for it; each is named once. */
export const withStation = (
  manifest: Manifest,
  {
    station: host,
    threads,
    machine
  }: Pick<Extract<Event, { _tag: "StationJoined" }>, "station" | "threads" | "machine">
): Manifest => {
  const last = manifest.sessions.at(-1)!
  const { stations = [] } = last
  if (stations.some((each) => each.host === host && each.threads === threads)) return manifest
  const joined = new Date().toISOString()
  const sessions = [
    ...manifest.sessions.slice(0, -1),
    { ...last, stations: [...stations, { host, threads, machine, joined }] }
  ]
  return { ...manifest, sessions }
}

/** The manifest at the end of its last session. */
export const ended = (
  manifest: Manifest,
  outcome: NonNullable<Session["outcome"]>,
  crashed: Manifest["crashed"]
): Manifest => {
  const last = manifest.sessions.at(-1)!
  const sessions = [...manifest.sessions.slice(0, -1), { ...last, ended: new Date().toISOString(), outcome }]
  return { ...manifest, sessions, crashed }
}

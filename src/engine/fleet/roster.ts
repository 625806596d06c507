/** The stations of a fleet as its coordinator knows them: who they are, when they were heard, what their threads are at. */
import type { Worker } from "../workers.ts"
import type * as Message from "./message.ts"

type Hello = Extract<Message.Told, { readonly _tag: "Hello" }>

export interface Station {
  readonly id: string
  readonly host: string
  readonly process: number
  readonly threads: number
  readonly machine: Hello["machine"]
  /** How people call it: its host, and its process where there are several of one name. */
  readonly label: string
}

interface Known extends Station {
  heard: number
  isSilent: boolean
  pulse: Message.Pulse["threads"]
}

export interface Roster {
  /** Threads of those that are heard. */
  readonly width: () => number
  readonly join: (hello: Hello) => Station
  readonly leave: (id: string) => Station | undefined
  /** Undefined for one that is not known. True: it was silent, and is back. */
  readonly hear: (
    id: string,
    pulse?: Message.Pulse["threads"]
  ) => { readonly isBack: boolean; readonly station: Station } | undefined
  /** Those that have been silent for longer than so many milliseconds, each told once. */
  readonly missing: (milliseconds: number) => ReadonlyArray<Station>
  readonly find: (id: string) => Station | undefined
  readonly isHeard: (id: string | undefined) => boolean
  readonly workers: (task: (errand: string, at: number) => string | undefined) => ReadonlyArray<Worker>
  readonly clear: () => void
}

export const make = (): Roster => {
  const known = new Map<string, Known>()
  const heard = (): ReadonlyArray<Known> => [...known.values()].filter(({ isSilent }) => !isSilent)

  /** Another one for each, also where two machines have one name and their processes one number. */
  const labelOf = ({ host, process, station }: Hello): string => {
    const taken = new Set([...known.values()].filter(({ id }) => id !== station).map(({ label }) => label))
    const first = taken.has(host) ? `${host}:${process}` : host
    let label = first
    for (let k = 2; taken.has(label); k++) label = `${first}#${k}`
    return label
  }

  const workersOf = (
    { label, pulse }: Known,
    task: (errand: string, at: number) => string | undefined
  ): ReadonlyArray<Worker> =>
    pulse.map(({ thread, errand, at, quiet, jobs }) => ({
      machine: label,
      thread,
      task: (errand === null ? undefined : task(errand, at)) ?? null,
      heard: quiet === null ? null : Date.now() / 1000 - quiet,
      jobs
    }))

  return {
    width: () => heard().reduce((sum, { threads }) => sum + threads, 0),
    join: (hello) => {
      const { station: id, host, process, threads, machine } = hello
      const station = { id, host, process, threads, machine, label: labelOf(hello) }
      known.set(id, { ...station, heard: performance.now(), isSilent: false, pulse: [] })
      return station
    },
    leave: (id) => {
      const found = known.get(id)
      known.delete(id)
      return found
    },
    hear: (id, pulse) => {
      const station = known.get(id)
      if (station === undefined) return undefined
      const isBack = station.isSilent
      station.heard = performance.now()
      station.isSilent = false
      if (pulse !== undefined) {
        const said = new Set(pulse.map(({ thread }) => thread))
        const others = station.pulse.filter(({ thread }) => !said.has(thread))
        station.pulse = [...others, ...pulse].slice(-station.threads).sort((a, b) => a.thread - b.thread)
      }
      return { isBack, station }
    },
    missing: (milliseconds) => {
      const found = heard().filter(({ heard }) => performance.now() - heard > milliseconds)
      for (const each of found) each.isSilent = true
      return found
    },
    find: (id) => known.get(id),
    isHeard: (id) => id !== undefined && known.get(id)?.isSilent === false,
    workers: (task) => heard().flatMap((station) => workersOf(station, task)),
    clear: () => known.clear()
  }
}

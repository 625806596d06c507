/**
 * Who works on a run, `run.pid`: a process, its host, and a number that grows while it is there. For people on any disk; on a
 * disk that several hosts share it is what keeps them apart, for there the lock of the operating system may hold for its own
 * host alone.
 *
 *     process host boot beat          4711 node17 9a5b1c02 12
 *
 * Whoever takes the run makes the file, at which one alone succeeds, and then writes the next beat into it every few seconds.
 * That of another host which has been silent for a while is moved away. Its process, should it only have slept, finds another
 * file there before it writes more results.
 */
import { closeSync, readFileSync, realpathSync, renameSync, rmSync, writeSync } from "node:fs"
import { hostname } from "node:os"
import * as OwnFile from "../own-file.ts"

/** A process that works on a run, or did. */
export interface Holder {
  readonly process: number
  /** Empty where nobody knows. */
  readonly host: string
  /** Tells hosts of the same name apart, and one from itself before it was started anew; empty where nobody knows. */
  readonly boot: string
  readonly beat: number
}

const fileIn = (directory: string): string => OwnFile.path(directory, "run.pid")

/** A host's name has 64 characters at the most. */
const mostBytes = 200

const bootOf = (): string => {
  try {
    return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").slice(0, 8)
  } catch {
    return ""
  }
}

/** This process. */
export const here = (): Holder => ({ process: process.pid, host: hostname(), boot: bootOf(), beat: 0 })

const line = ({ process, host, boot, beat }: Holder): string => `${process} ${host} ${boot} ${beat}\n`

/** What is known of one whose line is none: somebody makes the file at this moment, or the disk was full. */
const unknown: Holder = { process: 0, host: "", boot: "", beat: 0 }

/** Undefined where nobody holds the run. */
export const read = (directory: string): Holder | undefined => {
  try {
    const text = OwnFile.read(fileIn(directory), mostBytes)
    if (text === undefined) return undefined
    // Versions of old say the process alone.
    const [, process, host = "", boot = "", beat = "0"] = /^(\d+)(?: (\S+) (\S*) (\d+))?\n/.exec(text) ?? []
    return process === undefined ? unknown : { process: Number(process), host, boot, beat: Number(beat) }
  } catch {
    return unknown
  }
}

/** Whether two are on one host, whose locks keep them apart. */
const isSameHost = (a: Holder, b: Holder): boolean => a.host === b.host && a.boot === b.boot

/** `another process (4711 on node17)`. */
export const named = ({ process, host }: Holder = unknown): string => {
  const where = host === "" || host === hostname() ? "" : ` on ${host}`
  return process === 0 ? `another process${where}` : `another process (${process}${where})`
}

/** The holder, where it is on another host: then nobody here sees whether it is still there, but by its beats. */
export const elsewhere = (directory: string, ours: Holder): Holder | undefined => {
  const found = read(directory)
  return found === undefined || isSameHost(found, ours) ? undefined : found
}

/** Seconds after which one that has said nothing is gone: the caches of network disks hold back up to a minute. */
export const silence = 90

/** Seconds from one beat to the next. */
export const beatSeconds = 5

/** When the holder was last heard of; of versions of old the pulse tells. */
const beatenAt = (directory: string): number =>
  Math.max(
    ...[fileIn(directory), OwnFile.path(directory, "pulse.json")].map(
      (file) => OwnFile.found(file)?.mtimeMs ?? 0
    )
  )

/** Seconds since then by the disk's own clock, which all hosts share where a server says when a file was written. */
export const secondsSilent = (directory: string): number => {
  const clock = OwnFile.path(directory, "run.clock")
  OwnFile.create(clock, "")
  const now = OwnFile.found(clock)?.mtimeMs ?? Date.now()
  rmSync(clock, { force: true })
  return (now - beatenAt(directory)) / 1000
}

/** Whether another host works on a run, for those who only look; by the clock of this one. */
export const isElsewhere = (directory: string): boolean =>
  elsewhere(directory, here()) !== undefined && Date.now() - beatenAt(directory) < 1000 * silence

/** The runs of this process on shared disks, by their folders: whether they are still its own. */
const held = new Map<string, () => boolean>()

/** Whether another host has taken a run that this process holds. */
export const isLost = (directory: string): boolean => held.get(realpathSync(directory))?.() === false

/** What stands there is of a process that is gone. */
const clear = (file: string): void => {
  if (!OwnFile.exists(file)) return
  const away = `${file}.old`
  renameSync(file, away)
  rmSync(away, { force: true })
}

/**
 * Makes the file for this process on a disk that hosts share. The function gives the run up again.
 *
 * @param gone the holder that is taken for gone
 * @return undefined where another host was faster
 */
export const take = (directory: string, ours: Holder, gone: Holder | undefined): (() => void) | undefined => {
  const file = fileIn(directory)
  const before = elsewhere(directory, ours)
  if (before !== undefined && (gone === undefined || line(before) !== line(gone))) return undefined
  clear(file)
  const made = OwnFile.claim(file)
  if (made === undefined) return undefined
  let beat = 0
  // Into the file that was made: another host may have put another one in its place.
  const write = (): void => {
    writeSync(made, line({ ...ours, beat: beat++ }), 0)
  }
  write()
  const timer = setInterval(() => {
    try {
      write()
    } catch {
      // The disk is full, or gone: whoever writes results tells that.
    }
  }, 1000 * beatSeconds)
  timer.unref()
  const key = realpathSync(directory)
  const isOurs = (): boolean => {
    const found = read(directory)
    return found !== undefined && found.process === ours.process && isSameHost(found, ours)
  }
  held.set(key, isOurs)
  return () => {
    clearInterval(timer)
    held.delete(key)
    if (isOurs()) rmSync(file, { force: true })
    closeSync(made)
  }
}

/** The same on a disk of this host alone, where its lock keeps others away: for people. */
export const say = (directory: string, ours: Holder): (() => void) => {
  const file = fileIn(directory)
  try {
    OwnFile.create(file, line(ours))
  } catch {
    // A full disk.
  }
  return () => rmSync(file, { force: true })
}

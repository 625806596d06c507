/**
 * The files of a run's folder: plain files, and folders, of its own. Runs come from strangers, too, in whose folders a
 * name may be a link to a file elsewhere, or a pipe that nobody writes to. So no link is followed to a file, whatever is
 * no plain file is refused, and what is new is made new. The folder of the run as a whole, and those above it, may be links.
 *
 * Hard links are files of one's own to read: copies that share them (`cp -al`, rsnapshot) are common. What is written to
 * where it stands must have no other name, whose content would change with it.
 */
import type { Stats } from "node:fs"
import {
  accessSync,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync
} from "node:fs"
import { join } from "node:path"
import * as Shell from "./shell.ts"
import { Unfit } from "./unfit.ts"

/** Made anew, and then put in the place of what was there: `NAME.new` is on its way. */
const replaced = ["study.yaml", "points.ndjson", "manifest.json", "pulse.json"] as const

/** Written to where they stand. */
const growing = [
  "run.sqlite",
  "run.sqlite-wal",
  "run.sqlite-shm",
  "run.sqlite-journal",
  "log.ndjson"
] as const

/** SQLite opens what lies beside the lock, though nothing is ever written to it. */
const others = [
  "run.lock",
  "run.lock-wal",
  "run.lock-shm",
  "run.lock-journal",
  "run.pid",
  "run.pid.old",
  "run.clock",
  "report.html"
] as const

const folders = ["former", "figures", "tables", "models", "repair.partial", "batch"] as const

export type Name = (typeof replaced | typeof growing | typeof others | typeof folders)[number]

const files = [...replaced, ...replaced.map((name) => `${name}.new`), ...growing, ...others]

/** All that a run keeps in its folder, but for what is in the folders of it. */
export const names: ReadonlyArray<string> = [...files, ...folders]

export const path = (directory: string, name: Name): string => join(directory, name)

/** Something that no run has written stands at one of its names, or what stands there may not be written to. */
export class NotOwn extends Unfit {
  readonly _tag = "NotOwn"
}

/** What stands at a path itself; undefined for nothing, and for what cannot be looked at. */
export const found = (path: string): Stats | undefined => {
  try {
    return lstatSync(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

/** Whether a path leads to a folder, over links, too: as the place that runs are in may. */
export const leadsToFolder = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() === true

export const exists = (path: string): boolean => found(path) !== undefined

const kindOf = (stats: Stats): string => {
  if (stats.isSymbolicLink()) return "a symbolic link"
  if (stats.isDirectory()) return "a folder"
  if (stats.isFile()) return "a file"
  if (stats.isFIFO()) return "a pipe"
  return stats.isSocket() ? "a socket" : "a device"
}

const notOwn = (path: string, stats: Stats, wanted: "file" | "folder"): NotOwn =>
  new NotOwn(
    `${path} is ${kindOf(stats)}, where a run has a ${wanted} of its own: ${
      stats.isSymbolicLink()
        ? `take it away, or put a plain ${wanted} there; only the run's folder as a whole may be a link`
        : "take it away"
    }`
  )

/** Throws a {@link NotOwn} where something stands there that is no plain file. */
export const checkFile = (file: string): void => {
  const stats = found(file)
  if (stats !== undefined && !stats.isFile()) throw notOwn(file, stats, "file")
}

const checkFolder = (folder: string): void => {
  const stats = found(folder)
  if (stats !== undefined && !stats.isDirectory()) throw notOwn(folder, stats, "folder")
}

/** Windows has neither: there a file is looked at before it is opened, and that is all. */
const { O_NOFOLLOW: noFollow = 0, O_NONBLOCK: noWait = 0 }: Partial<typeof constants> = constants

/** Does not wait for somebody at the other end of a pipe. */
const opened = (file: string, flags: number): number => {
  checkFile(file)
  const open = openSync(file, flags | noFollow | noWait)
  const stats = fstatSync(open)
  if (stats.isFile()) return open
  closeSync(open)
  throw notOwn(file, stats, "file")
}

const using = <A>(open: number, use: (open: number) => A): A => {
  try {
    return use(open)
  } finally {
    closeSync(open)
  }
}

/** Its descriptor, to read. Throws a {@link NotOwn}, and what the operating system says. */
export const open = (file: string): number => opened(file, constants.O_RDONLY)

/** The same; undefined where there is none. */
export const openIfThere = (file: string): number | undefined => {
  try {
    return open(file)
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return undefined
    throw cause
  }
}

/** Bytes of a text that a run writes; as JSON it takes up to thirty times the memory. */
export const mostText = 64 * 2 ** 20

/**
 * The text of a file; undefined where there is none. Throws what {@link open} does, and Unfit for a file that is longer than
 * any that a run writes there.
 */
export const read = (file: string, most = mostText): string | undefined => {
  if (!exists(file)) return undefined
  return using(open(file), (open) => {
    const { size } = fstatSync(open)
    if (size > most)
      throw new Unfit(
        `${file} has ${size} bytes, and no run writes more than ${most} there: take it from a copy of the run`
      )
    return readFileSync(open, "utf8")
  })
}

const pieceBytes = 2 ** 20

/** The bytes of a file, opened when the first are asked for. */
export function* pieces(file: string): Generator<Uint8Array> {
  const source = open(file)
  try {
    for (;;) {
      const piece = Buffer.alloc(pieceBytes)
      const bytes = readSync(source, piece)
      if (bytes === 0) return
      yield piece.subarray(0, bytes)
    }
  } finally {
    closeSync(source)
  }
}

type Content = string | Uint8Array

/** A new file in the place of whatever stands there. */
export const create = (file: string, ...content: ReadonlyArray<Content>): void => createOf(file, content)

const createOf = (file: string, content: Iterable<Content>): void => {
  rmSync(file, { force: true })
  using(openSync(file, "wx"), (open) => {
    for (const piece of content) writeFileSync(open, piece)
  })
}

/** The descriptor of a file that was not there; undefined where it is there, on a network disk also for other hosts. */
export const claim = (file: string): number | undefined => {
  try {
    return openSync(file, "wx")
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "EEXIST") return undefined
    throw cause
  }
}

/** A file that is there whole or not at all, whenever the process ends. */
export const writeAll = (file: string, content: Iterable<Content>): void => {
  checkFile(file)
  createOf(`${file}.new`, content)
  renameSync(`${file}.new`, file)
}

export const write = (file: string, content: Content): void => writeAll(file, [content])

/** At the end of a file, which is made where there is none. */
export const append = (file: string, text: string): void =>
  using(opened(file, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT), (open) =>
    writeFileSync(open, text)
  )

/** A folder of a run, made where there is none. */
export const makeFolder = (folder: string): void => {
  checkFolder(folder)
  if (!exists(folder)) mkdirSync(folder)
}

/** None of a file that is gone meanwhile, or may not be read: nor can SQLite then. */
const lastBytes = (file: string, count: number): Buffer => {
  try {
    return using(open(file), (open) => {
      const bytes = Buffer.alloc(count)
      const read = readSync(open, bytes, 0, count, Math.max(0, fstatSync(open).size - count))
      return bytes.subarray(0, read)
    })
  } catch {
    return Buffer.alloc(0)
  }
}

/** How a rollback journal ends that names another file, which SQLite would look at, and may delete. */
const journalMagic = Buffer.from("d9d505f920a163d7", "hex")

/**
 * A transaction of a run is of one file alone; journals of several files have the name of one more behind them.
 *
 * Source: SQLite's "Database File Format", section 3, and readSuperJournal in its pager.c.
 */
const checkJournal = (file: string): void => {
  const bytes = found(file)?.size ?? 0
  if (bytes >= journalMagic.length && lastBytes(file, journalMagic.length).equals(journalMagic))
    throw new NotOwn(`${file} names a file elsewhere, which no journal of a run does: take it away`)
}

/**
 * Before anything is read of a run's folder, or by SQLite, which follows a link at the name of a database. Throws a
 * {@link NotOwn} for the first name of the run that something else stands at.
 */
export const check = (directory: string): void => {
  for (const name of files) checkFile(join(directory, name))
  for (const name of folders) checkFolder(join(directory, name))
  checkJournal(path(directory, "run.sqlite-journal"))
  checkJournal(path(directory, "run.lock-journal"))
}

const mayWrite = (path: string): boolean => {
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** Before new files are made in the folder. Throws a {@link NotOwn} where it is another one's, or on a disk to read only. */
export const checkWritable = (directory: string): void => {
  for (const path of [directory, ...growing.map((name) => join(directory, name))])
    if (exists(path) && !mayWrite(path))
      throw new NotOwn(
        `${path} may not be written to; a copy may: ` +
          `${Shell.line(["cp", "-r", directory, "copy"])} && chmod -R u+w copy`
      )
}

/** `cp -p a a.copy && mv a.copy a`: the file's content under its own name alone. */
const separate = (file: string): string =>
  `${Shell.line(["cp", "-p", file, `${file}.copy`])} && ${Shell.line(["mv", `${file}.copy`, file])}`

/** The same before anything is written there. Throws also as {@link checkWritable} does, and for hard links of what is written to where it stands. */
export const checkToWrite = (directory: string): void => {
  check(directory)
  checkWritable(directory)
  const shared = growing.map((name) => path(directory, name)).filter((file) => (found(file)?.nlink ?? 1) > 1)
  if (shared.length === 0) return
  const [have, apart] =
    shared.length === 1 ? ["has", "it a file of its own"] : ["have", "them files of their own"]
  throw new NotOwn(
    `${shared.join(" and ")} ${have} other names (hard links), whose content would change, too; make ${apart} first: ` +
      shared.map(separate).join(" && ")
  )
}

/** Files that commands write, beside what they print or instead of it. */
import { existsSync, realpathSync, statSync } from "node:fs"
import { basename, dirname, resolve } from "node:path"
import * as Effect from "effect/Effect"
import * as Fault from "../../../engine/journal/fault.ts"
import * as Place from "../../../engine/journal/place.ts"
import * as OwnFile from "../../../engine/own-file.ts"
import * as Format from "../../export/format.ts"
import type { Chunks } from "../../export/sink.ts"
import type { Chunk } from "../../export/table.ts"
import * as Plain from "../../text/plain.ts"
import * as Problem from "../terminal/problem.ts"
import * as Flag from "./flag.ts"

/** A flag that names a file to write; undefined where it is not given. */
export const flag = (name: string, description: string) => Flag.text(name, "FILE", description)

/** A report of a run is made again whenever somebody asks. */
const ownNames: ReadonlySet<string> = new Set(OwnFile.names.filter((name) => name !== "report.html"))

/** A pipe or a terminal takes one thing behind another. */
const isDevice = (file: string): boolean => existsSync(file) && !statSync(file).isFile()

/** Where a path leads, whatever links stand in it. */
export const real = (path: string): string => (existsSync(path) ? realpathSync(path) : resolve(path))

/** The run that a file is part of. */
const runOf = (file: string): string | undefined => {
  const path = real(file)
  return ownNames.has(basename(path)) && Place.exists(dirname(path)) ? dirname(path) : undefined
}

/** Why a file cannot be written, as a sentence. */
const unwritable = (file: string): string | undefined => {
  if (file === "") return "A file that is to be written has no name."
  if (!existsSync(dirname(file))) return `The folder ${dirname(file)} does not exist.`
  if (existsSync(file) && statSync(file).isDirectory()) return `${file} is a folder.`
  const run = runOf(file)
  return run === undefined ? undefined : `${file} is what the run ${run} is kept in: name another file.`
}

/** Fails for the first file that cannot be written, before anything has been computed for it. */
export const check = (...files: ReadonlyArray<string | undefined>): Effect.Effect<void, Problem.Stop> =>
  Effect.suspend(() => {
    const fault = files
      .map((file) => (file === undefined ? undefined : unwritable(file)))
      .find((each) => each !== undefined)
    return fault !== undefined ? Effect.fail(Problem.misuse(fault)) : Effect.void
  })

/** Fails where two of them are one file, of which the second would leave nothing of the first. */
export const checkApart = (...files: ReadonlyArray<string | undefined>): Effect.Effect<void, Problem.Stop> =>
  Effect.suspend(() => {
    const there = files.flatMap((file) => file ?? [])
    const paths = there.map(real)
    const twice = there.find((file, k) => paths.indexOf(paths[k]!) < k && !isDevice(file))
    return twice === undefined
      ? Effect.void
      : Effect.fail(Problem.misuse(`Two things cannot be written to one file, ${twice}: name two.`))
  })

/** The same for a file of a run's folder, which must not be a link. */
export const checkOwn = (file: string): Effect.Effect<void, Problem.Stop> =>
  Effect.try({
    try: () => {
      OwnFile.checkFile(file)
      OwnFile.checkWritable(dirname(file))
    },
    catch: (cause) => Problem.misuse((cause as OwnFile.NotOwn).message)
  })

/**
 * Fails where what is no text would go to a terminal.
 *
 * @param isBinary whether the format is none; by the formats of tables unless told
 */
export const checkText = (
  format: string,
  file: string | undefined,
  isBinary = Format.binary.has(format)
): Effect.Effect<void, Problem.Stop> =>
  file === undefined && isBinary && process.stdout.isTTY
    ? Effect.fail(
        Problem.misuse(`${format} is not text: name a file with --output, or redirect standard output.`)
      )
    : Effect.void

/** A file keeps every character as it is; a terminal would take some of them for commands. */
const onTerminal = async function* (chunks: Chunks): AsyncGenerator<Chunk> {
  for await (const chunk of chunks) yield typeof chunk === "string" ? Plain.block(chunk) : chunk
}

/** Chunks to a file, which is whole or not there, or to standard output. */
export const writeChunks = (chunks: Chunks, file: string | undefined): Effect.Effect<void, Problem.Stop> =>
  Effect.tryPromise({
    try: async () => {
      const Sink = await import("../../export/sink.ts")
      if (file !== undefined) return Sink.toFile(chunks, file)
      return Sink.toStream(process.stdout.isTTY ? onTerminal(chunks) : chunks, process.stdout)
    },
    catch: (cause) => cause as NodeJS.ErrnoException
  }).pipe(
    Effect.catch((cause) =>
      // A system error has a code; anything else is of the run's file, or a bug and keeps its stack.
      cause.code === undefined || Fault.isOfFile(cause)
        ? Effect.die(cause)
        : Effect.fail(Problem.failed(`${file ?? "standard output"} could not be written: ${cause.message}`))
    )
  )

export const write = (file: string, content: string | Uint8Array): Effect.Effect<void, Problem.Stop> =>
  writeChunks([content], file)

/** JSON; MessagePack if the name ends with .msgpack. */
export const writeData = (file: string, data: unknown): Effect.Effect<void, Problem.Stop> =>
  Effect.gen(function* () {
    const { pack } = yield* Effect.promise(() => import("../../../engine/wire.ts"))
    yield* write(file, file.endsWith(".msgpack") ? pack(data) : `${JSON.stringify(data)}\n`)
  })

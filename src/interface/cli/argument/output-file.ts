/** Files that commands write besides what they print. */
import { existsSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Problem from "../terminal/problem.ts"

/** A flag that names a file to write; undefined where it is not given. */
export const flag = (name: string, description: string) =>
  Flag.String(name).pipe(
    Flag.withMetavar("FILE"),
    Flag.withDescription(description),
    Flag.optional,
    Flag.map(Option.getOrUndefined)
  )

/** Fails for the first file whose folder is not there, before anything has been computed for it. */
export const check = (...files: ReadonlyArray<string | undefined>): Effect.Effect<void, Problem.Stop> =>
  Effect.gen(function* () {
    for (const each of files) {
      if (each !== undefined && !existsSync(dirname(each)))
        return yield* Problem.misuse(`The folder ${dirname(each)} does not exist.`)
    }
  })

export const write = (path: string, content: string | Uint8Array): Effect.Effect<void, Problem.Stop> =>
  Effect.try({
    try: () => writeFileSync(path, content),
    catch: (cause) => Problem.failed(`${path} could not be written: ${(cause as Error).message}`)
  })

/** JSON; MessagePack if the name ends with .msgpack. */
export const writeData = (path: string, data: unknown): Effect.Effect<void, Problem.Stop> =>
  Effect.gen(function* () {
    const { pack } = yield* Effect.promise(() => import("../../../engine/wire.ts"))
    yield* write(path, path.endsWith(".msgpack") ? pack(data) : `${JSON.stringify(data)}\n`)
  })

/** The pool of a fleet: its workers are threads of the stations that are there now, none at first, and whoever comes. */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Pool } from "../pool.ts"
import * as Coordinator from "./coordinator.ts"

/** Threads that are given work at a time. */
const most = 4096

/** Fails with NoServer. */
export const layer = (options: Coordinator.Options) =>
  Layer.effect(
    Pool,
    Effect.gen(function* () {
      const { perform, width, workers, watch } = yield* Coordinator.open(options)
      return Pool.of({
        // Where nobody is, one job waits for the first station, which proves its bits by it.
        get width() {
          return Math.max(1, Math.min(most, width()))
        },
        most,
        capabilities: { sharesMemory: false, leadsTrainings: true },
        workers,
        watch,
        run: perform
      })
    })
  )

/** The study of a run as it was resolved: a study file for people, and what the run's file holds, to resume. */

import { renameSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import * as Schema from "effect/Schema"
import type { Simulation } from "../simulation/contract.ts"
import type * as Reader from "./journal/reader.ts"
import type { Point, Study } from "./study.ts"
import { canonical } from "./study.ts"

/** A study file that says the same with nothing left to expand, draw or default; one point a line. */
export const text = (study: Study): string => {
  const { until } = study
  return [
    `name: ${JSON.stringify(study.name)}`,
    `simulation: ${JSON.stringify(study.simulation)}`,
    `seed: ${study.seed}`,
    `repeats: ${study.repeats}`,
    ...(until === undefined ? [] : [`until: ${JSON.stringify(until)}`]),
    "sweep:",
    "  - list:",
    ...study.points.map((point) => `      - ${canonical(point.encoded)}`),
    ""
  ].join("\n")
}

export const write = (directory: string, study: Study): void => {
  const file = join(directory, "study.yaml")
  writeFileSync(`${file}.new`, text(study))
  renameSync(`${file}.new`, file)
}

/**
 * The study that a run's file holds, its points by the ids that they have there. Throws a RangeError when a config no longer fits the simulation's parameters.
 */
export const read = (reader: Reader.Reader, simulation: Simulation): Study => {
  const decode = Schema.decodeUnknownSync(simulation.config)
  const encode = Schema.encodeSync(simulation.config)
  const points = reader.points().map(({ config: stored, swept, ordinal, id }): Point => {
    try {
      const config = decode(stored, { onExcessProperty: "error" })
      // Also what the simulation has gained since.
      return { config, encoded: encode(config) as Point["encoded"], swept, id }
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause)
      throw new RangeError(
        `point ${ordinal} no longer fits the parameters of ${reader.study.simulation}: ${why}`
      )
    }
  })
  return { ...reader.study, points }
}

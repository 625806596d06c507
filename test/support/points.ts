/** Points as plain data: those of a sweep make their configs when they are asked for them. */
import type { Point } from "../../src/engine/study.ts"

export const plain = (points: ReadonlyArray<Point>) =>
  points.map(({ config, encoded, swept }) => ({ config, encoded, swept }))

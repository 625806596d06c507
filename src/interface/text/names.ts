/** What points and tasks are called where people know the sweep: by its values, instead of place and id. */
import type { StoredPoint } from "../../engine/journal/reader.ts"
import type { Manifest } from "../../engine/manifest.ts"
import { pointOf } from "../../engine/plan.ts"
import * as Plain from "./plain.ts"
import * as Point from "./point.ts"
import type { Names } from "./sentence.ts"

type Named = Pick<StoredPoint, "id" | "ordinal" | "swept">

/** A task by its point, and the replicates of which repeat. */
export const task = (id: string, point: Omit<Named, "id"> | undefined): string => {
  // A rung is a share, with a point of its own.
  const [, repeat, ...ends] = id.split(".")
  const range = ends.length === 0 ? undefined : ends.join(".")
  const plain = `task ${Plain.cell(id)}`
  if (point === undefined) return plain
  if (range !== undefined)
    return `${Point.name(point)}; repeat ${Plain.cell(repeat!)}, ${Plain.cell(range.replace("-", " to "))}`
  return repeat === "rows" ? `the rows of ${Point.name(point)}` : plain
}

/** Of a task that crashed, as manifests have it. */
export const crashed = ({ task: id, point, swept }: Manifest["crashed"][number]): string =>
  task(id, point === undefined || swept === undefined ? undefined : { ordinal: point, swept })

/**
 * @param points in the order of the plan
 * @param identified the same with their ids, which cost time and memory: asked for when the first task is named
 */
export const of = (
  points: ReadonlyArray<Pick<Named, "swept">>,
  identified: () => ReadonlyArray<Named>
): Names => {
  let byId: ReadonlyMap<string, Named> | undefined
  return {
    point: (ordinal) => {
      const point = points[ordinal]
      return point === undefined ? `point ${ordinal}` : Point.name({ ordinal, swept: point.swept })
    },
    task: (id) => {
      byId ??= new Map(identified().map((point) => [point.id, point]))
      return task(id, byId.get(pointOf(id)))
    }
  }
}

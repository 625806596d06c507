/** The Piscina entry point of a search's walks: one walk over rectangular diagrams, until it is wanted no more. */

import type * as Diagram from "../src/domain/grid/diagram.ts"
import * as Search from "../src/domain/grid/search.ts"
import type { Key } from "../src/domain/random/key.ts"

export interface Call {
  readonly start: Diagram.Diagram
  readonly key: Key
  readonly task: Search.Task
  /** Milliseconds since 1970. */
  readonly until: number
  /** In shared memory, one number: walks with a larger number are wanted no more. */
  readonly last: Int32Array
}

export default ({ start, key, task, until, last }: Call): Search.Attempt =>
  Search.walk(
    start,
    key,
    task,
    () => performance.timeOrigin + performance.now() >= until || Atomics.load(last, 0) < task.number
  )

/** A thread that makes walks of a search of rectangular diagrams, as it is told. */
import { parentPort } from "node:worker_threads"
import type * as Diagram from "../../src/domain/grid/diagram.ts"
import * as Search from "../../src/domain/grid/search.ts"
import type { Key } from "../../src/domain/random/key.ts"

export interface Job {
  readonly start: Diagram.Diagram
  readonly key: Key
  readonly task: Search.Task
}

parentPort?.on("message", ({ start, key, task }: Job) =>
  parentPort?.postMessage(Search.walk(start, key, task))
)

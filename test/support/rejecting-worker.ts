/** A worker of Piscina that fails in the way it is asked to. */
import { setTimeout } from "node:timers/promises"

/** How it fails; `wait` is the time it takes before it answers. */
export type Way = "exit" | "timer" | "promise" | "text" | "memory" | "reply" | "none"

const endless = (): never => {
  const kept: Array<Array<number>> = []
  for (;;) kept.push(Array.from({ length: 10_000 }, (_, k) => k))
}

export default async ({ way, wait = 0 }: { readonly way: Way; readonly wait?: number }): Promise<unknown> => {
  switch (way) {
    case "exit":
      return process.exit(3)
    case "timer":
      setImmediate(() => {
        throw new RangeError("thrown in a timer")
      })
      break
    case "promise":
      void Promise.reject(new RangeError("nobody caught it"))
      break
    case "text":
      setImmediate(() => {
        throw "only text"
      })
      break
    case "memory":
      return endless()
    case "reply":
      return () => 1
    case "none":
      break
  }
  await setTimeout(wait)
  return "done"
}

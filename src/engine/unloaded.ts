/** What is wrong with a simulation that does not load, or breaks: a sentence, or its place in the simulation's files. */

/** Frames that say nothing of the simulation: node's, and this program's own. */
const foreign = [
  "node:",
  ...["engine/", "interface/", "simulation/discover."].map(
    (part) => new URL(`../${part}`, import.meta.url).href
  )
]

const isForeign = (line: string): boolean =>
  /^ +at /.test(line) && foreign.some((part) => line.includes(part))

/** What went wrong, and where in the simulation's files. */
export const explain = (cause: unknown): string => {
  if (!(cause instanceof Error)) return String(cause)
  const lines = (cause.stack ?? cause.message).split("\n").filter((line) => !isForeign(line))
  return lines.some((line) => /^ +at /.test(line)) || cause instanceof SyntaxError
    ? lines.join("\n").trimEnd()
    : cause.message
}

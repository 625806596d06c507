import t from "tap"
import * as Summary from "../../../../../src/interface/cli/command/run/summary.ts"

const ended = { directory: "runs/a", points: 3, pointsFinished: 1, reused: [] } as const
const crash = (task: string, message: string) => ({ task, message })

t.test("how a run ended, and what to do next", (t) => {
  t.equal(
    Summary.sentences({ ...ended, outcome: "done", crashed: [] }).join("\n"),
    "done: 1 of 3 points in runs/a"
  )
  t.equal(
    Summary.sentences({ ...ended, outcome: "interrupted", crashed: [] }).join("\n"),
    "interrupted: 1 of 3 points in runs/a\nto continue: ./skein resume runs/a"
  )
  const swept = { width: 5, activation: "relu" }
  const first = { ...crash("t1.1.0-40", "RangeError: a"), point: 2, swept }
  const same = [first, crash("t2", "TypeError: b"), crash("t3", "RangeError: a")]
  t.equal(
    Summary.sentences({ ...ended, outcome: "failed", crashed: same }).join("\n"),
    [
      "failed: 1 of 3 points in runs/a; 3 tasks crashed, a bug of the simulation:",
      "  RangeError: a (width 5, activation relu; repeat 1, 0 to 40 and 1 other task)",
      "  TypeError: b (task t2)",
      "all of them: ./skein status runs/a"
    ].join("\n")
  )
  const many = Array.from({ length: 12 }, (_, i) => crash(`t${i}`, `Error: ${i}`))
  t.match(
    Summary.sentences({ ...ended, outcome: "failed", crashed: many }).join("\n"),
    /Error: 9 \(task t9\)\n {2}… 2 other messages\n/
  )
  t.end()
})

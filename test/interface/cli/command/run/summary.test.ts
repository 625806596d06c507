import t from "tap"
import * as Summary from "../../../../../src/interface/cli/command/run/summary.ts"

const ended = { directory: "runs/a", points: 3, pointsFinished: 1, reused: [] } as const
const crash = (task: string, message: string) => ({ task, message })

t.test("how a run ended, and what to do next", (t) => {
  t.equal(Summary.sentence({ ...ended, outcome: "done", crashed: [] }), "done: 1 of 3 points in runs/a")
  t.equal(
    Summary.sentence({ ...ended, outcome: "interrupted", crashed: [] }),
    "interrupted: 1 of 3 points in runs/a\nto continue: ./skein resume runs/a"
  )
  const same = [crash("t1", "RangeError: a"), crash("t2", "TypeError: b"), crash("t3", "RangeError: a")]
  t.equal(
    Summary.sentence({ ...ended, outcome: "failed", crashed: same }),
    [
      "failed: 1 of 3 points in runs/a; 3 tasks crashed, a bug of the simulation:",
      "  RangeError: a (t1 and 1 other task)",
      "  TypeError: b (t2)",
      "all of them: ./skein status runs/a"
    ].join("\n")
  )
  const many = Array.from({ length: 12 }, (_, i) => crash(`t${i}`, `Error: ${i}`))
  t.match(
    Summary.sentence({ ...ended, outcome: "failed", crashed: many }),
    /Error: 9 \(t9\)\n {2}… 2 other messages\n/
  )
  t.end()
})

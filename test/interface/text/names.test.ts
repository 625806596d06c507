import t from "tap"
import * as Names from "../../../src/interface/text/names.ts"

t.test("points are named without ids, which a plan of many points makes when a task is named", async (t) => {
  let made = 0
  const points = [{ swept: { width: 5 } }, { swept: {} }]
  const names = Names.of(points, () => {
    made++
    return points.map(({ swept }, ordinal) => ({ ordinal, swept, id: `id${ordinal}` }))
  })
  t.equal(names.point(0), "width 5")
  t.equal(names.point(1), "point 1")
  t.equal(names.point(7), "point 7")
  t.equal(made, 0)
  t.equal(names.task("id0.2.0-100"), "width 5; repeat 2, 0 to 100")
  t.equal(names.task("id9.0.0-1"), "task id9.0.0-1")
  t.equal(made, 1)
})

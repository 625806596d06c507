import t from "tap"
import { forbidden } from "../../../src/domain/rl/categorical.ts"
import * as Softmax from "../../../src/domain/rl/softmax.ts"
import * as Support from "../../support/actor-critic.ts"

const [rows, choices, beta] = [5, 4, 0.3]
const odds = [1, 2, 0.5, 1]
const softmax = Softmax.make(rows, { choices, odds })
const logits = Support.normals(11, rows * choices).map((z, k) => (k % 11 === 3 ? forbidden : z))
softmax.logits.set(logits)
softmax.soften(0, rows)
const p = (z: ArrayLike<number>): ReadonlyArray<number> => {
  const each = Array.from(z, Math.exp)
  const sum = each.reduce((a, b) => a + b)
  return each.map((e) => e / sum)
}
const row = (r: number): Array<number> => [...logits.subarray(r * choices, (r + 1) * choices)]

t.test("probabilities and entropies by their definitions; what is forbidden has none", async (t) => {
  for (let r = 0; r < rows; r++) {
    const wanted = p(row(r))
    for (let a = 0; a < choices; a++)
      t.ok(Math.abs(softmax.probabilities[r * choices + a] - wanted[a]) < 1e-7)
    const entropy = -wanted.reduce((sum, each) => sum + (each > 0 ? each * Math.log(each) : 0), 0)
    t.ok(Math.abs(softmax.entropies[r] - entropy) < 1e-6)
  }
  t.equal(softmax.probabilities[3], 0)
})

t.test("a tilt is the slope of pull ln p_c - beta (H + sum_a p_a ln odds_a), but for c itself", async (t) => {
  const pulls = Support.normals(12, rows)
  softmax.pulls.set(pulls)
  softmax.tilt(rows, beta)
  const loss = (z: ReadonlyArray<number>, pull: number): number => {
    const each = p(z)
    // - pull ln p_c without z_c is pull times the logarithm of the sum.
    const most = Math.max(...z)
    const normaliser = most + Math.log(z.reduce((sum, x) => sum + Math.exp(x - most), 0))
    const open = each.reduce((sum, q, a) => sum + (q > 0 ? q * (Math.log(odds[a]) - Math.log(q)) : 0), 0)
    return pull * normaliser - beta * open
  }
  for (let r = 0; r < rows; r++)
    for (let a = 0; a < choices; a++) {
      const [up, down] = [1e-5, -1e-5].map((by) =>
        loss(
          row(r).map((z, b) => (a === b ? z + by : z)),
          pulls[r]
        )
      )
      const wanted = (up - down) / 2e-5
      t.ok(Math.abs(softmax.logits[r * choices + a] - wanted) < 1e-6, `row ${r}, action ${a}`)
    }
})

t.test(
  "a uniform picks actions by their shares, and the last possible one where shares sum to less than 1",
  async (t) => {
    const shares = Softmax.make(1, { choices })
    shares.probabilities.set([0.25, 0, 0.5, 0])
    const picked = [0, 0.2499, 0.26, 0.74, 0.76, 0.999].map((u) => Softmax.pick(shares, 0, choices, u))
    t.same(picked, [0, 0, 2, 2, 2, 2])
  }
)

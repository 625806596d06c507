/** What a training says of itself while it goes on. */
import t from "tap"
import { tells } from "../../../src/simulation/classifiers/state.ts"

const score = { loss: 35, correct: 81, words: 100 }
const epoch = { train: { loss: 60, correct: 70, words: 100 }, validation: score, rate: 1e-3, gradient: 1 }

const course = { epochs: 12, train: 1000, batch: 64 }

t.test("its share grows step by step, not epoch by epoch", async (t) => {
  const at = (epoch: number, batch: number) => tells(course, { phase: "train", epoch, batch, log: [] }).share!
  t.equal(at(0, 8), (0.95 * 0.5) / 12, "half of 16 batches of the first of 12 epochs")
  t.ok(Math.abs(at(11, 16) - 0.95) < 1e-12)
  t.equal(tells(course, { phase: "done", epoch: 12, batch: 0, log: [] }).share, 1)
})

t.test("its epoch, and what the last one came to", async (t) => {
  const told = (phase: "train" | "validate" | "test" | "done", log: ReadonlyArray<typeof epoch>) =>
    tells(course, { phase, epoch: log.length, batch: 0, log })
  t.strictSame(told("train", []), { share: 0, said: "epoch 1 of 12" })
  t.strictSame(
    told(
      "validate",
      Array.from({ length: 9 }, () => epoch)
    ),
    {
      share: 0.95 * 0.75,
      said: "epoch 10 of 12, loss 0.350, accuracy 0.810"
    }
  )
  t.strictSame(told("test", [epoch]), { share: 0.95, said: "test, loss 0.350, accuracy 0.810" })
  const unseen = { ...epoch, validation: null }
  t.match(
    tells({ ...course, epochs: 2 }, { phase: "train", epoch: 1, batch: 0, log: [unseen] }).said,
    "loss 0.600, accuracy 0.700",
    "in training, where no words are for validation"
  )
})

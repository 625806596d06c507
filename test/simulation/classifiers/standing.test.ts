/** What a training says of itself while it goes on. */
import t from "tap"
import { tells } from "../../../src/simulation/classifiers/state.ts"

const score = { loss: 35, correct: 81, words: 100 }
const epoch = { train: { loss: 60, correct: 70, words: 100 }, validation: score, rate: 1e-3, gradient: 1 }

t.test("its epoch, and what the last one came to", async (t) => {
  const told = (phase: "train" | "validate" | "test" | "done", log: ReadonlyArray<typeof epoch>) =>
    tells({ epochs: 12 }, { phase, epoch: log.length, log })
  t.strictSame(told("train", []), { share: 0, said: "epoch 1 of 12" })
  t.strictSame(
    told(
      "validate",
      Array.from({ length: 9 }, () => epoch)
    ),
    {
      share: 0.75,
      said: "epoch 10 of 12, loss 0.350, accuracy 0.810"
    }
  )
  t.strictSame(told("test", [epoch]), { share: 1, said: "test, loss 0.350, accuracy 0.810" })
  const unseen = { ...epoch, validation: null }
  t.match(
    tells({ epochs: 2 }, { phase: "train", epoch: 1, log: [unseen] }).said,
    "loss 0.600, accuracy 0.700",
    "in training, where no words are for validation"
  )
})

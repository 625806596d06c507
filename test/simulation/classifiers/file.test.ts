/** A trained model as a file: read by a runtime that knows nothing of the project, it says what the model says. */
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import * as Schema from "effect/Schema"
import { InferenceSession, Tensor } from "onnxruntime-node"
import t from "tap"
import * as Vocabulary from "../../../src/domain/learn/vocabulary.ts"
import type { Config } from "../../../src/simulation/classifiers/config.ts"
import * as Point from "../../../src/simulation/classifiers/config.ts"
import simulation from "../../../src/simulation/classifiers/index.ts"
import * as Model from "../../../src/simulation/classifiers/model.ts"
import * as Net from "../../../src/simulation/classifiers/net.ts"
import * as Training from "../../../src/simulation/classifiers/training.ts"
import { artefacts, outputs } from "../../../src/simulation/classifiers/work.ts"
import { skein } from "../../support/cli.ts"
import { newFolder } from "../../support/engine.ts"

const words = [[1, -2, 1, -2, 3, 3, 1, 2], [4, -4], []]

for (const model of Model.names) {
  t.test(`${model} as a file`, async (t) => {
    const size = model === "feed-forward" ? { width: 16 } : { width: 8, heads: 2 }
    const given = { model, letters: 8, blocks: 1, ...size }
    const config = Schema.decodeUnknownSync(simulation.config)(given) as Config
    const state = Training.start(config, [3, 4])
    t.same(await artefacts(config, state), [], "there is none before the first epoch has ended")
    const { parameters } = state.adam
    const [file] = await artefacts(config, { ...state, best: { epoch: 0, loss: 1, parameters } })
    t.equal(file!.name, "model.onnx")
    t.ok(
      Buffer.from(file!.bytes).includes("[null,1,-1,2,-2,3,-3,4,-4,5,-5,6,-6]"),
      "the vocabulary is inside"
    )

    const session = await InferenceSession.create(file!.bytes)
    t.same([session.inputNames, session.outputNames], [["tokens"], ["logits"]])
    const expected = await outputs(config, await Net.make(config).outputs(), state.key, parameters, words)
    const { length, generators } = Point.reading(config)
    for (const [i, word] of words.entries()) {
      const tokens = new Int32Array(length)
      Vocabulary.encode(word, generators, tokens)
      const { logits } = await session.run({ tokens: new Tensor("int32", tokens, [1, length]) })
      t.ok(Math.abs((logits!.data[0] as number) - expected[i]!) < 1e-5)
    }
    const all = new Int32Array(words.length * length)
    words.forEach((word, i) => {
      Vocabulary.encode(word, generators, all.subarray(i * length, (i + 1) * length))
    })
    const { logits } = await session.run({ tokens: new Tensor("int32", all, [words.length, length]) })
    t.same(logits!.dims, [words.length], "a batch of any size")
    t.ok(words.every((_, i) => Math.abs((logits!.data[i] as number) - expected[i]!) < 1e-5))
    await session.release()
  })
}

t.test("skein models writes one a training", async (t) => {
  const folder = newFolder()
  const base = "{ letters: 8, train: 32, validation: 0, test: 0, epochs: 1, width: 8 }"
  const sweep = "[{ grid: { model: [feed-forward], rate: [0.01, 0.02] } }]"
  writeFileSync(
    join(folder, "study.yaml"),
    `simulation: classifiers\nrepeats: 2\nbase: ${base}\nsweep: ${sweep}\n`
  )
  t.equal((await skein(folder, "run", "study.yaml", "--threads", "0", "--backend", "cpu")).status, 0)
  const { status, stdout, stderr } = await skein(folder, "models", "study")
  t.equal(status, 0, stderr)
  const line = (place: string, rate: number, repeat: number) =>
    `runs/study/models/${place}/model.onnx: model "feed-forward", rate ${rate}, repeat ${repeat}\n`
  t.equal(stdout, line("0.0", 0.01, 0) + line("0.1", 0.01, 1) + line("1.0", 0.02, 0) + line("1.1", 0.02, 1))
})

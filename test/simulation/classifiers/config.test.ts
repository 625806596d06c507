import * as Schema from "effect/Schema"
import t from "tap"
import type { Config } from "../../../src/simulation/classifiers/config.ts"
import * as Point from "../../../src/simulation/classifiers/config.ts"
import simulation from "../../../src/simulation/classifiers/index.ts"
import * as Net from "../../../src/simulation/classifiers/net.ts"
import * as Training from "../../../src/simulation/classifiers/training.ts"
import { outputs } from "../../../src/simulation/classifiers/work.ts"

const read = (given: Record<string, unknown>): Config =>
  Schema.decodeUnknownSync(simulation.config)(given) as Config

const messages = (given: Record<string, unknown>): ReadonlyArray<string> =>
  Point.faults(read(given)).map(({ message }) => message)

t.test("what is left out is filled in, by model", async (t) => {
  t.match(read({ model: "reformer", letters: 9 }), {
    width: 64,
    heads: 4,
    hashes: 2,
    bucket: 4,
    microBatch: 32
  })
  t.match(read({ model: "reformer", letters: 512 }), { bucket: 16 })
  const plain = read({ model: "feed-forward", letters: 9, batch: 8 })
  t.match(plain, { width: 256, embedding: 16, microBatch: 8 })
  t.notOk("heads" in plain)
  t.equal(read({ model: "transformer", letters: 10, trainLetters: 10_000 }).train, 1000)
  const encoded = Schema.encodeSync(simulation.config)(plain)
  t.same(read(encoded as Record<string, unknown>), plain, "and stays when it is read again")
})

t.test("what cannot be is refused with a sentence", async (t) => {
  t.same(messages({ model: "reformer", letters: 12 }), [])
  t.match(messages({ model: "reformer", letters: 12, bucket: 7 }), [
    /full attention under another name.* at most 6/
  ])
  t.match(messages({ model: "transformer", letters: 12, hashes: 2 }), [
    /A transformer has no hashes; reformer has/
  ])
  t.match(messages({ model: "feed-forward", letters: 12, heads: 2 }), [/transformer and reformer have/])
  t.match(messages({ model: "transformer", letters: 12, width: 30 }), [/30 cannot be shared by 4 heads/])
  t.match(messages({ model: "transformer", letters: 12, batch: 8, microBatch: 9 }), [/9 words is larger/])
  const cyclic = { model: "transformer", letters: 12, positions: "cyclic" }
  t.same(messages(cyclic), [])
  t.match(messages({ ...cyclic, model: "reformer" }), [/^A reformer sorts its letters/])
  t.match(messages({ ...cyclic, fewestLetters: 9 }), [/words of N = 12 letters, and there are words of 9/])
  t.match(messages({ model: "transformer", letters: 5 }), [/SmartCollapse leaves no unknot of 5 letters/])
  t.match(messages({ model: "transformer", letters: 9, train: 33 }), [/33 words for train cannot be halved/])
  t.same(
    Point.faults(read({ model: "transformer", letters: 9, test: 33 })).map(({ path }) => path),
    [["test"]],
    "the parameter that is wrong is the one that is named"
  )
  t.throws(() => read({ model: "transformer", letters: 9, train: 0 }), /train/)
})

t.test("words of rectangular diagrams have columns, and nothing of the priors", async (t) => {
  const grid = { model: "transformer", letters: 16, generator: "grid" }
  t.notOk("moves" in read(grid) || "strands" in read(grid) || "columns" in read(grid))
  t.same(Point.drawn(read({ ...grid, columns: 13 }), "grid"), {
    generator: "grid",
    letters: [16, 16],
    columns: 13,
    apart: "rotation",
    words: { train: 10_000, validation: 1000, test: 2000 }
  })
  t.match(read({ ...grid, generator: "same" }), { strands: 5, moves: 10 }, "as ever")
  t.same(messages(grid), [])
  t.same(
    Point.faults(read({ ...grid, moves: 10, strands: 4 })).map(({ path, message }) => [path, message]),
    [
      [["strands"], "Words of generator grid have no strands: leave it out."],
      [["moves"], "Words of generator grid have no moves: leave it out."]
    ]
  )
  t.same(messages({ ...grid, generator: "paper", columns: 12 }), [
    "Words of generator paper have no columns: leave it out."
  ])
  t.match(messages({ ...grid, columns: 3 }), [/5 to 32 columns, not 3/])
  t.match(messages({ ...grid, letters: 200 }), [/^Of words with 200 letters .* 48 letters at most/])
})

t.test("a reformer's words are padded to whole pairs of buckets", async (t) => {
  const length = (letters: number, bucket: number) =>
    Point.reading(read({ model: "reformer", letters, bucket })).length
  t.same([length(9, 4), length(16, 8), length(17, 8), length(30, 15)], [16, 16, 32, 30])
  t.equal(Point.reading(read({ model: "transformer", letters: 9 })).length, 9)
})

t.test("words outside the vocabulary are refused by name, and the empty word has an answer", async (t) => {
  const config = read({ model: "transformer", width: 8, heads: 2, blocks: 1, letters: 8 })
  const { adam, key } = Training.start(config, [1, 2])
  const net = await Net.make(config).outputs()
  const answer = (word: ReadonlyArray<number>) => outputs(config, net, key, adam.parameters, [[1, -2], word])
  await t.rejects(answer([1, 7]), {
    name: "RangeError",
    message: "Letter 2 of the word is 7; the model knows the letters 1 to 6 and -1 to -6."
  })
  await t.rejects(answer([1, 1, 1, 1, 1, 1, 1, 1, 1]), {
    message: /has 9 letters; the model reads at most 8/
  })
  t.ok((await answer([])).every(Number.isFinite))
})

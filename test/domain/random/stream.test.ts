import t from "tap"
import * as Stream from "../../../src/domain/random/stream.ts"
import * as Threefry from "../../../src/domain/random/threefry.ts"

t.test("a stream is the words of counters (0, 0), (0, 1), ... of its key", (t) => {
  const stream = Stream.make([7, 0xfffffff0])
  const words = new Uint32Array(1000)
  Threefry.fill(7, 0xfffffff0, 0, 0, words)
  t.same(
    Array.from({ length: 1000 }, () => Stream.next(stream)),
    Array.from(words)
  )
  Stream.below(stream, 3)
  Stream.restart(stream, [7, 0xfffffff0])
  t.equal(Stream.next(stream), words[0])
  t.equal(Stream.below(stream, 4096), (words[1] & 0xffff) >>> 4, "the low half first")
  t.equal(Stream.below(stream, 4096), words[1] >>> 20, "then the high half")
  t.end()
})

t.test("a stream goes on from any place of it, in the middle of a word, too", (t) => {
  const stream = Stream.make([5, 6])
  for (let drawn = 0, spare = -1; drawn < 200; drawn++, spare = stream.spare) {
    const other = Stream.make([1, 1])
    Stream.resume(other, [5, 6], { words: drawn, spare })
    const ahead = { ...stream, block: stream.block.slice() }
    for (let k = 0; k < 3; k++) {
      t.equal(Stream.below(other, 1000), Stream.below(ahead, 1000))
      t.equal(Stream.next(other), Stream.next(ahead))
    }
    if (drawn % 3 === 0) {
      stream.spare = -1
      Stream.sign(stream)
    } else Stream.next(stream)
  }
  t.end()
})

t.test("below is uniform: chi-squared within 4.5 standard deviations, odds 1 in 100 000 a case", (t) => {
  const stream = Stream.make([1, 2])
  for (const n of [1, 2, 3, 7, 96, 4095, 4096, 4097, 5000]) {
    const draws = 40 * n + 20000
    const counts = new Float64Array(n)
    for (let i = 0; i < draws; i++) counts[Stream.below(stream, n)]++
    const expected = draws / n
    const chi2 = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
    t.ok(Math.abs(chi2 - (n - 1)) <= 4.5 * Math.sqrt(2 * n) + 4.5, `${n}: ${chi2}`)
  }
  t.end()
})

t.test("below shares out all 2^16 halves equally and draws again on the surplus", (t) => {
  for (const n of [3, 96, 3000, 4096]) {
    const stream = Stream.make([0, 0])
    const kept = new Uint32Array(n)
    for (let half = 0; half < 0x10000; half++) {
      stream.at = 63
      stream.block[63] = (0xffff << 16) | half
      stream.spare = -1
      const result = Stream.below(stream, n)
      if (stream.spare >= 0) kept[result]++
    }
    t.ok(
      kept.every((count) => count === Math.floor(0x10000 / n)),
      `${n}`
    )
  }
  t.end()
})

t.test("belowBy shares out all 16 bits at hand likewise, and draws afresh for the rest", (t) => {
  const stream = Stream.make([0, 0])
  for (const n of [1, 3, 96, 3000, 4096]) {
    const kept = new Uint32Array(n)
    for (let bits = 0; bits < 0x10000; bits++) {
      Stream.restart(stream, [0, 0])
      const result = Stream.belowBy(stream, bits, n)
      if (stream.counter === 0) kept[result]++
    }
    t.ok(
      kept.every((count) => count === Math.floor(0x10000 / n)),
      `${n}`
    )
  }
  Stream.restart(stream, [5, 6])
  const wide = Array.from({ length: 100 }, () => Stream.belowBy(stream, 0, 5000))
  Stream.restart(stream, [5, 6])
  t.same(
    wide,
    Array.from({ length: 100 }, () => Stream.below(stream, 5000))
  )
  t.end()
})

t.test("signs are fair: 100 000 of them within 4.5 standard errors", (t) => {
  const stream = Stream.make([3, 4])
  let sum = 0
  for (let i = 0; i < 100000; i++) sum += Stream.sign(stream)
  t.ok(Math.abs(sum) < 4.5 * Math.sqrt(100000), `${sum}`)
  t.end()
})

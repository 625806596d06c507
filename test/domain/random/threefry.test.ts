import fc from "fast-check"
import t from "tap"
import * as Key from "../../../src/domain/random/key.ts"
import * as Threefry from "../../../src/domain/random/threefry.ts"

const word = fc.integer({ min: 0, max: 0xffffffff })

t.test("known answers: kat_vectors of Random123, threefry 2x32 20", async (t) => {
  t.same(Threefry.words(0, 0, 0, 0), [0x6b200159, 0x99ba4efe])
  const ones = 0xffffffff
  t.same(Threefry.words(ones, ones, ones, ones), [0x1cb996fc, 0xbb002be7])
  t.same(Threefry.words(0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3), [0xc4923a9c, 0x483df7a0])
})

t.test("fill is words, one counter after another", async () => {
  fc.assert(
    fc.property(word, word, word, fc.integer({ min: 0, max: 0xffffff00 }), (k0, k1, c0, c1) => {
      const out = new Uint32Array(8)
      Threefry.fill(k0, k1, c0, c1, out)
      return [0, 1, 2, 3].every((k) => {
        const [x, y] = Threefry.words(k0, k1, c0, c1 + k)
        return x === out[2 * k] && y === out[2 * k + 1]
      })
    })
  )
})

t.test("what cannot be filled is refused", async (t) => {
  t.throws(() => Threefry.fill(0, 0, 0, 0, new Uint32Array(3)), /pairs of words/)
  t.throws(() => Threefry.fill(0, 0, 0, 0xffffffff, new Uint32Array(4)), /ran over/)
})

t.test("children differ from each other and from their parent, and are keys of their own", async (t) => {
  const key: Key.Key = [20200808, 7]
  const seen = new Set<string>([String(key)])
  for (let index = 0; index < 1000; index++) seen.add(String(Key.child(key, index)))
  for (let index = 0; index < 1000; index++) seen.add(String(Key.child(Key.child(key, 0), index)))
  t.equal(seen.size, 2001)
  t.same(Key.child(key, 3), Threefry.words(20200808, 7, 3, 0xffffffff))
  for (const index of [-1, 0.5, 2 ** 32, Number.NaN])
    t.throws(() => Key.child(key, index), /index of a child key/)
})

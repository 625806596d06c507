import t from "tap"
import { pack, unpack } from "../../src/engine/wire.ts"

t.test("typed arrays keep their bits and their type", async (t) => {
  const values = {
    f64: Float64Array.of(Number.NaN, -0, 1 / 3, Number.NEGATIVE_INFINITY, 5e-324),
    f32: Float32Array.of(-0, 1e-45),
    i8: Int8Array.of(-128, 127),
    u32: Uint32Array.of(0xffffffff),
    empty: new Float64Array(0)
  }
  const back = unpack<typeof values>(pack(values))
  for (const [name, array] of Object.entries(values)) {
    const other = back[name as keyof typeof values]
    t.equal(other.constructor, array.constructor, name)
    t.same(
      new Uint8Array(other.buffer, other.byteOffset, other.byteLength),
      new Uint8Array(array.buffer),
      name
    )
  }
})

t.test("plain data round trips", async (t) => {
  const value = {
    text: "σ₁",
    none: null,
    yes: true,
    deep: [{ n: 2 ** 53 - 1 }, [1.5, Number.NaN]],
    big: 2n ** 60n
  }
  t.same(unpack(pack(value)), value)
})

t.test("a packed frame owns its buffer, so that transferring one leaves the others alone", async (t) => {
  const first = pack({ a: 1 })
  const second = pack({ a: 2 })
  structuredClone(first, { transfer: [first.buffer] })
  t.same(unpack(second), { a: 2 })
})

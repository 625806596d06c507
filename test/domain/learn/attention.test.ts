import t from "tap"
import * as Graph from "../../../src/accelerator/graph.ts"
import type { Arrays, Tensors } from "../../../src/domain/learn/array.ts"
import * as Attention from "../../../src/domain/learn/attention.ts"
import type { Hashing } from "../../../src/domain/learn/hashed-attention.ts"
import * as HashedAttention from "../../../src/domain/learn/hashed-attention.ts"
import type { Key } from "../../../src/domain/random/key.ts"
import type { Vectors } from "../../support/attention.ts"
import * as Loops from "../../support/attention.ts"

const key: Key = [5, 8]

interface Case {
  readonly length: number
  readonly d: number
  readonly hashing: Hashing
  /** Vectors of the letters; the rest of the places is padding. */
  readonly q: Vectors
  readonly v: Vectors
  readonly k?: Vectors
  /** What padding holds. */
  readonly filling?: number
  /** As {@link HashedAttention.rotationShape} has it, of one head. */
  readonly rotations: Vectors
}

const make = (letters: number, length: number, hashing: Hashing, index = 0, d = 4): Case => ({
  length,
  d,
  hashing,
  q: Loops.drawn(key, 4 * index, letters, d),
  v: Loops.drawn(key, 4 * index + 1, letters, d),
  k: Loops.drawn(key, 4 * index + 3, letters, d),
  rotations: Loops.drawn(
    key,
    4 * index + 2,
    d,
    Math.max(1, Math.floor(HashedAttention.rotationShape(hashing, length, 1, d)[2]!))
  )
})

type Kind = "own" | "shared" | "hashed"

/** What the program makes of the letters, as rows. */
const attend = async (
  kind: Kind,
  { length, d, hashing, q, v, k, filling = 0, rotations }: Case
): Promise<Vectors> => {
  const padded = (rows: Vectors) => ({
    shape: [1, 1, length, d],
    type: "float32" as const,
    values: Float32Array.from(
      [...rows, ...Array.from({ length: length - rows.length }, () => Array(d).fill(filling))].flat()
    )
  })
  const program = (arrays: Arrays, named: Tensors) => ({
    out:
      kind === "hashed"
        ? HashedAttention.hashed(arrays, named.q!, named.v!, named.mask!, named.rotations!, hashing)
        : Attention.full(arrays, named.q!, kind === "own" ? named.k : undefined, named.v!, named.mask!)
  })
  const { out } = await Graph.evaluate(program, {
    q: padded(q),
    v: padded(v),
    k: padded(k ?? q),
    mask: {
      shape: [1, length],
      type: "float32",
      values: Float32Array.from({ length }, (_, i) => (i < q.length ? 1 : 0))
    },
    rotations: {
      shape: [1, d, rotations[0].length],
      type: "float32",
      values: Float32Array.from(rotations.flat())
    }
  })
  return q.map((_, i) => Array.from(out!.subarray(i * d, (i + 1) * d)))
}

const distance = (a: Vectors, b: Vectors): number =>
  Math.max(...a.flatMap((row, i) => row.map((x, c) => Math.abs(x - b[i][c]))))

/** Sees j in any round of the case; the hashes of a round have so many values. */
const anyRound = (
  { q, rotations, hashing }: Case,
  values: ReadonlyArray<number>
): ((i: number, j: number) => boolean) => {
  let column = 0
  const columns = (count: number): Vectors => {
    column += count
    return rotations.map((row) => row.slice(column - count, column))
  }
  const rounds = Array.from({ length: hashing.rounds }, () =>
    Loops.round(
      q,
      values.map((each) => columns(each / 2)),
      hashing.chunk
    )
  )
  return (i, j) => rounds.some((sees) => sees(i, j))
}

t.test("full attention is what loops make of it, with padding and without", async (t) => {
  for (const letters of [8, 5]) {
    const full = make(letters, 8, { rounds: 1, chunk: 8 })
    t.ok(distance(await attend("own", full), Loops.own(full.q, full.k!, full.v)) < 1e-5)
    const shared = Loops.shared(full.q, full.v, () => true)
    t.ok(distance(await attend("shared", full), shared) < 1e-5)
  }
})

t.test("hashed attention is what loops make of it: a softmax over all that any round shows", async (t) => {
  const cases: ReadonlyArray<readonly [number, number, number, number, ReadonlyArray<number>]> = [
    [16, 16, 1, 4, [4]],
    [16, 16, 3, 2, [8]],
    [13, 16, 3, 4, [4]],
    [9, 12, 4, 3, [4]],
    [3, 16, 2, 4, [4]],
    [24, 24, 2, 12, [2]],
    // 32 buckets, by two hashes; 34, which have no two even factors, by one.
    [60, 64, 3, 2, [4, 8]],
    [68, 68, 2, 2, [34]]
  ]
  for (const [index, [letters, length, rounds, chunk, values]] of cases.entries()) {
    const hashed = make(letters, length, { rounds, chunk }, index)
    const expected = Loops.shared(hashed.q, hashed.v, anyRound(hashed, values))
    const found = distance(await attend("hashed", hashed), expected)
    t.ok(found < 1e-5, `${letters} letters, ${length} places, ${rounds} rounds, chunks of ${chunk}: ${found}`)
  }
})

t.test("one bucket is full attention with shared queries and keys", async (t) => {
  for (const [letters, rounds] of [
    [12, 1],
    [7, 1],
    [7, 3],
    [1, 2]
  ]) {
    const one = make(letters, 12, { rounds, chunk: 12 })
    t.ok(distance(await attend("hashed", one), await attend("shared", one)) < 1e-5)
  }
})

t.test("more rounds approach full attention", async (t) => {
  const errors: Array<number> = []
  for (const rounds of [1, 4, 16, 64]) {
    const hashed = make(16, 16, { rounds, chunk: 4 })
    errors.push(distance(await attend("hashed", hashed), await attend("shared", hashed)))
  }
  t.ok(errors[0] > errors[1] && errors[1] > errors[2] && errors[2] > errors[3], errors.join(", "))
  // Opposite queries meet in no bucket, and their weight in full attention is small, not zero.
  t.ok(errors[3] < 0.1 * errors[0])
})

t.test(
  "a bucket across chunks: a letter sees its own chunk and both neighbours, and not round the ends",
  async (t) => {
    const same = Array.from({ length: 8 }, () => [1, 0])
    const v = same.map((_, i) => [i, 2 ** i])
    // [x, y, -x, -y] is largest at x: bucket 0 for all.
    const rotations = [
      [1, 0],
      [0, 1]
    ]
    const out = await attend("hashed", {
      length: 8,
      d: 2,
      hashing: { rounds: 1, chunk: 2 },
      q: same,
      v,
      rotations
    })
    const seen = [
      [1, 2, 3],
      [0, 2, 3],
      [0, 1, 3, 4, 5],
      [0, 1, 2, 4, 5],
      [2, 3, 5, 6, 7],
      [2, 3, 4, 6, 7],
      [4, 5, 7],
      [4, 5, 6]
    ]
    const mean = seen.map((letters) =>
      v[0].map((_, c) => letters.reduce((sum, j) => sum + v[j][c], 0) / letters.length)
    )
    t.ok(distance(out, mean) < 1e-4)
  }
)

t.test("a letter alone in its bucket sees itself", async (t) => {
  const q = [
    [3, 0],
    [0, 2],
    [-1, 0],
    [0, -4]
  ]
  const v = [
    [1, 2],
    [3, 4],
    [5, 6],
    [7, 8]
  ]
  const rotations = [
    [1, 0],
    [0, 1]
  ]
  const alone = { length: 4, d: 2, hashing: { rounds: 1, chunk: 1 }, q, v, rotations }
  t.ok(distance(await attend("hashed", alone), v) < 1e-6)
  const single = make(1, 4, { rounds: 1, chunk: 4 })
  t.ok(distance(await attend("shared", single), single.v) < 1e-6, "and so does a word of one letter")
})

t.test("what stands at padding changes nothing", async (t) => {
  for (const kind of ["own", "shared", "hashed"] as const) {
    const clean = make(9, 16, { rounds: 3, chunk: 2 })
    t.equal(distance(await attend(kind, clean), await attend(kind, { ...clean, filling: 7 })), 0, kind)
  }
})

t.test("letters in another order come out in that order", async (t) => {
  const order = [4, 2, 7, 0, 6, 1, 5, 3]
  const turn = (rows: Vectors) => order.map((i) => rows[i])
  for (const kind of ["own", "shared", "hashed"] as const) {
    // With two chunks every chunk sees all, so that the order within a bucket does not matter.
    const straight = make(8, 8, { rounds: 3, chunk: 4 })
    const turned = { ...straight, q: turn(straight.q), k: turn(straight.k!), v: turn(straight.v) }
    t.ok(distance(turn(await attend(kind, straight)), await attend(kind, turned)) < 1e-6, kind)
  }
})

t.test("chunks that do not fit are refused", async (t) => {
  await t.rejects(attend("hashed", make(9, 9, { rounds: 1, chunk: 3 })), {
    message: "Words of 9 places cannot be cut into an even number of chunks of 3."
  })
})

/**
 * The products of small networks, four outputs of four rows at once, and what stands between them. Rows of weights,
 * states and gradients are padded to whole vectors, counts of rows to multiples of four.
 */
import { exp2 } from "./activation"
import { constant, madd } from "./constant"
import { lanes } from "./softmax"

export { soften, tilt } from "./softmax"

/** 2 log2 e, the bound of 2 x log2 e beyond which tanh is 1 in f32, minus it, 1, 2. */
const list: usize = memory.data<f32>([2.8853900817779268, 26, -26, 1, 2], 16)

/** The first address that is free. */
export function heap(): usize {
  return __heap_base
}

/**
 * c[r] = bias + sum_k a[r, k] b[k] for `rows` rows of `vectors` vectors. `aRow` and `aStep` are the bytes from a row of
 * a to the next, and from one k to the next; `width` is the bytes of a row of b and of c.
 */
export function product(
  a: usize, aRow: usize, aStep: usize, b: usize, c: usize, width: usize, bias: usize, rows: i32, vectors: i32, depth: i32
): void {
  const even = vectors & ~1
  if (vectors > even) edges(a, aRow, aStep, b + (even << 4), c + (even << 4), width, bias + (even << 4), rows, depth)
  for (let r = 0; r < rows; r += 4) {
    for (let v = 0; v < even; v += 2) tile(a, aRow, aStep, b + (v << 4), c + (v << 4), width, bias + (v << 4), depth)
    a += aRow << 2
    c += width << 2
  }
}

/** Four rows of two vectors. */
@inline function tile(
  a: usize, aRow: usize, aStep: usize, b: usize, c: usize, width: usize, bias: usize, depth: i32
): void {
  const p = v128.load(bias), q = v128.load(bias, 16)
  let p0 = p, p1 = p, p2 = p, p3 = p
  let q0 = q, q1 = q, q2 = q, q3 = q
  let a1 = a + aRow, a2 = a1 + aRow, a3 = a2 + aRow
  for (let k = 0; k < depth; k++) {
    const x = v128.load(b), y = v128.load(b, 16)
    let s = v128.load32_splat(a)
    p0 = madd(s, x, p0)
    q0 = madd(s, y, q0)
    s = v128.load32_splat(a1)
    p1 = madd(s, x, p1)
    q1 = madd(s, y, q1)
    s = v128.load32_splat(a2)
    p2 = madd(s, x, p2)
    q2 = madd(s, y, q2)
    s = v128.load32_splat(a3)
    p3 = madd(s, x, p3)
    q3 = madd(s, y, q3)
    a += aStep
    a1 += aStep
    a2 += aStep
    a3 += aStep
    b += width
  }
  v128.store(c, p0)
  v128.store(c, q0, 16)
  c += width
  v128.store(c, p1)
  v128.store(c, q1, 16)
  c += width
  v128.store(c, p2)
  v128.store(c, q2, 16)
  c += width
  v128.store(c, p3)
  v128.store(c, q3, 16)
}

/** One vector of all rows, a multiple of four: eight at a time, as four chains of sums would wait for each other. */
function edges(
  a: usize, aRow: usize, aStep: usize, b: usize, c: usize, width: usize, bias: usize, rows: i32, depth: i32
): void {
  const p = v128.load(bias)
  let r = 0
  for (; r + 8 <= rows; r += 8) {
    let at = a, from = b
    let p0 = p, p1 = p, p2 = p, p3 = p, p4 = p, p5 = p, p6 = p, p7 = p
    for (let k = 0; k < depth; k++) {
      const x = v128.load(from), low = at + (aRow << 2)
      p0 = madd(v128.load32_splat(at), x, p0)
      p1 = madd(v128.load32_splat(at + aRow), x, p1)
      p2 = madd(v128.load32_splat(at + 2 * aRow), x, p2)
      p3 = madd(v128.load32_splat(at + 3 * aRow), x, p3)
      p4 = madd(v128.load32_splat(low), x, p4)
      p5 = madd(v128.load32_splat(low + aRow), x, p5)
      p6 = madd(v128.load32_splat(low + 2 * aRow), x, p6)
      p7 = madd(v128.load32_splat(low + 3 * aRow), x, p7)
      at += aStep
      from += width
    }
    v128.store(c, p0)
    v128.store(c + width, p1)
    v128.store(c + 2 * width, p2)
    v128.store(c + 3 * width, p3)
    c += width << 2
    v128.store(c, p4)
    v128.store(c + width, p5)
    v128.store(c + 2 * width, p6)
    v128.store(c + 3 * width, p7)
    c += width << 2
    a += aRow << 3
  }
  if (r == rows) return
  let p0 = p, p1 = p, p2 = p, p3 = p
  for (let k = 0; k < depth; k++) {
    const x = v128.load(b)
    p0 = madd(v128.load32_splat(a), x, p0)
    p1 = madd(v128.load32_splat(a + aRow), x, p1)
    p2 = madd(v128.load32_splat(a + 2 * aRow), x, p2)
    p3 = madd(v128.load32_splat(a + 3 * aRow), x, p3)
    a += aStep
    b += width
  }
  v128.store(c, p0)
  v128.store(c + width, p1)
  v128.store(c + 2 * width, p2)
  v128.store(c + 3 * width, p3)
}

/** The same for rows a of `depth` numbers of which many are 0: those cost a comparison, and the last ones of a row nothing. */
export function sparseProduct(
  a: usize, b: usize, c: usize, width: usize, bias: usize, rows: i32, vectors: i32, depth: i32
): void {
  for (let r = 0; r < rows; r++) {
    let some = depth
    while (some >= 4 && !v128.any_true(v128.load(a + (some << 2) - 16))) some -= 4
    for (let v = 0; v < vectors; v += 8) {
      if (v + 8 <= vectors) sparseTile(a, b + (v << 4), c + (v << 4), width, bias + (v << 4), some)
      else for (let u = v; u < vectors; u++) sparseEdge(a, b + (u << 4), c + (u << 4), width, bias + (u << 4), some)
    }
    a += <usize>depth << 2
    c += width
  }
}

@inline function sparseTile(a: usize, b: usize, c: usize, width: usize, bias: usize, depth: i32): void {
  let p0 = v128.load(bias), p1 = v128.load(bias, 16), p2 = v128.load(bias, 32), p3 = v128.load(bias, 48)
  let p4 = v128.load(bias, 64), p5 = v128.load(bias, 80), p6 = v128.load(bias, 96), p7 = v128.load(bias, 112)
  for (let k = 0; k < depth; k++) {
    if (load<f32>(a) != 0) {
      const s = v128.load32_splat(a)
      p0 = madd(s, v128.load(b), p0)
      p1 = madd(s, v128.load(b, 16), p1)
      p2 = madd(s, v128.load(b, 32), p2)
      p3 = madd(s, v128.load(b, 48), p3)
      p4 = madd(s, v128.load(b, 64), p4)
      p5 = madd(s, v128.load(b, 80), p5)
      p6 = madd(s, v128.load(b, 96), p6)
      p7 = madd(s, v128.load(b, 112), p7)
    }
    a += 4
    b += width
  }
  v128.store(c, p0)
  v128.store(c, p1, 16)
  v128.store(c, p2, 32)
  v128.store(c, p3, 48)
  v128.store(c, p4, 64)
  v128.store(c, p5, 80)
  v128.store(c, p6, 96)
  v128.store(c, p7, 112)
}

@inline function sparseEdge(a: usize, b: usize, c: usize, width: usize, bias: usize, depth: i32): void {
  let p = v128.load(bias)
  for (let k = 0; k < depth; k++) {
    p = madd(v128.load32_splat(a), v128.load(b), p)
    a += 4
    b += width
  }
  v128.store(c, p)
}

/**
 * Row k of c, `width` bytes long: sum_r a[r, k] d[r], over the rows in which a[r, k] is not 0; rows of a are `aRow` bytes
 * apart.
 */
export function sparseOuter(
  a: usize, aRow: usize, d: usize, c: usize, width: usize, rows: i32, vectors: i32, depth: i32
): void {
  for (let k = 0; k < depth; k++) {
    for (let v = 0; v < vectors; v += 8) {
      if (v + 8 <= vectors) outerTile(a, aRow, d + (v << 4), c + (v << 4), width, rows)
      else for (let u = v; u < vectors; u++) outerEdge(a, aRow, d + (u << 4), c + (u << 4), width, rows)
    }
    a += 4
    c += width
  }
}

@inline function outerTile(a: usize, aRow: usize, d: usize, c: usize, width: usize, rows: i32): void {
  const zero = f32x4.splat(0)
  let p0 = zero, p1 = zero, p2 = zero, p3 = zero, p4 = zero, p5 = zero, p6 = zero, p7 = zero
  for (let r = 0; r < rows; r++) {
    if (load<f32>(a) != 0) {
      const s = v128.load32_splat(a)
      p0 = madd(s, v128.load(d), p0)
      p1 = madd(s, v128.load(d, 16), p1)
      p2 = madd(s, v128.load(d, 32), p2)
      p3 = madd(s, v128.load(d, 48), p3)
      p4 = madd(s, v128.load(d, 64), p4)
      p5 = madd(s, v128.load(d, 80), p5)
      p6 = madd(s, v128.load(d, 96), p6)
      p7 = madd(s, v128.load(d, 112), p7)
    }
    a += aRow
    d += width
  }
  v128.store(c, p0)
  v128.store(c, p1, 16)
  v128.store(c, p2, 32)
  v128.store(c, p3, 48)
  v128.store(c, p4, 64)
  v128.store(c, p5, 80)
  v128.store(c, p6, 96)
  v128.store(c, p7, 112)
}

@inline function outerEdge(a: usize, aRow: usize, d: usize, c: usize, width: usize, rows: i32): void {
  let p = f32x4.splat(0)
  for (let r = 0; r < rows; r++) {
    p = madd(v128.load32_splat(a), v128.load(d), p)
    a += aRow
    d += width
  }
  v128.store(c, p)
}

/** The sum of `rows` rows of `vectors` vectors. */
export function sums(d: usize, width: usize, out: usize, rows: i32, vectors: i32): void {
  for (let v = 0; v < vectors; v++) {
    let sum = f32x4.splat(0)
    for (let r = 0, at = d + (<usize>v << 4); r < rows; r++, at += width) sum = f32x4.add(sum, v128.load(at))
    v128.store(out + (<usize>v << 4), sum)
  }
}

/** out[j][i] = w[i][j]; rows of w are `width` bytes apart, those of out `height`; both counts are multiples of four. */
export function transpose(w: usize, width: usize, out: usize, height: usize, rows: i32, columns: i32): void {
  for (let i = 0; i < rows; i += 4) {
    for (let j = 0; j < columns; j += 4) {
      const at = w + i * width + (<usize>j << 2)
      const a = v128.load(at), b = v128.load(at + width)
      const c = v128.load(at + 2 * width), d = v128.load(at + 3 * width)
      const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5), cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5)
      const ef = v128.shuffle<f32>(a, b, 2, 6, 3, 7), gh = v128.shuffle<f32>(c, d, 2, 6, 3, 7)
      const to = out + j * height + (<usize>i << 2)
      v128.store(to, v128.shuffle<f32>(ab, cd, 0, 1, 4, 5))
      v128.store(to + height, v128.shuffle<f32>(ab, cd, 2, 3, 6, 7))
      v128.store(to + 2 * height, v128.shuffle<f32>(ef, gh, 0, 1, 4, 5))
      v128.store(to + 3 * height, v128.shuffle<f32>(ef, gh, 2, 3, 6, 7))
    }
  }
}

/** tanh x = 1 - 2 / (e^2x + 1) of `vectors` vectors in place: absolute error 2e-7. */
export function hyperbolic(at: usize, vectors: i32): void {
  const one = constant(list, 3), two = constant(list, 4)
  for (let end = at + (<usize>vectors << 4); at < end; at += 16) {
    let x = f32x4.mul(v128.load(at), constant(list, 0))
    // NaN passes through both: a network that has diverged must show it.
    x = f32x4.pmax(f32x4.pmin(x, constant(list, 1)), constant(list, 2))
    v128.store(at, f32x4.sub(one, f32x4.div(two, f32x4.add(exp2(x, true), one))))
  }
}

/** d <- d (1 - h^2). */
export function curb(d: usize, h: usize, vectors: i32): void {
  const one = constant(list, 3)
  for (let end = d + (<usize>vectors << 4); d < end; d += 16, h += 16) {
    const state = v128.load(h)
    v128.store(d, f32x4.mul(v128.load(d), f32x4.sub(one, f32x4.mul(state, state))))
  }
}

/** The square of the norm, four partial sums in f32 of at most 64 vectors each, four times side by side, summed in f64. */
export function square(g: usize, vectors: i32): f64 {
  let total: f64 = 0
  const end = g + (<usize>vectors << 4)
  for (; g + 4096 <= end; g += 4096) {
    let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0
    for (let at = g; at < g + 1024; at += 16) {
      const x0 = v128.load(at), x1 = v128.load(at, 1024), x2 = v128.load(at, 2048), x3 = v128.load(at, 3072)
      s0 = madd(x0, x0, s0)
      s1 = madd(x1, x1, s1)
      s2 = madd(x2, x2, s2)
      s3 = madd(x3, x3, s3)
    }
    total += lanes(s0)
    total += lanes(s1)
    total += lanes(s2)
    total += lanes(s3)
  }
  while (g < end) {
    let sum = f32x4.splat(0)
    for (const stop = min(end, g + 1024); g < stop; g += 16) sum = madd(v128.load(g), v128.load(g), sum)
    total += lanes(sum)
  }
  return total
}

/** Copies `rows` rows of `columns` numbers, one after the other, to rows `stride` bytes apart. */
export function spread(from: usize, to: usize, rows: i32, columns: i32, stride: usize): void {
  const bytes = <usize>columns << 2
  for (let r = 0; r < rows; r++, from += bytes, to += stride) memory.copy(to, from, bytes)
}

/**
 * s <- alpha s + (1 - alpha) (scale g)^2, theta <- theta - rate scale g / sqrt(s + epsilon), for `rows` rows of
 * `columns` numbers; those of g are `stride` bytes apart.
 */
export function descend(
  theta: usize, s: usize, g: usize, rows: i32, columns: i32, stride: usize, scale: f32, rate: f32, alpha: f32, epsilon: f32
): void {
  const a = f32x4.splat(alpha), b = f32x4.splat(1 - alpha), e = f32x4.splat(epsilon)
  const factor = f32x4.splat(scale), step = f32x4.splat(rate)
  for (let r = 0; r < rows; r++, g += stride) {
    let at: usize = 0
    const end = <usize>columns << 2
    for (; at + 16 <= end; at += 16) {
      const slope = f32x4.mul(factor, v128.load(g + at))
      // Inputs that no row had leave their weights where they are: no root, no quotient.
      if (!v128.any_true(slope)) {
        v128.store(s + at, f32x4.mul(a, v128.load(s + at)))
        continue
      }
      const mean = f32x4.add(f32x4.mul(a, v128.load(s + at)), f32x4.mul(b, f32x4.mul(slope, slope)))
      v128.store(s + at, mean)
      const loss = f32x4.div(f32x4.mul(step, slope), f32x4.sqrt(f32x4.add(mean, e)))
      v128.store(theta + at, f32x4.sub(v128.load(theta + at), loss))
    }
    for (; at < end; at += 4) {
      const slope = scale * load<f32>(g + at)
      const mean = alpha * load<f32>(s + at) + (1 - alpha) * (slope * slope)
      store<f32>(s + at, mean)
      store<f32>(theta + at, load<f32>(theta + at) - (rate * slope) / sqrt<f32>(mean + epsilon))
    }
    theta += end
    s += end
  }
}

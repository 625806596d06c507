/**
 * Sums over networks of products of outputs, as the Gram matrix of products of half as many: two networks at once, in
 * f64. The caller plans which rows meet which columns and lays out the memory; see the host side.
 */

/** Networks whose products are held at once: even, and few enough for the first-level cache. */
export const chunk: i32 = 64
/** Bytes of a row: one product of all networks of a chunk. */
const row: usize = 8 * 64

let points: i32 = 0
/** f32 [point][network], `stride` networks a point. */
let outputs: usize = 0
let stride: i32 = 0
/** f64 [tuple][network]: the outputs, then longer and longer products. */
let rows: usize = 0
/** i32 [product][2]: the two rows whose product the next row is. */
let factors: usize = 0
let products: i32 = 0
/** i32 [group][3]: how many rows, their first column, how many columns. */
let groups: usize = 0
let count: i32 = 0
/** i32 [row of any group][2]: the row, and where its sums begin. */
let members: usize = 0

/** All but numbers are addresses. */
export function placeGram(
  points_: i32, outputs_: usize, stride_: i32, rows_: usize, factors_: usize, products_: i32,
  groups_: usize, count_: i32, members_: usize
): void {
  points = points_
  outputs = outputs_
  stride = stride_
  rows = rows_
  factors = factors_
  products = products_
  groups = groups_
  count = count_
  members = members_
}

@inline function madd(a: v128, b: v128, c: v128): v128 {
  return f64x2.relaxed_madd(a, b, c)
}

@inline function addTo(at: usize, sum: v128): void {
  v128.store(at, f64x2.add(v128.load(at), sum))
}

/**
 * The sums of row x with n <= 8 columns from y; n is known when compiling, here and below. Eight sums at once keep the
 * multipliers busy, and a value once loaded is multiplied with all columns.
 */
@inline function one(n: i32, x: usize, y: usize, length: usize, to: usize): void {
  let s0 = f64x2.splat(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0
  for (const end = x + length; x < end; x += 16) {
    const a = v128.load(x)
    s0 = madd(a, v128.load(y), s0)
    if (n > 1) s1 = madd(a, v128.load(y, row), s1)
    if (n > 2) s2 = madd(a, v128.load(y, 2 * row), s2)
    if (n > 3) s3 = madd(a, v128.load(y, 3 * row), s3)
    if (n > 4) s4 = madd(a, v128.load(y, 4 * row), s4)
    if (n > 5) s5 = madd(a, v128.load(y, 5 * row), s5)
    if (n > 6) s6 = madd(a, v128.load(y, 6 * row), s6)
    if (n > 7) s7 = madd(a, v128.load(y, 7 * row), s7)
    y += 16
  }
  addTo(to, s0)
  if (n > 1) addTo(to + 16, s1)
  if (n > 2) addTo(to + 32, s2)
  if (n > 3) addTo(to + 48, s3)
  if (n > 4) addTo(to + 64, s4)
  if (n > 5) addTo(to + 80, s5)
  if (n > 6) addTo(to + 96, s6)
  if (n > 7) addTo(to + 112, s7)
}

/** The same for two rows and n <= 4 columns: fewer loads for as many sums. */
@inline function two(n: i32, x0: usize, x1: usize, y: usize, length: usize, to0: usize, to1: usize): void {
  let s0 = f64x2.splat(0), s1 = s0, s2 = s0, s3 = s0
  let t0 = s0, t1 = s0, t2 = s0, t3 = s0
  for (const end = x0 + length; x0 < end; x0 += 16) {
    const a = v128.load(x0), b = v128.load(x1)
    let c = v128.load(y)
    s0 = madd(a, c, s0)
    t0 = madd(b, c, t0)
    if (n > 1) {
      c = v128.load(y, row)
      s1 = madd(a, c, s1)
      t1 = madd(b, c, t1)
    }
    if (n > 2) {
      c = v128.load(y, 2 * row)
      s2 = madd(a, c, s2)
      t2 = madd(b, c, t2)
    }
    if (n > 3) {
      c = v128.load(y, 3 * row)
      s3 = madd(a, c, s3)
      t3 = madd(b, c, t3)
    }
    x1 += 16
    y += 16
  }
  addTo(to0, s0)
  addTo(to1, t0)
  if (n > 1) { addTo(to0 + 16, s1); addTo(to1 + 16, t1) }
  if (n > 2) { addTo(to0 + 32, s2); addTo(to1 + 32, t2) }
  if (n > 3) { addTo(to0 + 48, s3); addTo(to1 + 48, t3) }
}

/** One row with all columns of its group, in pieces of like size. */
function single(x: usize, to: usize, y: usize, columns: i32, length: usize): void {
  for (let pieces = (columns + 7) >> 3; pieces > 0; pieces--) {
    const n = (columns + pieces - 1) / pieces
    if (n == 8) one(8, x, y, length, to)
    else if (n == 7) one(7, x, y, length, to)
    else if (n == 6) one(6, x, y, length, to)
    else if (n == 5) one(5, x, y, length, to)
    else if (n == 4) one(4, x, y, length, to)
    else if (n == 3) one(3, x, y, length, to)
    else if (n == 2) one(2, x, y, length, to)
    else one(1, x, y, length, to)
    columns -= n
    y += <usize>n * row
    to += <usize>n << 4
  }
}

/** Two rows with all columns of their group. */
function double(member: usize, y: usize, columns: i32, length: usize): void {
  const x0: usize = load<u32>(member), x1: usize = load<u32>(member, 8)
  let to0: usize = load<u32>(member, 4), to1: usize = load<u32>(member, 12)
  for (let pieces = (columns + 3) >> 2; pieces > 0; pieces--) {
    const n = (columns + pieces - 1) / pieces
    if (n == 4) two(4, x0, x1, y, length, to0, to1)
    else if (n == 3) two(3, x0, x1, y, length, to0, to1)
    else if (n == 2) two(2, x0, x1, y, length, to0, to1)
    else two(1, x0, x1, y, length, to0, to1)
    columns -= n
    y += <usize>n * row
    to0 += <usize>n << 4
    to1 += <usize>n << 4
  }
}

/** Outputs of networks `from` to `from + some` to the first rows; an odd one is followed by a network of zeros. */
function read(from: i32, some: i32): void {
  for (let a = 0; a < points; a++) {
    let to = rows + <usize>a * row
    let at = outputs + (<usize>(a * stride + from) << 2)
    for (const end = to + (<usize>(some & ~1) << 3); to < end; to += 16) {
      v128.store(to, f64x2.promote_low_f32x4(v128.load64_zero(at)))
      at += 8
    }
    if (some & 1) v128.store(to, f64x2.promote_low_f32x4(v128.load32_zero(at)))
  }
}

/** Adds the first `networks` networks of `outputs` to the sums, [tuple][lane]. */
export function addGram(networks: i32): void {
  for (let from = 0; from < networks; from += chunk) {
    const some = min(chunk, networks - from)
    const length = <usize>((some + 1) & ~1) << 3
    read(from, some)
    let to = rows + <usize>points * row
    for (let k = 0, at = factors; k < products; k++) {
      const x: usize = load<u32>(at), y: usize = load<u32>(at, 4)
      for (let i: usize = 0; i < length; i += 16)
        v128.store(to + i, f64x2.mul(v128.load(x + i), v128.load(y + i)))
      at += 8
      to += row
    }
    let member = members
    for (let g = 0, at = groups; g < count; g++) {
      let left: i32 = load<i32>(at)
      const y: usize = load<u32>(at, 4)
      const columns: i32 = load<i32>(at, 8)
      for (; left > 1; left -= 2) {
        double(member, y, columns, length)
        member += 16
      }
      if (left > 0) {
        single(load<u32>(member), load<u32>(member, 4), y, columns, length)
        member += 8
      }
      at += 12
    }
  }
}

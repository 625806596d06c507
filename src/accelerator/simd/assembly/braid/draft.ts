/** The word under change: 16-bit letters with room on both sides, and the tables of collapse and Knotify. */
export let letters: usize = 0
export let length: i32 = 0
export let strands: i32 = 1
/** Strands there is room for. */
export let most: i32 = 0
/** Where a word begins after {@link clear} and a collapse. */
export let home: usize = 0
/** Tables of 32-bit integers: by place, and by generator with a border on both sides. */
export let previous: usize = 0
export let next: usize = 0
export let first: usize = 0
export let last: usize = 0

/** Room for `front` letters before a word's beginning, and for `capacity` from there on. */
export function place(front: i32, capacity: i32, widest: i32): void {
  const ahead = <usize>(2 * front + 15) & ~15
  const at = (__heap_base + 15) & ~15
  home = at + ahead
  previous = (home + 2 * <usize>capacity + 64 + 15) & ~15
  next = previous + 4 * <usize>capacity
  first = next + 4 * <usize>capacity
  last = first + 4 * <usize>(widest + 2)
  const end = last + 4 * <usize>(widest + 2)
  const pages = <i32>((end + 0xffff) >>> 16) - memory.size()
  if (pages > 0) memory.grow(pages)
  most = widest
  clear()
}

export function clear(): void {
  letters = home
  length = 0
  strands = 1
}

export function widen(count: i32): void {
  strands = count
}

export function keep(count: i32): void {
  length = count
  letters = home
}

@inline
export function letter(at: i32): i32 {
  return load<i16>(letters + (at << 1))
}

@inline
export function put(at: i32, letter: i32): void {
  store<i16>(letters + (at << 1), <i16>letter)
}

export function append(letter: i32): void {
  put(length++, letter)
}

export function stabilise(sign: i32): void {
  append(sign * strands++)
}

/** Appends the letter as a stabilisation, or conjugates by it; without a branch, as the two are a coin toss. */
export function move(stabilises: bool, letter: i32): void {
  const front = <i32>load<i16>(letters)
  letters -= stabilises ? 0 : 2
  length += stabilises ? 1 : 2
  strands += i32(stabilises)
  put(0, stabilises ? front : letter)
  put(length - 1, stabilises ? letter : -letter)
}

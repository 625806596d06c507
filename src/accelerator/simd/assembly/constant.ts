/**
 * Constants live in memory: V8 builds an immediate vector anew, in three instructions, wherever it is used, and a
 * load is free beside the arithmetic (0.71 ns a normal against 0.89 ns).
 */
export namespace table {
  /** Shuffles of bytes: rotation of each 32-bit lane by 16 and by 24 bits to the left. */
  export const rotate16: usize = memory.data<u8>([2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13], 16)
  export const rotate24: usize = memory.data<u8>([1, 2, 3, 0, 5, 6, 7, 4, 9, 10, 11, 8, 13, 14, 15, 12], 16)

  /** The same of each 64-bit lane by 24 bits. */
  export const rotate24of64: usize = memory.data<u8>([5, 6, 7, 0, 1, 2, 3, 4, 13, 14, 15, 8, 9, 10, 11, 12], 16)
  /** Six words of four networks. */
  export const seeds: usize = memory.data(96, 16)

  export const logarithm: usize = memory.data<f32>(
    [0.25, 4.611686018427388e18, 9.223372036854776e18, -0.4129746743, -0.6665219148, -2.000000239, -8.262958294867817e-8], 16)
  export const bits: usize = memory.data<u32>([0x5e3504f3, 0xff800000, 0x80000000], 16)
  export const angle: usize = memory.data<f32>(
    [4.656612873077393e-10, 1.50822638e-4, -4.67223292e-3, 7.96884847e-2, -6.45963361e-1, 1.57079629,
      8.581906178e-4, -2.081062752e-2, 0.2536507446, -1.233698215, 0.9999999535], 16)
  export const erf: usize = memory.data<f32>(
    [0.228675167, 0.8964066546, -0.8964066546, -3.490776401, 6.260646642, -7.689724786, 6.935966555, -4.624433072,
      2.631690191, -3.333333333, 5, 0.375], 16)
  export const exp2: usize = memory.data<f32>(
    [-126, 127, 1.53458123e-4, 1.33999312e-3, 9.61848896e-3, 5.55032878e-2, 2.40226469e-1, 6.93147206e-1, 1], 16)
  export const exp2Near: usize = memory.data<f32>([5.549890038e-2, 0.2402640729, 0.6931472085, 1], 16)
}

/** Constant number `index` of a list, in all lanes. */
@inline export function constant(list: usize, index: i32): v128 {
  return v128.load32_splat(list + (index << 2))
}

/**
 * a b + c, fused where the processor can (every one with FMA3 or NEON): one rounding less, and half the work.
 * This is the only operation of the module whose last bit a processor may choose.
 */
@inline export function madd(a: v128, b: v128, c: v128): v128 {
  return f32x4.relaxed_madd(a, b, c)
}

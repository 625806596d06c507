/**
 * A key names a stream of random words: two unsigned 32-bit integers, the key of Threefry-2x32.
 * Keys form a tree: {@link child} derives the key of a branch, and what a branch draws never meets what its
 * parent or its siblings draw.
 */
export type Key = readonly [number, number]

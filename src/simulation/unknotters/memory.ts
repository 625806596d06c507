/**
 * Plain data in memory that threads share: the same structure, its typed arrays over SharedArrayBuffers. Numbers that
 * are to change must therefore stand in typed arrays.
 */

type Typed = Int16Array | Int32Array | Float32Array | Float64Array

const isTyped = (value: unknown): value is Typed => ArrayBuffer.isView(value)

const copy = <A>(value: A, typed: (array: Typed) => Typed): A => {
  if (isTyped(value)) return typed(value) as A
  if (Array.isArray(value)) return value.map((each) => copy(each, typed)) as A
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, copy(each, typed)])) as A
}

export const buffer = (bytes: number): SharedArrayBuffer => new SharedArrayBuffer(bytes)

export const floats = (length: number): Float32Array =>
  new Float32Array(buffer(length * Float32Array.BYTES_PER_ELEMENT))

/** A copy whose arrays are shared by whoever it is cloned to. */
export const share = <A>(value: A): A =>
  copy(value, (array) => {
    const made = array.constructor as new (buffer: SharedArrayBuffer) => Typed
    const shared = new made(buffer(array.byteLength))
    shared.set(array)
    return shared
  })

/** A copy whose arrays are its own. */
export const own = <A>(value: A): A => copy(value, (array) => array.slice())

/**
 * Protocol buffers, as far as an ONNX model needs them: fields of numbers, bytes and text, and messages within
 * messages. Field numbers stand where they are used.
 *
 * Source: the encoding as protobuf.dev describes it; onnx.proto3 for the fields.
 */

type Part = Uint8Array

const text = new TextEncoder()

/** A whole number in groups of seven bits, the lowest first; negative ones as their 64-bit complement. */
const varint = (value: number | bigint): Part => {
  const bytes: Array<number> = []
  let rest = BigInt.asUintN(64, BigInt(value))
  do {
    const low = Number(rest & 0x7fn)
    rest >>= 7n
    bytes.push(rest > 0n ? low | 0x80 : low)
  } while (rest > 0n)
  return Uint8Array.from(bytes)
}

export const join = (parts: ReadonlyArray<Part>): Part => {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

export const integer = (field: number, value: number | bigint): Part =>
  join([varint(field << 3), varint(value)])

export const bytes = (field: number, content: Part): Part =>
  join([varint((field << 3) | 2), varint(content.length), content])

export const string = (field: number, content: string): Part => bytes(field, text.encode(content))

export const message = (field: number, ...parts: ReadonlyArray<Part>): Part => bytes(field, join(parts))

export const float = (field: number, value: number): Part => {
  const content = new Uint8Array(4)
  new DataView(content.buffer).setFloat32(0, value, true)
  return join([varint((field << 3) | 5), content])
}

/** Repeated whole numbers, packed. */
export const integers = (field: number, values: ReadonlyArray<number>): Part =>
  bytes(field, join(values.map(varint)))

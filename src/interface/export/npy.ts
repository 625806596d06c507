/**
 * Arrays as NumPy has them: `.npy`, one array, and `.npz`, several by their names.
 *
 * Source: numpy.lib.format, versions 1.0 to 3.0: "\x93NUMPY", two bytes of version, the length of the header (2 bytes, or 4
 * from version 2 on), the header, a dictionary as Python writes it, and the numbers.
 */
import { zipped } from "./zip.ts"

export interface Shaped {
  readonly shape: ReadonlyArray<number>
  /** Row by row: the last index is the fastest. */
  readonly values: Float64Array
}

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]

/** What a piece of a file may hold. */
const pieceLength = 2 ** 17

/** Little endian, f64, as all machines that this runs on have it. */
export function* encoded({ shape, values }: Shaped): Generator<Uint8Array> {
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(", ")
  const text = `{'descr': '<f8', 'fortran_order': False, 'shape': (${sizes}), }`
  // The numbers begin at a multiple of 64.
  const header = `${text.padEnd(Math.ceil((text.length + 11) / 64) * 64 - 11)}\n`
  const length = [header.length & 255, header.length >> 8]
  yield Uint8Array.from([...magic, 1, 0, ...length, ...new TextEncoder().encode(header)])
  for (let at = 0; at < values.length; at += pieceLength) {
    const piece = values.subarray(at, at + pieceLength)
    yield new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength)
  }
}

/** The same arrays give the same bytes. */
export const archived = (arrays: Readonly<Record<string, Shaped>>): Generator<Uint8Array> =>
  zipped(
    Object.entries(arrays).map(([name, array]) => ({ path: `${name}.npy`, chunks: encoded(array) })),
    new Date(0),
    () => {}
  )

type Read = (view: DataView, at: number, isLittle: boolean) => number

const kinds: Readonly<Record<string, { readonly bytes: number; readonly read: Read }>> = {
  f8: { bytes: 8, read: (view, at, isLittle) => view.getFloat64(at, isLittle) },
  f4: { bytes: 4, read: (view, at, isLittle) => view.getFloat32(at, isLittle) },
  f2: { bytes: 2, read: (view, at, isLittle) => view.getFloat16(at, isLittle) },
  i8: { bytes: 8, read: (view, at, isLittle) => Number(view.getBigInt64(at, isLittle)) },
  i4: { bytes: 4, read: (view, at, isLittle) => view.getInt32(at, isLittle) },
  i2: { bytes: 2, read: (view, at, isLittle) => view.getInt16(at, isLittle) },
  i1: { bytes: 1, read: (view, at) => view.getInt8(at) },
  u1: { bytes: 1, read: (view, at) => view.getUint8(at) }
}

/** @throws RangeError, a sentence, where they are no array of numbers that is read here */
export const decoded = (bytes: Uint8Array): Shaped => {
  if (bytes.length < 12 || magic.some((byte, k) => bytes[k] !== byte))
    throw new RangeError("it is no array of NumPy: such files begin with \\x93NUMPY.")
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const isFirst = bytes[6] === 1
  const start = isFirst ? 10 : 12
  const length = isFirst ? view.getUint16(8, true) : view.getUint32(8, true)
  const header = new TextDecoder().decode(bytes.subarray(start, start + length))
  const type = /'descr': *'([<>|=]?)(\w+)'/.exec(header)
  const shape = /'shape': *\(([\d, ]*)\)/.exec(header)
  const order = /'fortran_order': *(True|False)/.exec(header)
  if (type === null || shape === null || order === null)
    throw new RangeError("its header says no type and shape of one array of numbers.")
  const kind = kinds[type[2]]
  if (kind === undefined)
    throw new RangeError(`its numbers are of type ${type[2]}; ${Object.keys(kinds).join(", ")} are read.`)
  const sizes = (shape[1].match(/\d+/g) ?? []).map(Number)
  const count = sizes.reduce((product, size) => product * size, 1)
  const from = start + length
  if (bytes.length < from + count * kind.bytes)
    throw new RangeError(`it ends before the last of its ${count} numbers.`)
  const read = (k: number) => kind.read(view, from + k * kind.bytes, type[1] !== ">")
  const values = new Float64Array(count)
  if (order[1] === "True" && sizes.length === 2) {
    const [rows, columns] = sizes
    for (let k = 0; k < count; k++) values[k] = read((k % columns) * rows + Math.floor(k / columns))
  } else for (let k = 0; k < count; k++) values[k] = read(k)
  return { shape: sizes, values }
}

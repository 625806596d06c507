/** Compiled modules, and instances of them. In their long loops they ask whether they are wanted no more. */
import * as Interruption from "../../domain/interruption.ts"

/** What is used of the global that only the browser's type library declares. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object, imports: object) => { readonly exports: object }
  readonly Memory: new (size: {
    readonly initial: number
    readonly maximum: number
    readonly shared: true
  }) => Shared
}

/** Memory that threads share: cloned from thread to thread, it stays one. */
export interface Shared {
  readonly buffer: SharedArrayBuffer
}

const page = 65_536

/** At least so many bytes, zero. */
export const share = (bytes: number): Shared => {
  const pages = Math.ceil(bytes / page)
  // A module that may address all there is takes memory of any size, but asks that it has a bound.
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true })
}

/** What an instance exports whose memory is laid out from outside. */
interface Own {
  readonly memory: { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number }
  readonly heap: () => number
}

export interface Instance<Exports> {
  readonly exports: Exports
  /** The address of so many fresh bytes, aligned to a cache line. */
  readonly place: (bytes: number) => number
  /** The memory, long enough for everything placed; placing more makes it stale. */
  readonly memory: () => ArrayBuffer
}

/**
 * @param text the module in base 64
 * @throws Error where WebAssembly lacks 128-bit vectors or their relaxed operations
 */
export const decode = (text: string): object =>
  new WebAssembly.Module(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)))

const abort = (): void => {}
const { look } = Interruption

/** An instance that lays out its memory itself. */
export const start = <Exports>(module: object): Exports =>
  new WebAssembly.Instance(module, { env: { abort, look } }).exports as Exports

/** An instance on memory that it is given. */
export const on = <Exports>(module: object, memory: Shared): Exports =>
  new WebAssembly.Instance(module, { env: { abort, look, memory } }).exports as Exports

/** An instance with its own memory, laid out from outside. */
export const instantiate = <Exports>(module: object): Instance<Exports> => {
  const exports = start<Own & Exports>(module)
  let end = exports.heap()
  return {
    exports,
    place: (bytes) => {
      const at = Math.ceil(end / 64) * 64
      end = at + bytes
      return at
    },
    memory: () => {
      const missing = Math.ceil(end / page) - exports.memory.buffer.byteLength / page
      if (missing > 0) exports.memory.grow(missing)
      return exports.memory.buffer
    }
  }
}

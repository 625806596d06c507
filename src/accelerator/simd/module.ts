/** Compiled modules, and instances of them. */

/** What is used of the global that only the browser's type library declares. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object, imports: object) => { readonly exports: object }
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

/** An instance that lays out its memory itself. */
export const start = <Exports>(module: object): Exports =>
  new WebAssembly.Instance(module, { env: { abort: () => {} } }).exports as Exports

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
      const missing = Math.ceil(end / 65536) - exports.memory.buffer.byteLength / 65536
      if (missing > 0) exports.memory.grow(missing)
      return exports.memory.buffer
    }
  }
}

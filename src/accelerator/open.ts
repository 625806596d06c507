/** Backends, opened by name. */
import { nothingLeft } from "../domain/exhaustive.ts"
import type * as Kernels from "../domain/field/wide/kernels.ts"
import type { Backend, BackendName } from "./backend.ts"

/** Loads and prepares a backend; what one backend needs, the others never load. Works in any thread. */
export const open = async (name: BackendName): Promise<Backend> => {
  switch (name) {
    case "simd":
      return (await import("./simd/simd.ts")).open()
    case "webgpu":
    case "webasm":
    case "cpu":
      return (await import("./gpu/gpu.ts")).open(name)
    default:
      return nothingLeft(name, "backend")
  }
}

/** Layers of infinite width, as fast as they can be here: with the bits of domain/field/wide. */
export const wide = async (): Promise<Kernels.Steps> => {
  const Wide = await import("./simd/wide.ts")
  try {
    return Wide.open()
  } catch {
    return (await import("../domain/field/wide/kernels.ts")).steps
  }
}

/**
 * The backend to take where none is named: `webgpu` if a GPU answers that is no software, else `simd`, which beats
 * `webasm` on every processor (scripts/bench/sampling.ts), else `webasm`, where WebAssembly lacks relaxed vectors.
 */
export const best = async (): Promise<BackendName> => {
  const { adapter } = await import("./gpu/gpu.ts")
  const found = await adapter().catch(() => undefined)
  if (found !== undefined && !found.software) return "webgpu"
  const simd = await open("simd").catch(() => undefined)
  simd?.close()
  return simd === undefined ? "webasm" : "simd"
}

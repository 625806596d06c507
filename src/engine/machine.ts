/** Machines, and what of them decides about bits. */
import { arch, cpus, platform, release } from "node:os"
import type { Machine } from "./manifest-form.ts"

/** This one. */
export const here = (): Machine => ({
  architecture: arch(),
  processor: cpus()[0]?.model ?? "unknown",
  system: `${platform()} ${release()}`,
  node: process.version
})

/**
 * What of a machine decides about bits. Most functions of Math differ in their last bits between architectures, where
 * compilers join a multiplication and an addition into one rounding, and V8 may compute them otherwise from one major
 * version of node to the next.
 */
export const bitsOf = ({ architecture, node }: Pick<Machine, "architecture" | "node">): string =>
  `${architecture}, node ${node.replace(/^v/, "").split(".")[0]}`

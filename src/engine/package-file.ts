/** The project's own package.json. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { root } from "./root.ts"

export const read = (): {
  readonly version: string
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
} => JSON.parse(readFileSync(join(root, "package.json"), "utf8"))

/** Those that the built program brings along (scripts/build.ts): in the repository they are there for development. */
export const brought = ["gpu.js", "msgpackr", "onnxruntime-node", "webgpu"]

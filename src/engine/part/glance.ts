/** What a file of a part begins with, without the rest of it. */
import { existsSync } from "node:fs"
import * as File from "./file.ts"
import type { Header } from "./form.ts"

/** Undefined where there is no file, or nothing in it. Throws as {@link File.headerOf}. */
export const headerIn = (path: string): Header | undefined => {
  if (!existsSync(path)) return undefined
  const file = File.open(path)
  try {
    return File.headerOf(path, file)
  } finally {
    File.close(file)
  }
}

/** A file that is there whole or not at all, whenever the process ends. */
import { renameSync, writeFileSync } from "node:fs"

export const write = (file: string, text: string): void => {
  writeFileSync(`${file}.new`, text)
  renameSync(`${file}.new`, file)
}

/** Where runs are. */

import { existsSync, readdirSync } from "node:fs"
import { basename, join, resolve } from "node:path"
import * as Place from "../../engine/journal/place.ts"
import * as Shell from "../../engine/shell.ts"

export const defaultFolder = "runs"

/**
 * The names of the runs in a folder, in order; a link to a run's folder is a run.
 *
 * @param isRun whether a folder is one; absent: whether it has the file of one
 */
export const namesIn = (
  folder: string,
  isRun: (directory: string) => boolean = Place.exists
): ReadonlyArray<string> =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => isRun(join(folder, name)))
        .sort()
    : []

/** As short as it can be typed from here. */
export const shown: (directory: string) => string = Shell.fromHere

/** What sentences call a run: as it can be typed, or by its folder's name where one stands in it. */
export const called = (directory: string): string => {
  const typed = shown(directory)
  return typed === "." ? basename(resolve(directory)) : typed
}

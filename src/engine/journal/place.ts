/** Where a run's file is, for those who do not open it: SQLite takes a while to load. */
import * as OwnFile from "../own-file.ts"

export const fileIn = (directory: string): string => OwnFile.path(directory, "run.sqlite")

/** Whether there is something by the name of a run's file; whoever opens it says whether it is one. */
export const exists = (directory: string): boolean => OwnFile.exists(fileIn(directory))

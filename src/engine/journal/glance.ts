/** What a list says of a run: read without its configs and rows, for there may be hundreds of runs. */
import * as Database from "./database.ts"
import * as Extent from "./extent.ts"
import * as Fault from "./fault.ts"
import * as Stored from "./stored.ts"

export interface Glance {
  /** The study's; the folder may have another. */
  readonly name: string
  readonly simulation: string
  readonly points: number
  readonly pointsFinished: number
}

/** Milliseconds for a file that another program holds. */
const patience = 200

/** Throws what a reader throws. */
export const of = (directory: string): Glance =>
  Fault.telling(directory, () => {
    const database = Database.openReadOnly(directory, patience)
    try {
      const { name, simulation } = Stored.study(database).study
      return {
        name,
        simulation,
        points: Extent.count(database, "_point"),
        pointsFinished: Extent.count(database, "_finished")
      }
    } finally {
      database.close()
    }
  })

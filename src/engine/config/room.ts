/** What the studies of one file may come to, all of them together: they are in memory at the same time. */
import { most } from "../study.ts"

/** Points of all studies. */
export const mostPoints = most.points

/** Values that generators may draw. */
const mostDrawn = 10_000_000

/** Bytes of the files of data that points come from. */
const mostBytes = 500_000_000

/** What is left; whoever takes of it counts it down. */
export interface Room {
  points: number
  drawn: number
  bytes: number
}

export const make = (): Room => ({ points: mostPoints, drawn: mostDrawn, bytes: mostBytes })

/** The end of a sentence about too many points. */
export const pointsText = ({ points }: Room): string =>
  points === mostPoints
    ? `a study has at most ${mostPoints}.`
    : `the studies of a file have at most ${mostPoints} together, and those before it have ${mostPoints - points}.`

/** Why parts are not computed, not gone on with or not taken in: sentences that name the file and what to do. */
import * as Fingerprint from "../fingerprint.ts"
import type { Task } from "../plan.ts"
import type { Study } from "../study.ts"
import type { Header } from "./form.ts"
import { named } from "./form.ts"

const plural = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? "" : "s"}`

/** A search decides by results of all points before it: no part has them. */
export const ofSearch = ({ name, search }: Study): string | undefined =>
  search === undefined
    ? undefined
    : `the study ${name} searches: which points go on, and which come next, is decided by results of all before them, ` +
      "which no part has. A fleet of machines computes it (run, with --fleet), or one machine (run)"

const scope = ({ points, repeats, seed }: Header): string =>
  `${plural(points, "point")} of ${plural(repeats, "repeat")}, seed ${seed}`

/** Why the results of one header are none of a study that gives the other; undefined where they are. */
export const ofStudy = (file: string, found: Header, wanted: Header): string | undefined => {
  const which = `${file} is a part of the study ${found.name}`
  if (found.simulation !== wanted.simulation)
    return `${which}, which is of ${found.simulation}; ${wanted.name} is of ${wanted.simulation}`
  if (found.simulationVersion !== wanted.simulationVersion)
    return (
      `${file} was computed by version ${found.simulationVersion} of ${found.simulation}, this is version ` +
      `${wanted.simulationVersion}: the same config and seed give other numbers now. Compute the part again into another file`
    )
  const differs = Fingerprint.refusal(
    wanted.fingerprint,
    found.fingerprint,
    `the machine that computed ${file}`
  )
  if (differs !== undefined) return differs
  if (found.plan !== wanted.plan)
    return (
      `${which} as it is another one (${scope(found)}) than ${wanted.name} is here (${scope(wanted)}${scope(found) === scope(wanted) ? ", some of them others" : ""}): ` +
      "give the study that the parts are of"
    )
  if (found.backend !== wanted.backend)
    return (
      `${file} was computed on the backend ${found.backend}, not ${wanted.backend}; their results agree only within ` +
      `rounding. Compute all parts on one backend (--backend ${found.backend})`
    )
  return undefined
}

/** Parts of a study file are none of a run whose points have other names than the file gives them. */
export const ofInherited = (run: string, points: number, command: string): string =>
  `${run} was begun by an older version: ${plural(points, "point")} of it ${points === 1 ? "has" : "have"} other random numbers than a study ` +
  `file gives ${points === 1 ? "it" : "them"} today. Parts of the run itself fit: ${command}`

/** A part that was begun goes on in its file as what it was. */
export const ofGoingOn = (file: string, found: Header, wanted: Header): string | undefined =>
  ofStudy(file, found, wanted) ??
  (found.part === wanted.part && found.of === wanted.of
    ? undefined
    : `${file} is ${named(found)}, not ${named(wanted)}: name another file (-o)`)

export const notOne = (file: string): string => `${file} is no part of a study`

export const newer = (file: string, format: number): string =>
  `${file} was written by a newer version of Skein (its form is ${format}): update this one`

/** Two that have a task have different results of it. */
export const ofConflict = (one: string, other: string, task: Task): string =>
  `${one} and ${other} have different results of one task (point ${task.point.ordinal}, repeat ${task.repeat}, ` +
  `${task.from} to ${task.to}): one of the machines computes wrongly. Compute both anew on a third, and leave out the one that differs`

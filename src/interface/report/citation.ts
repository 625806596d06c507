/** Who is to be named, and how the numbers are made again. */
import { nothingLeft } from "../../domain/exhaustive.ts"
import { listed } from "../../drawing/text.ts"
import * as Shell from "../../engine/shell.ts"
import type { Paper } from "../../simulation/paper.ts"
import type { Subject } from "./subject.ts"

/** `https://arxiv.org/abs/2008.08601`. */
export const address = ({ arxiv }: Paper): string => `https://arxiv.org/abs/${arxiv}`

export const paper = (paper: Paper): string =>
  `${listed(paper.authors.map(({ given, family }) => `${given} ${family}`))}, "${paper.title}", ${paper.year}, arXiv:${paper.arxiv}`

/** When its last session ended, or began, as an ISO date and time. */
export const when = ({ manifest }: Subject): string | undefined => {
  const last = manifest?.sessions.at(-1)
  return last?.ended ?? last?.started
}

/** What these results are, in a sentence that can stand in a paper. */
export const results = (subject: Subject): string => {
  const { name, study, manifest } = subject
  const version = manifest === undefined ? "" : ` ${manifest.skein}`
  const commit = manifest?.commit == null ? "" : ` (commit ${manifest.commit.slice(0, 12)})`
  const date = when(subject)?.slice(0, 10)
  const simulation = manifest === undefined ? "" : `, version ${manifest.simulationVersion}`
  return `"${name}", computed with Skein${version}${commit}${date === undefined ? "" : `, ${date}`}: simulation ${study.simulation}${simulation}, seed ${study.seed}`
}

/** A name that a run may have: that of a folder may be any, and longer. */
const again = (name: string): string =>
  `${
    name
      .replace(/[^A-Za-z0-9._-]+/g, "-")
      .replace(/^[^A-Za-z0-9]+/, "")
      .slice(0, 90) || "run"
  }-again`

/** The command that computes it again, from a study file that says everything. */
export const command = ({ name, manifest }: Subject, studyFile: string): string => {
  const backend = manifest === undefined ? "" : ` --backend ${Shell.quoted(manifest.backend)}`
  return `./skein run ${Shell.quoted(studyFile)}${backend} --name ${again(name)}`
}

const ofBits = (manifest: Subject["manifest"]): string => {
  if ((manifest?.acceptedVersions.length ?? 0) > 0)
    return "Parts of it were computed by an earlier version of the simulation, so that the numbers of those parts differ."
  if ((manifest?.inherited ?? 0) > 0)
    return "It was begun before the rule by which points get their random numbers was as it is now: another run agrees within its errors, not bit for bit."
  if ((manifest?.acceptedMachines ?? []).length > 0)
    return "Parts of it were computed on another kind of machine, whose last bits may differ."
  return "The same version of the program on the same backend gives the same bits, on any number of threads."
}

/** What the command promises. */
export const promise = ({ manifest }: Subject): string => {
  const order = manifest?.order
  switch (order) {
    case "arrival":
      return "Its numbers depend on which thread was faster: another run agrees within its errors, not bit for bit."
    case "mixed":
      return "The numbers of some points depend on which thread was faster: another run agrees within its errors there, not bit for bit."
    case "assignment":
    case undefined:
      return ofBits(manifest)
    default:
      return nothingLeft(order, "order")
  }
}

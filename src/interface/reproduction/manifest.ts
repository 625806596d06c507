/** `manifest.json` of the reproduction: what computed each study that the document reads, for programs. */
import { createHash } from "node:crypto"
import type { Accounts } from "./content/part.ts"

export const of = (accounts: Accounts): string => {
  const sources = [...accounts.values()].map(({ run, found }) => {
    const { source, size, file, study, points, finished, seconds } = run
    const said = { source, size, file, study, points, finished, seconds }
    if (found === undefined) return said
    const { simulation, seed, manifest, studyText, when } = found
    return {
      ...said,
      simulation,
      seed,
      studyDigest: studyText === undefined ? null : createHash("sha256").update(studyText).digest("hex"),
      ...(manifest === undefined
        ? {}
        : {
            simulationVersion: manifest.simulationVersion,
            skein: manifest.skein,
            commit: manifest.commit,
            node: manifest.node,
            backend: manifest.backend,
            order: manifest.order,
            machine: manifest.machine
          }),
      ended: when ?? null
    }
  })
  return `${JSON.stringify({ sources }, null, 2)}\n`
}

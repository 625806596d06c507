/** A talk of three slides, judged by hand, over runs that take a second: what documents about a reproduction show. */
import { join } from "node:path"
import type { Judged, SourceRun } from "../../src/interface/reproduction/runs/judged.ts"
import { learningToUnknot } from "../../src/simulation/paper.ts"
import type { Claim, Judgement } from "../../src/talk/claim.ts"
import { nastyNames } from "./chart.ts"
import { newFolder, run, studyOf } from "./engine.ts"

const claim = (id: string, from: Claim["from"], says: string): Claim => ({
  id,
  from,
  says,
  judge: () => {
    throw new Error("it is judged by hand")
  }
})

const source = (
  name: SourceRun["source"],
  directory: string,
  points: number,
  finished: number
): SourceRun => ({
  source: name,
  size: "small",
  file: `configs/${name}-small.yaml`,
  study: `${name}-small`,
  directory,
  points,
  finished,
  seconds: finished
})

const agrees: Judgement = {
  verdict: "agrees in trend",
  because: "It falls by −1.000 ± 0.001, where Sułkowski <i>et al.</i> have κ₄ ∝ σ².",
  comparisons: [
    { what: "slope", published: -1, ours: -1.0000321, doubt: { standardError: 0.0012 } },
    { what: "accuracy", published: "about 0.9", ours: 91.23, doubt: { low: 88.84, high: 92.91 }, unit: "%" },
    { what: "words", ours: 2000, doubt: "exact" },
    { what: "coupling", published: 4e-9, ours: 4.5432e-9, doubt: { standardError: 7e-11 } }
  ]
}

/** Over runs of `flow` (figures), `unknotters` (certificates) and `classifiers` (models). */
export const judged = async (): Promise<Judged> => {
  const folder = newFolder()
  const at = (name: string) => join(folder, name)
  await run(await studyOf("flow", [{ cutoffs: [10, 100] }]), { directory: at("flow") })
  const walk = { agent: "random-walk", letters: 10, evaluate: [6], words: 10, tries: 3 }
  await run(await studyOf("unknotters", [walk]), { directory: at("agents") })
  const small = { letters: 8, train: 100, validation: 40, test: 20, epochs: 1 }
  const nets = [4, 8].map((width) => ({ model: "feed-forward", width, ...small }))
  await run(await studyOf("classifiers", nets, { repeats: 2 }), { directory: at("hashes") })
  return [
    {
      slide: {
        id: "flow",
        title: "Couplings run <b>with</b> the cutoff",
        source: { paper: learningToUnknot, where: "section 5" },
        claims: [],
        figures: [
          { from: "flow", figure: "flow" },
          { from: "flow", figure: "none-such" }
        ],
        ours: [`The talk is silent about ${nastyNames.join(" ")}.`]
      },
      claims: [
        { claim: claim("falls", ["flow"], "The coupling falls as a power."), judgement: agrees },
        {
          claim: claim("scale", [], "There is a scale."),
          judgement: { verdict: "cannot be compared", because: "The slide has none.", comparisons: [] }
        }
      ],
      runs: [source("flow", at("flow"), 1, 1)]
    },
    {
      slide: { id: "agents", title: "Agents", claims: [], figures: [], ours: [] },
      claims: [
        {
          claim: claim("unties", ["agents", "hashes"], "Some walk."),
          judgement: { verdict: "differs", because: "None do.", comparisons: [] }
        }
      ],
      runs: [source("agents", at("agents"), 1, 1), source("hashes", at("hashes"), 2, 2)]
    },
    {
      slide: {
        id: "kernel",
        title: "Not yet",
        claims: [],
        figures: [{ from: "kernel", figure: "kernel" }],
        ours: []
      },
      claims: [{ claim: claim("gaussian", ["kernel"], "It is one."), judgement: undefined }],
      runs: [source("kernel", at("kernel"), 5, 0)]
    }
  ]
}

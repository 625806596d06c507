/** What stands behind the slides: what computed them, how to do it again, the papers. */
import { plural } from "../../../drawing/text.ts"
import type { Manifest } from "../../../engine/manifest.ts"
import type { Paper } from "../../../simulation/paper.ts"
import * as Citation from "../../report/citation.ts"
import type { Judged } from "../runs/judged.ts"
import type { Section, Text } from "./block.ts"
import type { Accounts, Form } from "./part.ts"
import { link, paragraph } from "./part.ts"
import * as Wording from "./wording.ts"

/** A version of the program on a machine. */
const environmentOf = ({ skein, commit, node, backend, machine }: Manifest): string => {
  const at =
    commit === null ? "" : `, commit ${commit.slice(0, 12)}${commit.endsWith("+") ? " with changes" : ""}`
  return `Skein ${skein}${at}, Node ${node}, backend ${backend}, ${machine.processor} (${plural(machine.cores, "core")}), ${machine.system}`
}

/** What computed the runs: versions, machines. */
export const computed = (accounts: Accounts): Section => {
  const all = [...accounts.values()]
  const manifests = all.flatMap(({ run, found }) =>
    found?.manifest === undefined ? [] : [{ study: run.study, environment: environmentOf(found.manifest) }]
  )
  const environments = Map.groupBy(manifests, ({ environment }) => environment)
  return {
    id: "runs",
    title: "What computed it",
    blocks: [
      {
        kind: "table",
        columns: [
          { name: "study", kind: "word" },
          { name: "simulation", kind: "text" },
          { name: "seed", kind: "number" },
          { name: "size", kind: "word" },
          { name: "points", kind: "word" },
          { name: "thread-time", kind: "word" }
        ],
        rows: all.map(({ run, found }): ReadonlyArray<Text> => {
          const version = found?.manifest === undefined ? "" : `, version ${found.manifest.simulationVersion}`
          return [
            [run.study],
            [found === undefined ? "" : `${found.simulation}${version}`],
            [found === undefined ? "" : String(found.seed)],
            [Wording.sizeOf(run)],
            [Wording.pointsOf(run)],
            [Wording.cost(run.seconds)]
          ]
        })
      },
      {
        kind: "list",
        items: [...environments].map(([environment, studies]) => [
          `${environment}: ${studies.map(({ study }) => study).join(", ")}`
        ])
      }
    ]
  }
}

export const again = (judged: Judged, { folder, hasJson }: Form): Section => {
  const isSmall = judged.some(({ runs }) => runs.some((run) => run.size === "small"))
  return {
    id: "again",
    title: "All of it again",
    blocks: [
      paragraph(
        "In the project's folder; what is there already is not computed again, and whatever stops it, it goes on where it was:"
      ),
      {
        kind: "commands",
        lines: [`./skein reproduce${isSmall ? " --small" : ""}`, ...(isSmall ? ["./skein reproduce"] : [])]
      },
      paragraph(
        "The same version of the program on the same backend gives the same bits, on any number of threads, but for agents that learn in the order of arrival."
      ),
      paragraph(
        "The figures of this document as a table: ",
        link("verdicts.csv", `${folder}verdicts.csv`),
        ...(hasJson ? [", ", link("verdicts.json", `${folder}verdicts.json`)] : []),
        "; what computed each study: ",
        link("manifest.json", `${folder}manifest.json`),
        "."
      )
    ]
  }
}

/** Those that slides and simulations are after, each once. */
export const papersOf = (judged: Judged, accounts: Accounts): ReadonlyArray<Paper> => [
  ...new Map(
    [
      ...judged.flatMap(({ slide }) => (slide.source === undefined ? [] : [slide.source.paper])),
      ...[...accounts.values()].flatMap(({ found }) => found?.papers ?? [])
    ].map((paper) => [paper.arxiv, paper])
  ).values()
]

export const papers = (judged: Judged, accounts: Accounts): Section => {
  const found = papersOf(judged, accounts)
  return {
    id: "papers",
    title: "Papers",
    blocks: [
      {
        kind: "list",
        items: found.map((paper) => [
          `${Citation.paper(paper)}, `,
          link(Citation.address(paper), Citation.address(paper))
        ])
      }
    ]
  }
}

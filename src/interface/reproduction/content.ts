/** What the document of the reproduction says, slide by slide, for whatever prints it. */
import { listed, plural } from "../../drawing/text.ts"
import type { Manifest } from "../../engine/manifest.ts"
import { verdicts } from "../../talk/claim.ts"
import type { SourceName } from "../../talk/source.ts"
import * as Citation from "../report/citation.ts"
import * as Duration from "../text/duration.ts"
import type { Account } from "./account.ts"
import { isFull, isWhole } from "./account.ts"
import type { Block, Document, Inline, Section, Standing, Text } from "./block.ts"
import { notComputed } from "./block.ts"
import type { Judged, JudgedClaim, JudgedSlide } from "./judged.ts"
import * as Wording from "./wording.ts"

export type Accounts = ReadonlyMap<SourceName, Account>

const standings: ReadonlyArray<Standing> = [...verdicts, notComputed]

const paragraph = (...text: Text): Block => ({ kind: "paragraph", text })
const aside = (...text: Text): Block => ({ kind: "aside", text })
const heading = (text: string): Block => ({ kind: "heading", text })
const link = (text: string, to: string): Inline => ({ kind: "link", text, to })

const between = (parts: ReadonlyArray<Inline>, separator: string): Text =>
  parts.flatMap((part, k) => (k === 0 ? [part] : [separator, part]))

const nameOf = (file: string): string => file.slice(file.lastIndexOf("/") + 1)

const claimsOf = (judged: Judged): ReadonlyArray<JudgedClaim> => judged.flatMap(({ claims }) => claims)

/** How many claims stand how. */
export const counts = (judged: Judged): ReadonlyMap<Standing, number> => {
  const found = claimsOf(judged).map(Wording.standing)
  return new Map(standings.map((each) => [each, found.filter((standing) => standing === each).length]))
}

/** How much of it is what: said before anything else. */
const soFar = (judged: Judged, accounts: Accounts): ReadonlyArray<Block> => {
  const runs = [...accounts.values()].map(({ run }) => run)
  const whole = runs.filter(isWhole)
  const full = whole.filter(isFull).length
  const small = whole.length - full
  const none = runs.filter(({ finished }) => finished === 0).length
  const begun = runs.length - whole.length - none
  const parts = [
    ...(full > 0 ? [`${full} ${full === 1 ? "is" : "are"} whole at full size`] : []),
    ...(small > 0 ? [`${small} ${small === 1 ? "is" : "are"} whole at a small size`] : []),
    ...(begun > 0 ? [`${begun} ${begun === 1 ? "is" : "are"} unfinished`] : []),
    ...(none > 0 ? [`${none} ${none === 1 ? "is" : "are"} not computed yet`] : [])
  ]
  const said = [...counts(judged)]
    .filter(([, n]) => n > 0)
    .map(([standing, n]) => Wording.counted(standing, n))
  const seconds = runs.reduce((sum, run) => sum + run.seconds, 0)
  return [
    paragraph(
      `Of the ${plural(runs.length, "study").replace(/studys$/, "studies")} that these slides read, ${listed(parts)}.`
    ),
    ...(small > 0
      ? [
          paragraph(
            "A small study shows that the computation works, with larger errors, fewer values and shorter trainings than the papers have; what it says of a claim is no verdict about the claim at full size."
          )
        ]
      : []),
    paragraph(`Of ${plural(claimsOf(judged).length, "claim")}, ${listed(said)}.`),
    paragraph(`All of it took ${Duration.format(seconds)} of one thread.`)
  ]
}

const sizesOf = ({ runs }: JudgedSlide): string =>
  runs.length === 0 ? "-" : [...new Set(runs.map(Wording.sizeOf))].join("; ")

const secondsOf = ({ runs }: JudgedSlide): number => runs.reduce((sum, { seconds }) => sum + seconds, 0)

const summary = (judged: Judged): Section => ({
  id: "summary",
  title: "All claims",
  blocks: [
    {
      kind: "table",
      columns: [
        { name: "verdict", kind: "word" },
        { name: "claim", kind: "text" },
        { name: "slide", kind: "text" },
        { name: "size", kind: "text" },
        { name: "thread-time", kind: "word" }
      ],
      rows: judged.flatMap((slide) =>
        slide.claims.map(
          (claim, k): ReadonlyArray<Text> => [
            [{ kind: "standing", standing: Wording.standing(claim) }],
            [Wording.tied(claim.claim.says)],
            [link(slide.slide.title, `#slide-${slide.slide.id}`)],
            [k === 0 ? sizesOf(slide) : ""],
            [k === 0 ? Wording.cost(secondsOf(slide)) : ""]
          ]
        )
      )
    },
    aside(
      "Agrees: the same within the errors, or a statement that holds beyond ours. Agrees in trend: what rises there rises here, with other figures. Differs: beyond its error not what is claimed. Undecided: the errors allow both. Cannot be compared: what is published leaves open what would have to be computed, or cannot be computed here. Errors are standard errors, intervals are meant to hold the truth in 95 of 100 cases."
    )
  ]
})

const claimBlocks = (judged: JudgedClaim): ReadonlyArray<Block> => {
  const { claim, judgement } = judged
  const verdict: Block = paragraph(
    { kind: "standing", standing: Wording.standing(judged) },
    judgement === undefined
      ? ". The studies that decide are not whole yet."
      : `: ${Wording.tied(judgement.because)}`
  )
  const comparisons = judgement?.comparisons ?? []
  const isMeasured = comparisons.some(({ unit }) => unit !== undefined)
  return [
    paragraph({ kind: "strong", text: "Claim. " }, Wording.tied(claim.says)),
    verdict,
    ...(comparisons.length === 0
      ? []
      : [
          {
            kind: "table" as const,
            columns: [
              { name: "of what", kind: "text" as const },
              { name: "published", kind: "text" as const },
              { name: "ours", kind: "number" as const },
              { name: "error or 95 % interval", kind: "word" as const },
              ...(isMeasured ? [{ name: "unit", kind: "word" as const }] : [])
            ],
            rows: comparisons.map((comparison): ReadonlyArray<Text> => {
              const { ours, doubt } = Wording.figures(comparison)
              return [
                [Wording.tied(comparison.what)],
                [Wording.published(comparison)],
                [ours],
                [doubt],
                ...(isMeasured ? [[comparison.unit ?? ""]] : [])
              ]
            })
          }
        ])
  ]
}

const figureBlocks = ({ slide }: JudgedSlide, accounts: Accounts): ReadonlyArray<Block> => {
  const blocks = slide.figures.flatMap(({ from, figure }): ReadonlyArray<Block> => {
    const found = accounts.get(from)?.found
    const picture = found?.pictures.find(({ name }) => name === figure)
    if (found === undefined) return []
    if (picture?.svg === undefined)
      return [
        aside(
          `Not drawn: ${picture?.title ?? figure}. ${picture?.notes.join(" ") ?? "The run has no such figure."}`
        )
      ]
    const files = { formats: ["svg", "pdf"], figure: found.figure }
    return [{ kind: "figure", id: `figure-${slide.id}-${from}-${figure}`, picture, files }]
  })
  return blocks.length === 0 ? [] : [heading("Our figures"), ...blocks]
}

/** The files of a run, as links. */
const filesOf = ({ run, found }: Account): ReadonlyArray<Text> => {
  if (found === undefined) return []
  const { report, tables, certificates, models } = found
  const links = [
    link("report", report),
    ...tables.flatMap(({ name, file }) => (file === undefined ? [] : [link(`${name}.csv`, file)])),
    ...(certificates?.files ?? []).map((file) => link(`certificates: ${nameOf(file)}`, file)),
    ...(models === undefined || models.files.length === 0
      ? []
      : [link(plural(models.files.length, "model"), models.folder)])
  ]
  return [[`${run.study}: `, ...between(links, ", ")]]
}

/** What is left out of the files, and where it is. */
const leftOut = ({ run, found }: Account): ReadonlyArray<string> => {
  if (found === undefined) return []
  return [
    ...found.tables
      .filter(({ file }) => file === undefined)
      .map(
        ({ name, rows }) =>
          `The table ${name} of ${run.study} (${rows} rows) is left out here: ./skein export ${run.study} --table ${name}`
      ),
    ...(found.models !== undefined && found.models.left > 0
      ? [
          `${plural(found.models.left, "model")} of ${run.study} ${found.models.left === 1 ? "is" : "are"} left out here: ./skein models ${run.study}`
        ]
      : [])
  ]
}

const runBlocks = ({ slide, runs }: JudgedSlide, accounts: Accounts): ReadonlyArray<Block> => {
  if (runs.length === 0)
    return [aside("It is computed where the claim is judged: no study is read."), commandsOf(slide.id, runs)]
  const own = runs.map((run) => accounts.get(run.source) ?? { run, found: undefined })
  const notes = own.flatMap((account) => [
    ...(account.found?.notes ?? []).map((note) => `${account.run.study}: ${note}`),
    ...leftOut(account)
  ])
  const links = own.flatMap(filesOf)
  const files: ReadonlyArray<Block> = links.length === 0 ? [] : [{ kind: "list", items: links }]
  return [
    heading("What it comes from"),
    {
      kind: "table",
      columns: [
        { name: "study", kind: "text" },
        { name: "size", kind: "word" },
        { name: "points", kind: "word" },
        { name: "thread-time", kind: "word" }
      ],
      rows: own.map(
        (account): ReadonlyArray<Text> => [
          [account.run.study],
          [Wording.sizeOf(account.run)],
          [Wording.pointsOf(account.run)],
          [Wording.cost(account.run.seconds)]
        ]
      )
    },
    ...files,
    ...notes.map((note) => aside(note)),
    commandsOf(slide.id, runs)
  ]
}

const commandsOf = (id: string, runs: JudgedSlide["runs"]): Block => ({
  kind: "commands",
  lines: [Wording.slideCommand(id, runs), ...new Set(runs.map(Wording.studyCommand))]
})

const slideSection = (judged: JudgedSlide, accounts: Accounts): Section => {
  const { slide, claims } = judged
  const { source } = slide
  return {
    id: `slide-${slide.id}`,
    title: slide.title,
    blocks: [
      ...(source === undefined
        ? []
        : [
            aside(
              `After ${source.where} of ${Citation.paper(source.paper)}, `,
              link(Citation.address(source.paper), Citation.address(source.paper))
            )
          ]),
      ...claims.flatMap(claimBlocks),
      ...(slide.ours.length === 0
        ? []
        : [
            heading("Our choices, where talk and papers are silent"),
            { kind: "list" as const, items: slide.ours.map((each) => [Wording.tied(each)]) }
          ]),
      ...figureBlocks(judged, accounts),
      ...runBlocks(judged, accounts)
    ]
  }
}

/** A version of the program on a machine. */
const environmentOf = ({ skein, commit, node, backend, machine }: Manifest): string => {
  const at =
    commit === null ? "" : `, commit ${commit.slice(0, 12)}${commit.endsWith("+") ? " with changes" : ""}`
  return `Skein ${skein}${at}, Node ${node}, backend ${backend}, ${machine.processor} (${plural(machine.cores, "core")}), ${machine.system}`
}

/** What computed the runs: versions, machines. */
const computed = (accounts: Accounts): Section => {
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

const again = (judged: Judged): Section => {
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
        link("verdicts.csv", "reproduction/verdicts.csv"),
        ", ",
        link("verdicts.json", "reproduction/verdicts.json"),
        "; what computed each study: ",
        link("manifest.json", "reproduction/manifest.json"),
        "."
      )
    ]
  }
}

const papersOf = (judged: Judged, accounts: Accounts): Section => {
  const found = new Map(
    [
      ...judged.flatMap(({ slide }) => (slide.source === undefined ? [] : [slide.source.paper])),
      ...[...accounts.values()].flatMap(({ found }) => found?.papers ?? [])
    ].map((paper) => [paper.arxiv, paper])
  )
  return {
    id: "papers",
    title: "Papers",
    blocks: [
      {
        kind: "list",
        items: [...found.values()].map((paper) => [
          `${Citation.paper(paper)}, `,
          link(Citation.address(paper), Citation.address(paper))
        ])
      }
    ]
  }
}

export const title = "A Triangle of Influence, reproduced"

export const of = (judged: Judged, accounts: Accounts): Document => ({
  title,
  lead: [
    paragraph(
      'What Jim Halverson\'s talk "A Triangle of Influence" claims about knots, networks and fields, slide by slide, beside what comes out when it is computed: within which error, and why where the two differ.'
    ),
    ...soFar(judged, accounts)
  ],
  sections: [
    summary(judged),
    ...judged.map((slide) => slideSection(slide, accounts)),
    computed(accounts),
    again(judged),
    papersOf(judged, accounts)
  ]
})

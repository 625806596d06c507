/** What a document says of a slide. */
import { plural } from "../../../drawing/text.ts"
import * as Citation from "../../report/citation.ts"
import type { JudgedClaim, JudgedSlide } from "../runs/judged.ts"
import type { Account } from "./account.ts"
import { isWhole } from "./account.ts"
import type { Block, Section, Text } from "./block.ts"
import type { Accounts, Form } from "./part.ts"
import { aside, between, heading, link } from "./part.ts"
import * as Wording from "./wording.ts"

const nameOf = (file: string): string => file.slice(file.lastIndexOf("/") + 1)

/** Why a claim has no verdict. */
const openBecause = ({ claim }: JudgedClaim, runs: JudgedSlide["runs"]): string =>
  runs.every((run) => isWhole(run) || !claim.from.includes(run.source))
    ? ". It could not be judged here."
    : ". The studies that decide are not whole yet."

const claimBlocks = (judged: JudgedClaim, runs: JudgedSlide["runs"]): ReadonlyArray<Block> => {
  const { claim, judgement } = judged
  const comparisons = judgement?.comparisons ?? []
  const why = judgement === undefined ? openBecause(judged, runs) : `: ${Wording.prose(judgement.because)}`
  const verdict: Block = {
    kind: "paragraph",
    text: [{ kind: "standing", standing: Wording.standing(judged) }, why],
    stays: comparisons.length > 0
  }
  const isCompared = comparisons.some(({ published }) => published !== undefined)
  const isMeasured = comparisons.some(({ unit }) => unit !== undefined)
  return [
    {
      kind: "paragraph",
      text: [{ kind: "strong", text: "Claim. " }, Wording.prose(claim.says)],
      stays: true
    },
    verdict,
    ...(comparisons.length === 0
      ? []
      : [
          {
            kind: "table" as const,
            columns: [
              { name: "of what", kind: "text" as const },
              ...(isCompared ? [{ name: "published", kind: "text" as const }] : []),
              { name: "ours", kind: "number" as const },
              { name: "error or 95 % interval", kind: "word" as const },
              ...(isMeasured ? [{ name: "unit", kind: "word" as const }] : [])
            ],
            rows: comparisons.map((comparison): ReadonlyArray<Text> => {
              const { ours, doubt } = Wording.figures(comparison)
              return [
                [Wording.prose(comparison.what)],
                ...(isCompared ? [[Wording.published(comparison)]] : []),
                [ours],
                [doubt],
                ...(isMeasured ? [[comparison.unit ?? ""]] : [])
              ]
            })
          }
        ])
  ]
}

const figureBlocks = (
  { slide }: JudgedSlide,
  accounts: Accounts,
  { hasFigures }: Form
): ReadonlyArray<Block> => {
  if (!hasFigures) return []
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
    ...(report === undefined ? [] : [link("report", report)]),
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
          `The table ${name} of ${run.study} (${rows} rows) is left out here: ./skein export ${run.study} --table ${name} --out RUNS, the folder of the runs`
      ),
    ...(found.models !== undefined && found.models.left > 0
      ? [
          `${plural(found.models.left, "model")} of ${run.study} ${found.models.left === 1 ? "is" : "are"} left out here: ./skein models ${run.study} --out RUNS, the folder of the runs`
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
  lines: [...Wording.slideCommands(id, runs), ...new Set(runs.map(Wording.studyCommand))]
})

export const section = (judged: JudgedSlide, accounts: Accounts, form: Form): Section => {
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
      ...claims.flatMap((claim) => claimBlocks(claim, judged.runs)),
      ...(slide.ours.length === 0
        ? []
        : [
            heading("Our choices, where talk and papers are silent"),
            { kind: "list" as const, items: slide.ours.map((each) => [Wording.prose(each)]) }
          ]),
      ...figureBlocks(judged, accounts, form),
      ...runBlocks(judged, accounts)
    ]
  }
}

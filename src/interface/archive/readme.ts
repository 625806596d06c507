/** `README.md` of an archive: what is in it, what the columns mean, and how to run it again. */

import { plural } from "../../drawing/text.ts"
import { explained } from "../../simulation/table.ts"
import { begun, escaped } from "../export/markdown.ts"
import { unit } from "../export/table.ts"
import * as Citation from "../report/citation.ts"
import type { Subject } from "../report/subject.ts"
import type { ResultTable } from "../run/table.ts"

const columns = ({ columns }: ResultTable): string => {
  const lines = Object.entries(columns).map(([name, column]) => {
    const error = column.standardError === undefined ? "" : `; its standard error is ${column.standardError}`
    return `| ${escaped(name)} | ${escaped(column.type)} | ${escaped(unit(column) ?? "")} | ${escaped(explained(column) + error)} |`
  })
  return ["| column | type | unit | what it is |", "| --- | --- | --- | --- |", ...lines].join("\n")
}

const table = (each: ResultTable, file: string): string =>
  `### ${escaped(each.name)}

${begun(each.description)}. ${plural(each.count, "row")}${each.unfinished > 0 ? `, the last ${each.unfinished} of them of unfinished points` : ""}: \`tables/${file}.csv\`, \`tables/${file}.parquet\`.

${columns(each)}`

/** What may be in an archive: a file, or a folder of files. */
const contents: ReadonlyArray<readonly [path: string, holds: string]> = [
  ["report.html", "all of it on one page, for any browser, without network"],
  ["study.yaml", "what was asked, as a study file that can be run again"],
  ["points.ndjson", "every point, with nothing left to expand, draw or default"],
  ["manifest.json", "what computed it: versions, commit, machine, seed, times"],
  ["run.sqlite", "the run itself, with all that was computed: for Skein, and for any SQLite client"],
  ["tables/", "the results, as CSV (RFC 4180, UTF-8) and as Apache Parquet"],
  ["figures/", "the figures, as SVG and PDF"],
  ["CITATION.cff", "how to cite it"]
]

/** @param paths of the other files of the archive */
export const of = (
  subject: Subject,
  tableFiles: ReadonlyMap<string, string>,
  paths: ReadonlyArray<string>
): string => {
  const { name, study, points, pointsFinished, manifest, simulation, tables, missed, cautions } = subject
  const papers = simulation?.papers ?? []
  const commit = manifest?.commit
  return `# ${escaped(name)}

${begun(`${Citation.results(subject)}.`)}${simulation === undefined ? "" : ` ${escaped(`${simulation.summary[0]?.toUpperCase()}${simulation.summary.slice(1)}.`)}`}

${pointsFinished === points ? `All ${plural(points, "point")} are finished.` : `**Not complete:** ${pointsFinished} of ${plural(points, "point")} are finished. Rows of the others come from the part of their repeats that was done.`}${missed === undefined ? "" : `\n\n**${escaped(missed.heading)}:**\n\n${missed.lines.map((line) => `- ${begun(line)}`).join("\n")}`}${cautions.map((line) => `\n\n${begun(`${line[0]!.toUpperCase()}${line.slice(1)}.`)}`).join("")}

## What is here

| file | holds |
| --- | --- |
${contents
  .filter(([file]) => paths.some((path) => path.startsWith(file)))
  .map(([file, holds]) => `| \`${file}\` | ${holds} |\n`)
  .join("")}| \`ro-crate-metadata.json\` | all of this for programs (RO-Crate 1.1) |

## Look at it, and go on

This folder is a run: in it, \`skein report .\`, \`skein export .\`, \`skein models .\` and all other commands work, and \`skein resume .\`
computes what is missing or asked for anew. Any other program reads \`run.sqlite\` as it reads SQLite.

## Run it again

With Skein${manifest === undefined ? "" : ` ${escaped(manifest.skein)}`}${commit == null ? "" : `, commit ${escaped(commit.replace(/\+$/, " (and changes that were not committed)"))}`}, and Node 20 or newer, in the project's folder, where \`study.yaml\` is the path of the file beside this one:

\`\`\`sh
${Citation.command(subject, "study.yaml")}
\`\`\`

${Citation.promise(subject)} Seed: ${escaped(String(study.seed))}.

## Tables

NaN and the infinities are \`NaN\`, \`Infinity\` and \`-Infinity\` in CSV; an empty field says that there is no value. A text that a
spreadsheet would compute, as it does what begins with =, has an apostrophe before it.

${tables.map((each) => table(each, tableFiles.get(each.name)!)).join("\n\n")}
${papers.length === 0 ? "" : `\n## After\n\n${papers.map((paper) => `- ${begun(Citation.paper(paper))}, <${Citation.address(paper)}>`).join("\n")}\n`}`
}

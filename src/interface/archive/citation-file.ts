/** `CITATION.cff`, in the Citation File Format 1.2.0, which Zenodo and GitHub read. */
import type { Paper } from "../../simulation/paper.ts"
import * as Citation from "../report/citation.ts"
import type { Subject } from "../report/subject.ts"
import type { Author } from "./author.ts"

export interface Publication {
  readonly authors: ReadonlyArray<Author>
  /** An SPDX identifier. */
  readonly license?: string
}

/** The format wants someone to be named. */
const nobody = 'name: "the authors of these results"'

/** A JSON string is a YAML string, but for what YAML does not take as it is (YAML 1.2, section 5.1). */
const text = (value: string): string =>
  JSON.stringify(value.toWellFormed()).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`
  )

const person = ({ given, family, orcid }: Author): ReadonlyArray<string> => [
  `family-names: ${text(family)}`,
  ...(given === undefined ? [] : [`given-names: ${text(given)}`]),
  ...(orcid === undefined ? [] : [`orcid: ${text(`https://orcid.org/${orcid}`)}`])
]

const item = (lines: ReadonlyArray<string>, indent: string): ReadonlyArray<string> =>
  lines.map((line, k) => `${indent}${k === 0 ? "- " : "  "}${line}`)

/** What is to be cited. */
export interface Cited {
  readonly title: string
  readonly abstract: string
  /** An ISO date. */
  readonly date: string | undefined
  /** Version of the program. */
  readonly skein: string | undefined
  readonly papers: ReadonlyArray<Paper>
}

export const describe = (
  { title, abstract, date, skein, papers: after }: Cited,
  { authors, license }: Publication
): string => {
  const software = [
    "type: software",
    'title: "Skein"',
    ...(skein === undefined ? [] : [`version: ${text(skein)}`]),
    "authors:",
    '  - name: "the Skein developers"'
  ]
  const papers = after.map((paper) => [
    "type: article",
    `title: ${text(paper.title)}`,
    `year: ${paper.year}`,
    `doi: ${text(`10.48550/arXiv.${paper.arxiv}`)}`,
    `url: ${text(Citation.address(paper))}`,
    "authors:",
    ...paper.authors.flatMap((author) => item(person(author), "  "))
  ])
  return [
    "cff-version: 1.2.0",
    'message: "Please cite these results, and the papers that they are after."',
    "type: dataset",
    `title: ${text(title)}`,
    `abstract: ${text(abstract)}`,
    "authors:",
    ...(authors.length === 0
      ? item([nobody], "  ")
      : authors.flatMap((author) => item(person(author), "  "))),
    ...(date === undefined ? [] : [`date-released: ${date}`]),
    ...(license === undefined ? [] : [`license: ${text(license)}`]),
    "references:",
    ...[software, ...papers].flatMap((reference) => item(reference, "  ")),
    ""
  ].join("\n")
}

/** Of the archive of one run. */
export const of = (subject: Subject, publication: Publication): string => {
  const { name, study, manifest, simulation } = subject
  const cited: Cited = {
    title: `${name}: results of the simulation ${study.simulation}`,
    abstract: `${Citation.results(subject)}.`,
    date: Citation.when(subject)?.slice(0, 10),
    skein: manifest?.skein,
    papers: simulation?.papers ?? []
  }
  return describe(cited, publication)
}

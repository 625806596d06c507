/** `CITATION.cff`, in the Citation File Format 1.2.0, which Zenodo and GitHub read. */
import * as Citation from "../report/citation.ts"
import type { Subject } from "../report/subject.ts"
import type { Author } from "./author.ts"

export interface Publication {
  readonly authors: ReadonlyArray<Author>
  /** An SPDX identifier. */
  readonly license?: string
}

/** The format wants someone to be named. */
const nobody = 'name: "the authors of this run"'

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

export const of = (subject: Subject, { authors, license }: Publication): string => {
  const { name, study, manifest, simulation } = subject
  const date = Citation.when(subject)?.slice(0, 10)
  const skein = [
    "type: software",
    'title: "Skein"',
    ...(manifest === undefined ? [] : [`version: ${text(manifest.skein)}`]),
    "authors:",
    '  - name: "the Skein developers"'
  ]
  const papers = (simulation?.papers ?? []).map((paper) => [
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
    `title: ${text(`${name}: results of the simulation ${study.simulation}`)}`,
    `abstract: ${text(`${Citation.results(subject)}.`)}`,
    "authors:",
    ...(authors.length === 0
      ? item([nobody], "  ")
      : authors.flatMap((author) => item(person(author), "  "))),
    ...(date === undefined ? [] : [`date-released: ${date}`]),
    ...(license === undefined ? [] : [`license: ${text(license)}`]),
    "references:",
    ...[skein, ...papers].flatMap((reference) => item(reference, "  ")),
    ""
  ].join("\n")
}

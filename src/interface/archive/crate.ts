/**
 * `ro-crate-metadata.json`: what an archive holds and how it came to be, for programs.
 * Source: RO-Crate Metadata Specification 1.1 (w3id.org/ro/crate/1.1), root data entity, data entities, provenance.
 */
import * as Citation from "../report/citation.ts"
import type { Subject } from "../report/subject.ts"
import { print } from "./author.ts"
import type { Publication } from "./citation-file.ts"

export interface Content {
  readonly path: string
  readonly bytes: number
  readonly description: string
}

type Entity = { readonly "@id": string } & Readonly<Record<string, unknown>>

const reference = (id: string) => ({ "@id": id })

const formats: Readonly<Record<string, string>> = {
  csv: "text/csv",
  parquet: "application/vnd.apache.parquet",
  svg: "image/svg+xml",
  pdf: "application/pdf",
  html: "text/html",
  md: "text/markdown",
  json: "application/json",
  yaml: "application/yaml",
  cff: "text/yaml"
}

const file = ({ path, bytes, description }: Content): Entity => ({
  "@id": encodeURI(path),
  "@type": "File",
  name: path,
  description,
  contentSize: String(bytes),
  encodingFormat: formats[path.split(".").at(-1)!] ?? "application/octet-stream"
})

const isOver: Readonly<Record<Subject["state"], boolean>> = {
  running: false,
  done: true,
  failed: true,
  interrupted: true,
  stopped: true,
  unknown: true
}

const statusOf = ({ state, points, pointsFinished }: Subject): "Active" | "Completed" | "Failed" =>
  isOver[state] ? (pointsFinished === points ? "Completed" : "Failed") : "Active"

/** @param contents all files but this one */
export const of = (
  subject: Subject,
  { authors, license }: Publication,
  contents: ReadonlyArray<Content>
): string => {
  const { name, study, manifest, simulation } = subject
  const people: ReadonlyArray<Entity> = authors.map((author, k) => ({
    "@id": author.orcid === undefined ? `#author-${k + 1}` : `https://orcid.org/${author.orcid}`,
    "@type": "Person",
    name: print(author),
    familyName: author.family,
    ...(author.given === undefined ? {} : { givenName: author.given })
  }))
  const papers: ReadonlyArray<Entity> = (simulation?.papers ?? []).map((paper) => ({
    "@id": `https://doi.org/10.48550/arXiv.${paper.arxiv}`,
    "@type": "ScholarlyArticle",
    name: paper.title,
    author: paper.authors.map(({ given, family }) => `${given} ${family}`),
    datePublished: String(paper.year),
    url: Citation.address(paper)
  }))
  const licenseId = license === undefined ? undefined : `https://spdx.org/licenses/${license}`
  const commit = manifest?.commit?.replace(/\+$/, "")
  const software: Entity = {
    "@id": "#skein",
    "@type": "SoftwareApplication",
    name: "Skein",
    ...(manifest === undefined ? {} : { softwareVersion: manifest.skein }),
    ...(commit === undefined ? {} : { identifier: commit }),
    ...(manifest === undefined ? {} : { softwareRequirements: `Node ${manifest.node}` })
  }
  const results = contents.filter(({ path }) => path.startsWith("tables/") || path.startsWith("figures/"))
  const action: Entity = {
    "@id": "#run",
    "@type": "CreateAction",
    name: `Run of ${study.simulation} with seed ${study.seed}`,
    instrument: reference("#skein"),
    object: contents.filter(({ path }) => path === "study.yaml").map(({ path }) => reference(path)),
    result: results.map(({ path }) => reference(encodeURI(path))),
    actionStatus: reference(`http://schema.org/${statusOf(subject)}ActionStatus`),
    ...(people.length === 0 ? {} : { agent: people.map((person) => reference(person["@id"])) }),
    ...(manifest === undefined ? {} : { startTime: manifest.sessions[0]?.started }),
    ...(manifest?.sessions.at(-1)?.ended === undefined ? {} : { endTime: manifest.sessions.at(-1)!.ended })
  }
  const root: Entity = {
    "@id": "./",
    "@type": "Dataset",
    name: `${name}: results of the simulation ${study.simulation}`,
    description: `${Citation.results(subject)}.${simulation === undefined ? "" : ` ${simulation.summary}.`}`,
    datePublished: (Citation.when(subject) ?? new Date(0).toISOString()).slice(0, 10),
    hasPart: contents.map(({ path }) => reference(encodeURI(path))),
    mentions: reference("#run"),
    ...(licenseId === undefined ? {} : { license: reference(licenseId) }),
    ...(people.length === 0 ? {} : { author: people.map((person) => reference(person["@id"])) }),
    ...(papers.length === 0 ? {} : { citation: papers.map((paper) => reference(paper["@id"])) })
  }
  const descriptor: Entity = {
    "@id": "ro-crate-metadata.json",
    "@type": "CreativeWork",
    about: reference("./"),
    conformsTo: reference("https://w3id.org/ro/crate/1.1")
  }
  const licenses: ReadonlyArray<Entity> =
    licenseId === undefined
      ? []
      : [{ "@id": licenseId, "@type": "CreativeWork", name: license, identifier: license, url: licenseId }]
  const graph = [descriptor, root, ...contents.map(file), action, software, ...people, ...papers, ...licenses]
  return `${JSON.stringify({ "@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph }, null, 2)}\n`
}

/**
 * `ro-crate-metadata.json`: what an archive holds and how it came to be, for programs.
 * Source: RO-Crate Metadata Specification 1.1 (w3id.org/ro/crate/1.1), root data entity, data entities, provenance.
 */
import type { Manifest } from "../../engine/manifest.ts"
import type { Paper } from "../../simulation/paper.ts"
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
  ndjson: "application/x-ndjson",
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

export type Status = "Active" | "Completed" | "Failed"

const statusOf = ({ state, points, pointsFinished }: Subject): Status =>
  isOver[state] ? (pointsFinished === points ? "Completed" : "Failed") : "Active"

/** A run whose results an archive has. */
export interface Run {
  /** Unique among the runs: `#run`. */
  readonly id: string
  readonly name: string
  readonly manifest: Manifest | undefined
  readonly status: Status
  /** Paths of what it was asked by, and of what came out. */
  readonly object: ReadonlyArray<string>
  readonly result: ReadonlyArray<string>
}

/** What an archive is. */
export interface About {
  readonly name: string
  readonly description: string
  /** An ISO date. */
  readonly date: string
  readonly papers: ReadonlyArray<Paper>
  readonly runs: ReadonlyArray<Run>
}

/** Each version of the program that computed something of it, on each version of node, by what tells them apart. */
const softwareOf = (runs: ReadonlyArray<Run>): ReadonlyMap<string, Entity> => {
  const found = new Map<string, Entity>()
  for (const { manifest } of runs) {
    const key = versionOf(manifest)
    if (found.has(key)) continue
    const commit = manifest?.commit?.replace(/\+$/, "")
    found.set(key, {
      "@id": found.size === 0 ? "#skein" : `#skein-${found.size + 1}`,
      "@type": "SoftwareApplication",
      name: "Skein",
      ...(manifest === undefined ? {} : { softwareVersion: manifest.skein }),
      ...(commit === undefined ? {} : { identifier: commit }),
      ...(manifest === undefined ? {} : { softwareRequirements: `Node ${manifest.node}` })
    })
  }
  return found
}

const versionOf = (manifest: Manifest | undefined): string =>
  JSON.stringify([manifest?.skein, manifest?.commit?.replace(/\+$/, ""), manifest?.node])

const one = <A>(list: ReadonlyArray<A>): A | ReadonlyArray<A> => (list.length === 1 ? list[0]! : list)

/** @param contents all files but this one */
export const describe = (
  { name, description, date, papers: after, runs }: About,
  { authors, license }: Publication,
  contents: ReadonlyArray<Content>
): string => {
  const people: ReadonlyArray<Entity> = authors.map((author, k) => ({
    "@id": author.orcid === undefined ? `#author-${k + 1}` : `https://orcid.org/${author.orcid}`,
    "@type": "Person",
    name: print(author),
    familyName: author.family,
    ...(author.given === undefined ? {} : { givenName: author.given })
  }))
  const papers: ReadonlyArray<Entity> = after.map((paper) => ({
    "@id": `https://doi.org/10.48550/arXiv.${paper.arxiv}`,
    "@type": "ScholarlyArticle",
    name: paper.title,
    author: paper.authors.map(({ given, family }) => `${given} ${family}`),
    datePublished: String(paper.year),
    url: Citation.address(paper)
  }))
  const licenseId = license === undefined ? undefined : `https://spdx.org/licenses/${license}`
  const software = softwareOf(runs)
  const paths = (list: ReadonlyArray<string>) => list.map((path) => reference(encodeURI(path)))
  const actions = runs.map(
    ({ id, name, manifest, status, object, result }): Entity => ({
      "@id": id,
      "@type": "CreateAction",
      name,
      instrument: reference(software.get(versionOf(manifest))!["@id"]),
      object: paths(object),
      result: paths(result),
      actionStatus: reference(`http://schema.org/${status}ActionStatus`),
      ...(people.length === 0 ? {} : { agent: people.map((person) => reference(person["@id"])) }),
      ...(manifest === undefined ? {} : { startTime: manifest.sessions[0]?.started }),
      ...(manifest?.sessions.at(-1)?.ended === undefined ? {} : { endTime: manifest.sessions.at(-1)!.ended })
    })
  )
  const root: Entity = {
    "@id": "./",
    "@type": "Dataset",
    name,
    description,
    datePublished: date,
    hasPart: contents.map(({ path }) => reference(encodeURI(path))),
    mentions: one(actions.map((action) => reference(action["@id"]))),
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
  const graph = [
    ...[descriptor, root, ...contents.map(file), ...actions, ...software.values()],
    ...[...people, ...papers, ...licenses]
  ]
  return `${JSON.stringify({ "@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph }, null, 2)}\n`
}

/**
 * Of the archive of one run.
 *
 * @param contents all files but this one
 */
export const of = (subject: Subject, publication: Publication, contents: ReadonlyArray<Content>): string => {
  const { name, study, manifest, simulation } = subject
  const paths = contents.map(({ path }) => path)
  const run: Run = {
    id: "#run",
    name: `Run of ${study.simulation} with seed ${study.seed}`,
    manifest,
    status: statusOf(subject),
    object: paths.filter((path) => path === "study.yaml"),
    result: paths.filter((path) => path.startsWith("tables/") || path.startsWith("figures/"))
  }
  const about: About = {
    name: `${name}: results of the simulation ${study.simulation}`,
    description: `${Citation.results(subject)}.${simulation === undefined ? "" : ` ${simulation.summary}.`}`,
    date: (Citation.when(subject) ?? new Date(0).toISOString()).slice(0, 10),
    papers: simulation?.papers ?? [],
    runs: [run]
  }
  return describe(about, publication, contents)
}

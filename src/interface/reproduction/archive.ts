/** A reproduction as a zip file: its documents, all files that they link to, and what they are, for programs. */
import { join } from "node:path"
import { plural } from "../../drawing/text.ts"
import * as OwnFile from "../../engine/own-file.ts"
import type { Publication } from "../archive/citation-file.ts"
import * as CitationFile from "../archive/citation-file.ts"
import * as Crate from "../archive/crate.ts"
import * as Sink from "../export/sink.ts"
import * as Zip from "../export/zip.ts"
import type { Account } from "./content/account.ts"
import { isWhole } from "./content/account.ts"
import type { Section } from "./content/block.ts"
import * as Colophon from "./content/colophon.ts"
import * as Content from "./content/content.ts"
import * as Document from "./document.ts"
import { folder } from "./gather.ts"
import * as Markdown from "./markdown.ts"

/** What is where; a document says it only by its links. */
const here: Section = {
  id: "here",
  title: "What is here",
  blocks: [
    {
      kind: "list",
      items: [
        ["reproduction.html, reproduction.pdf: all of it with its figures, for any browser and on paper"],
        [`${folder}/tables: results, as CSV (RFC 4180, UTF-8), a folder for each study`],
        [`${folder}/figures: figures, as SVG and PDF`],
        [`${folder}/certificates: proofs of unknots, one a line, which ./skein verify replays`],
        [`${folder}/models: what networks have learned, as ONNX, one for each point of a study`],
        [
          `${folder}/runs: of each study what it asked, its points, what computed it, and a page about it alone`
        ],
        [
          "The runs' own files (run.sqlite) are large and not here: ./skein archive RUN packs a run with its own."
        ],
        ["ro-crate-metadata.json: all of this for programs (RO-Crate 1.1)"]
      ]
    }
  ]
}

const runOf = ({ run, found }: Account, paths: ReadonlyArray<string>): Crate.Run => {
  const { source, study } = run
  const isResult = (path: string): boolean =>
    ["tables", "figures", "models"].some((kind) => path.startsWith(`${folder}/${kind}/${source}/`)) ||
    (found?.certificates?.files.includes(path) ?? false)
  return {
    id: `#run-${source}`,
    name: `Run of ${study} with seed ${found!.seed}`,
    manifest: found!.manifest,
    status: isWhole(run) ? "Completed" : "Failed",
    object: paths.filter((path) => path === `${folder}/runs/${source}/study.yaml`),
    result: paths.filter(isResult)
  }
}

/** The bytes of the zip file of what has been written into a folder. Memory: a piece of one file at a time. */
export const of = (
  written: Document.Written,
  place: string,
  publication: Publication
): Iterable<Uint8Array> => {
  const { judged, accounts, files } = written
  const all = [...accounts.values()].filter(({ found }) => found !== undefined)
  const papers = Colophon.papersOf(judged, accounts)
  const made = Document.dateOf(accounts)
  const date = made.toISOString().slice(0, 10)
  const title = Content.title
  const description = `What a talk claims about knots, networks and fields, beside what came out of ${plural(all.length, "run")}.`
  const form = { folder: `${folder}/`, hasFigures: false, hasJson: true }
  const content = Content.of(judged, accounts, form)
  const skein = all.map(({ found }) => found?.manifest?.skein).find((version) => version !== undefined)
  const texts = [
    {
      path: "README.md",
      description: "The talk beside what came out, and what is here",
      chunks: [Markdown.of({ ...content, sections: [...content.sections, here] })]
    },
    {
      path: "CITATION.cff",
      description: "How to cite it",
      chunks: [CitationFile.describe({ title, abstract: description, date, skein, papers }, publication)]
    }
  ]
  const parts = [
    ...texts,
    ...files.map(({ path, description }) => ({
      path,
      description,
      chunks: OwnFile.pieces(join(place, ...path.split("/")))
    }))
  ]
  const descriptions = new Map(parts.map((part) => [part.path, part.description]))
  const paths = parts.map(({ path }) => path)
  const contents: Array<Crate.Content> = []
  function* entries(): Generator<Zip.Entry> {
    yield* parts
    const runs = all.map((account) => runOf(account, paths))
    // Last: it says how large the others are.
    const crate = Crate.describe({ name: title, description, date, papers, runs }, publication, contents)
    yield { path: "ro-crate-metadata.json", chunks: [crate] }
  }
  const note = (path: string, bytes: number): void => {
    contents.push({ path, bytes, description: descriptions.get(path) ?? "" })
  }
  return Zip.zipped(entries(), made, note)
}

/** Into a file that somebody has named: whole or not there. */
export const write = (
  written: Document.Written,
  place: string,
  publication: Publication,
  file: string
): Promise<void> => Sink.toFile(of(written, place, publication), file)

/**
 * `study.yaml` of a run: the study as it was asked, a file that can be edited and run again; and the history of the
 * studies that a run has had, in its manifest.
 */
import { hash } from "node:crypto"
import { readdirSync, renameSync } from "node:fs"
import { join } from "node:path"
import type { AskedStudy, Manifest } from "./manifest.ts"
import * as OwnFile from "./own-file.ts"
import * as Resolved from "./resolved.ts"
import type { Study } from "./study.ts"

/** Characters of a text that a manifest keeps. */
const most = 100_000

/** Bytes of the longest text that there is: a million points, one a line. */
const longest = 2 ** 29

export const fileIn = (directory: string): string => OwnFile.path(directory, "study.yaml")

const digestOf = (text: string): string => hash("sha256", text, "hex")

/** Undefined where there is none. */
export const textIn = (directory: string): string | undefined => OwnFile.read(fileIn(directory), longest)

/**
 * How the file differs from the study that the run has: it was edited; or a session ended before what it was asked was in
 * place. Undefined where they are the same.
 *
 * @param resolved the study that the run has: earlier versions kept that, and no digest
 * @param asked the digest of its text; undefined in files of old
 */
export const difference = (
  directory: string,
  manifest: Manifest | undefined,
  resolved: Study,
  asked: string | undefined
): "edited" | "not in place" | undefined => {
  const text = textIn(directory)
  if (text === undefined) return undefined
  const last = manifest?.studies?.at(-1)?.digest
  const found = digestOf(text)
  if (asked === undefined) {
    const isSame = last === undefined ? Resolved.isText(resolved, text) : found === last
    return isSame ? undefined : "edited"
  }
  if (found === asked) return undefined
  return found === last ? "not in place" : "edited"
}

/** Whether a run was begun here, whatever its file has of it: what it was asked is there. */
export const isFounded = (directory: string): boolean =>
  OwnFile.exists(fileIn(directory)) && OwnFile.exists(join(directory, "manifest.json"))

/** What the run was asked last, where its manifest or its folder has it. */
const lastOf = (directory: string, { studies = [] }: Manifest): string | undefined =>
  textIn(directory) ?? studies.at(-1)?.text ?? undefined

interface Noted {
  readonly studies: ReadonlyArray<AskedStudy>
  readonly text: string
  /** Of the text. */
  readonly digest: string
}

/**
 * The history with the study, and the text of its file.
 *
 * @param isSame whether the run had the study before: then one without a text goes on with what was asked
 */
export const noted = (
  directory: string,
  before: Manifest | undefined,
  study: Study,
  isSame: boolean
): Noted => {
  const studies = before?.studies ?? []
  const asked = study.asked?.()
  const kept = asked === undefined && isSame && before !== undefined ? lastOf(directory, before) : undefined
  const text = asked?.text ?? kept ?? Resolved.text(study)
  const digest = digestOf(text)
  if (studies.at(-1)?.digest === digest) return { studies, text, digest }
  const { seed, repeats, points } = study
  const entry: AskedStudy = {
    at: new Date().toISOString(),
    file: asked?.file ?? null,
    digest,
    ...{ seed, repeats, points: points.length },
    text: text.length <= most ? text : null,
    ...(study.origin && { origin: study.origin }),
    ...(study.files && { files: study.files })
  }
  return { studies: [...studies, entry], text, digest }
}

/** Whole or not at all. */
export const write = (directory: string, text: string): void => {
  if (textIn(directory) === text) return
  OwnFile.write(fileIn(directory), text)
}

/** What reports and archives of a study are called in a run's folder. */
const isOfStudy = (name: string): boolean =>
  ["report.html", "figures", "tables"].includes(name) || name.endsWith(".zip")

/**
 * Puts what was written about a study that is replaced into a folder of its own, so that nobody takes it for the new
 * one's: `former/1`, the study beside it.
 */
export const moveToFormer = (directory: string): void => {
  const found = readdirSync(directory).filter(isOfStudy)
  if (found.length === 0) return
  const folder = OwnFile.path(directory, "former")
  OwnFile.makeFolder(folder)
  let number = 1 + readdirSync(folder).length
  while (OwnFile.exists(join(folder, String(number)))) number++
  const place = join(folder, String(number))
  OwnFile.makeFolder(place)
  for (const name of found) renameSync(join(directory, name), join(place, name))
  const text = textIn(directory)
  if (text !== undefined) OwnFile.write(fileIn(place), text)
}

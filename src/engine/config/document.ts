/** YAML text -> values. The only file that knows the parser. */

import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node,
  type ParsedNode,
  parseAllDocuments
} from "yaml"
import type { Place, Report } from "./fault.ts"
import { where } from "./fault.ts"
import * as Lines from "./lines.ts"
import { type Entry, isMapping, type Scalar, type Value } from "./value.ts"

/** Values that the aliases of a file may expand to. */
const mostValues = 1_000_000

/** Values that a file may write out; the YAML parser takes 2 kB for each. */
const mostWritten = 200_000

/** Studies of a file: each has its simulation, its parameters and a run of its own. */
const mostDocuments = 1000

type PlaceAt = (offset: number) => Place

interface Conversion {
  readonly at: PlaceAt
  readonly report: Report
  /** Lines that were set aside, and what they come to. */
  readonly lines: (item: Value) => ReadonlyArray<Value> | undefined
  /** What each anchor stands for, and how many values that is; `undefined` while it is being read. */
  readonly anchors: Map<string, { readonly value: Value; readonly size: number } | undefined>
  size: number
  /** A value could not be read: what the study says is not known. */
  isBroken: boolean
}

/** An impossible value after a fault was reported. */
const nothing = (place: Place): Scalar => ({ kind: "scalar", place, value: null })

const convertAnchored = (node: ParsedNode | Node | null, place: Place, to: Conversion): Value => {
  const start = to.size
  const anchor = node !== null && !isAlias(node) ? node.anchor : undefined
  if (anchor !== undefined) to.anchors.set(anchor, undefined)
  const value = convert(node, place, to)
  if (anchor !== undefined) to.anchors.set(anchor, { value, size: to.size - start })
  return value
}

const keyText = (key: unknown): string | undefined =>
  isScalar(key) && key.value !== null && typeof key.value !== "object" ? String(key.value) : undefined

const isPlain = (key: unknown): boolean => isScalar(key) && key.type === "PLAIN"

/** A large integer that a double does not hold, or that another way of writing it hides. */
export const rounded = (
  value: unknown,
  source: string | undefined
): { readonly written: string } | undefined =>
  typeof value === "number" &&
  Math.abs(value) > Number.MAX_SAFE_INTEGER &&
  source !== undefined &&
  source !== String(value)
    ? { written: source }
    : undefined

/** The entries with those that `<<` brings along: what a map says itself wins, then what is named first. */
const withMerged = (
  own: ReadonlyMap<string, Entry>,
  merges: ReadonlyArray<Entry>,
  to: Conversion
): ReadonlyMap<string, Entry> => {
  const brought = new Map<string, Entry>()
  const bring = (value: Value): boolean => {
    if (!isMapping(value)) return false
    for (const [key, entry] of value.entries) if (!brought.has(key)) brought.set(key, entry)
    return true
  }
  for (const { value } of merges) {
    const isMerged = (value.kind === "list" && value.items.every(bring)) || bring(value)
    if (!isMerged) {
      to.isBroken = true
      to.report(value.place, "<< merges a map or a list of maps, such as <<: *name.")
    }
  }
  return new Map([...brought, ...own])
}

const convert = (node: ParsedNode | Node | null, above: Place, to: Conversion): Value => {
  to.size += 1
  if (node === null) return nothing(above)
  const place = node.range ? to.at(node.range[0]) : above
  if (isAlias(node)) {
    const target = to.anchors.get(node.source)
    if (target === undefined) {
      const why = to.anchors.has(node.source)
        ? "stands inside what it stands for"
        : "stands for nothing above it"
      to.isBroken = true
      to.report(place, `The alias *${node.source} ${why}.`)
      return nothing(place)
    }
    to.size += target.size
    return target.value
  }
  if (isSeq(node)) {
    const items = node.items.flatMap((item) => {
      const value = convertAnchored(item as Node, place, to)
      return to.lines(value) ?? [value]
    })
    return { kind: "list", place, items }
  }
  if (isMap(node)) {
    const entries = new Map<string, Entry>()
    const merged: Array<Entry> = []
    for (const pair of node.items) {
      const range = (pair.key as Node | null)?.range
      const at = range ? to.at(range[0]) : place
      const key = keyText(pair.key)
      const first = key === undefined ? undefined : entries.get(key)
      const value = convertAnchored(pair.value as Node | null, at, to)
      if (key === "<<" && isPlain(pair.key)) merged.push({ place: at, value })
      else if (key === undefined) to.report(at, "A key must be plain text.")
      else if (first) to.report(at, `The key ${key} is already given at ${where(first.place)}.`)
      else entries.set(key, { place: at, value })
    }
    return { kind: "map", place, entries: merged.length === 0 ? entries : withMerged(entries, merged, to) }
  }
  const value = isScalar(node) ? node.value : null
  if (value === null || typeof value === "boolean" || typeof value === "number" || typeof value === "string")
    return { kind: "scalar", place, value, ...(isScalar(node) && rounded(value, node.source)) }
  to.isBroken = true
  to.report(place, "Only text, numbers, true, false and null are values here.")
  return nothing(place)
}

/** How many values a text writes out, aliases for one each: counted by its tokens, before anything is made of them. */
const written = (text: string): number => {
  // As YAML's lexer marks them: a scalar, the starts of lists, maps and items, an alias.
  const starts = new Set(["\x1f", "[", "{", "-"])
  let count = 0
  for (const token of new Lexer().lex(text)) if (starts.has(token) || token.startsWith("*")) count += 1
  return count
}

/** The parser's "Map keys must be unique" costs a time quadratic in the keys; {@link convert} checks them itself. */
const options = { uniqueKeys: false, prettyErrors: false, logLevel: "error" } as const

/**
 * The documents of a text, in order, those without any content left out; `undefined` for one whose syntax is
 * wrong, after its faults were reported.
 *
 * @param placeAt the place of a line and a column, for texts that are not files
 */
export const parse = (
  text: string,
  placeAt: (line: number, column: number) => Place,
  report: Report
): ReadonlyArray<Value | undefined> => {
  const { text: short, runs, lineOf } = Lines.setAside(text)
  if (short.length > mostWritten) {
    const count = written(short)
    if (count > mostWritten) {
      report(
        placeAt(1, 1),
        `The file writes out ${count} values; it may at most ${mostWritten}. Let range, linspace, logspace or sample make them, or take them from a file by points.`
      )
      return [undefined]
    }
  }
  const lines = new LineCounter()
  const at: PlaceAt = (offset) => {
    const { line, col } = lines.linePos(offset)
    return placeAt(lineOf(line), col)
  }
  const parsed = parseAllDocuments(short, { ...options, lineCounter: lines })
  if (parsed.length > mostDocuments) {
    report(
      placeAt(1, 1),
      `The file holds ${parsed.length} studies; it may at most ${mostDocuments}. Let a sweep make their points, or split it.`
    )
    return [undefined]
  }
  const values: Array<Value | undefined> = []
  let expanded = 0
  for (const document of parsed) {
    // How deep is too deep depends on the stack, so that only the document's start is the same everywhere.
    if (document.errors.some((error) => error.code === "RESOURCE_EXHAUSTION"))
      report(at(document.range[0]), "The values are nested too deeply.")
    else
      for (const error of [...document.errors, ...document.warnings])
        report(at(error.pos[0]), error.message.replace(/\.?$/, "."))
    if (document.errors.length + document.warnings.length > 0) {
      values.push(undefined)
      continue
    }
    const contents = document.contents as ParsedNode | null
    if (contents === null || (isScalar(contents) && contents.value === null)) continue
    const linesOf = (item: Value) => {
      const run = Lines.runOf(item, runs)
      return run && Lines.valuesOf(run, placeAt)
    }
    const to: Conversion = { at, report, lines: linesOf, anchors: new Map(), size: 0, isBroken: false }
    const value = convertAnchored(contents, at(0), to)
    expanded += to.size
    if (expanded > mostValues)
      report(value.place, `The aliases of this file stand for more than ${mostValues} values.`)
    values.push(to.isBroken || expanded > mostValues ? undefined : value)
  }
  return values
}

export const has = (study: Value, key: string): boolean => study.kind === "map" && study.entries.has(key)

/** The end of a document, or the start of one. */
const marker = /^(---|\.\.\.|%)/m

/**
 * One of the documents that {@link parse} found in a text, as a text by itself, with other values for some of its keys.
 * The text as it is wherever that will do, keys that are new at its end.
 */
export const alone = (
  text: string,
  documents: ReadonlyArray<Value | undefined>,
  index: number,
  changes: Readonly<Record<string, string | ReadonlyArray<string>>>
): string => {
  const document = documents[index]!
  const keys = Object.keys(changes)
  const isAlone = documents.length === 1 && !marker.test(text)
  if (isAlone && keys.length === 0) return text
  const { line = 0, column } = document.place
  const isBlock = column === 1 && !text.split("\n", line)[line - 1]!.startsWith("{")
  if (isAlone && isBlock && keys.every((key) => !has(document, key))) {
    const lines = keys.map((key) => `${key}: ${JSON.stringify(changes[key])}\n`)
    return `${text}${text.endsWith("\n") ? "" : "\n"}${lines.join("")}`
  }
  const parsed = parseAllDocuments(text, options).filter(
    ({ contents }) => contents !== null && !(isScalar(contents) && contents.value === null)
  )
  const chosen = parsed[index]!
  for (const key of keys) chosen.set(key, chosen.createNode(changes[key]))
  return chosen.toString({ lineWidth: 0, directives: false })
}

/**
 * Text in records and fields: CSV as RFC 4180 has it, with any one-character delimiter. Fields may be quoted, and then hold
 * delimiters, line ends and doubled quotes. Records are found once and each is taken apart when it is asked for, so that a
 * million of them take little memory. Line ends are LF or CRLF; empty lines are no records.
 */

export interface Field {
  readonly text: string
  readonly isQuoted: boolean
  /** Counted from 1, in the line that the field begins in. */
  readonly line: number
  readonly column: number
}

export interface Records {
  readonly count: number
  readonly at: (index: number) => ReadonlyArray<Field>
}

export interface Broken {
  readonly line: number
  readonly column: number
  readonly message: string
}

/** Where the record that starts at `from` ends, its line end not included. */
const endOf = (text: string, from: number): number => {
  let isQuoted = false
  for (let at = from; at < text.length; at++) {
    const char = text[at]
    if (char === '"') isQuoted = !isQuoted
    else if (char === "\n" && !isQuoted) return at
  }
  return isQuoted ? -1 : text.length
}

const fieldsOf = (record: string, firstLine: number, delimiter: string): ReadonlyArray<Field> => {
  const fields: Array<Field> = []
  let line = firstLine
  let lineStart = 0
  for (let at = 0; at <= record.length; at++) {
    const start = { line, column: at - lineStart + 1 }
    const isQuoted = record[at] === '"'
    let text = ""
    let inside = isQuoted
    if (isQuoted) at += 1
    for (; at < record.length && (inside || record[at] !== delimiter); at++) {
      const char = record[at]
      if (char === "\n") {
        line += 1
        lineStart = at + 1
      }
      if (inside && char === '"' && record[at + 1] === '"') at += 1
      else if (inside && char === '"') {
        inside = false
        continue
      }
      text += char
    }
    fields.push({ text, isQuoted, ...start })
  }
  return fields
}

/** The records of a text, the first of which names the columns. */
export const read = (text: string, delimiter: string): Records | Broken => {
  const bounds: Array<number> = []
  const lines: Array<number> = []
  let line = 1
  for (let from = text.startsWith("\ufeff") ? 1 : 0; from < text.length; ) {
    const end = endOf(text, from)
    if (end === -1) return { line, column: 1, message: "A quoted field of this record has no end." }
    const stop = text[end - 1] === "\r" && end > from ? end - 1 : end
    if (text.slice(from, stop).trim() !== "") {
      bounds.push(from, stop)
      lines.push(line)
    }
    for (let at = text.indexOf("\n", from); at !== -1 && at <= end; at = text.indexOf("\n", at + 1)) line += 1
    from = end + 1
  }
  const at = (index: number): ReadonlyArray<Field> =>
    fieldsOf(text.slice(bounds[2 * index], bounds[2 * index + 1]), lines[index], delimiter)
  return { count: lines.length, at }
}

/** `skein verify`: whether certificates prove what they claim. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import type { Origin } from "../../../domain/diagram/planar.ts"
import { nothingLeft } from "../../../domain/exhaustive.ts"
import type * as Pieces from "../../../domain/grid/apart/certificate.ts"
import type * as Proof from "../../../domain/proof/proof.ts"
import { listed, plural } from "../../../drawing/text.ts"
import * as Flag from "../argument/flag.ts"
import * as InputFile from "../argument/input-file.ts"
import * as Output from "../terminal/output.ts"
import * as Problem from "../terminal/problem.ts"

/** Three million moves, and a heap that holds them. */
const mostMebibytes = 64

/** JSON begins with a bracket or blanks; MessagePack's maps and lists begin with a byte above all of ASCII. */
const isText = (bytes: Buffer): boolean =>
  bytes.length === 0 || bytes[0] < 0x80 || bytes.subarray(0, 3).toString("utf8") === InputFile.byteOrderMark

/** One JSON value, or one on each line. */
const parseText = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const lines = text.split("\n").filter((line) => line.trim() !== "")
    if (lines.length < 2) throw cause
    return lines.map((line, i) => {
      try {
        return JSON.parse(line)
      } catch (reason) {
        throw new SyntaxError(`line ${i + 1}: ${(reason as Error).message}`)
      }
    })
  }
}

const unpacked = async (bytes: Buffer): Promise<unknown> => {
  const { unpack } = await import("../../../engine/wire.ts")
  try {
    return unpack(bytes)
  } catch (cause) {
    // The stack's end: no certificate goes that deep.
    throw cause instanceof RangeError ? new TypeError("Its lists are nested too deeply.") : cause
  }
}

type Decode = typeof Proof.decode

const decodeAll = (data: unknown, decode: Decode): ReadonlyArray<Proof.Certificate> => {
  const list = Array.isArray(data) ? data : [data]
  if (list.length === 0) throw new TypeError("There is no certificate in it.")
  return list.map((each, i) => {
    try {
      return decode(each)
    } catch (cause) {
      if (list.length === 1) throw cause
      throw new TypeError(`Certificate ${i + 1}: ${(cause as Error).message}`)
    }
  })
}

const read = async (file: string, decode: Decode): Promise<ReadonlyArray<Proof.Certificate>> => {
  const bytes = await InputFile.bytesOf(file, mostMebibytes, "Verify its certificates file by file.")
  if (isText(bytes)) return decodeAll(parseText(InputFile.textOf(bytes)), decode)
  return decodeAll(await unpacked(bytes), decode)
}

/** Letters that a sentence shows of a word. */
const mostShown = 100

type Print = (word: ReadonlyArray<number>) => string

const origin = (from: Origin, print: Print): string =>
  "word" in from ? print(from.word) : plural(from.crossings.length, "crossing")

const joins = { sum: "connected sum", split: "split union" } as const

const piecesInWords = ({ from, columns, parts }: Pieces.Certificate, print: Print): string => {
  const cuts = parts.flatMap((part) => ("cut" in part ? [part.cut[0]] : []))
  const sizes = parts.flatMap((part) => ("cut" in part ? [] : [String(part.columns.length)]))
  const moves = parts.reduce((sum, { steps }) => sum + steps.length, 0)
  const how = (["sum", "split"] as const)
    .map((joined) => [cuts.filter((each) => each === joined).length, joins[joined]] as const)
    .filter(([count]) => count > 0)
    .map(([count, what]) => plural(count, what))
  const path = `${origin(from, print)}, drawn on ${columns.length} columns, to diagrams of ${listed(sizes)}`
  return `${path}: ${plural(moves, "legal move")}, ${plural(cuts.length, "legal cut")}; it is made of them by ${listed(how)}`
}

/** What a certificate that holds proves, in a sentence. */
const proven = (proof: Proof.Certificate, print: Print): string => {
  if (!("proof" in proof)) {
    const { from, to, strands, steps } = proof
    const path = `${print(from)} to ${print(to)}: ${plural(steps.length, "legal move")}`
    const isUnknot = (end: 0 | 1) => (end === 0 ? from : to).length === 0 && strands[end] === 1
    if (isUnknot(1)) return `${path}; the first closes to the unknot`
    return isUnknot(0) ? `${path}; the last closes to the unknot` : `${path}; both close to the same link`
  }
  switch (proof.proof) {
    case "grid": {
      const moves = plural(proof.steps.length, "legal move")
      return `${origin(proof.from, print)}, drawn on ${proof.columns.length} columns, to a circle: ${moves}; it is the unknot`
    }
    case "pieces":
      return piecesInWords(proof, print)
    case "group": {
      const steps = plural(proof.steps.length, "legal step")
      return `${origin(proof.from, print)}, its group to one generator without relators: ${steps}; it is the unknot`
    }
    default:
      return nothingLeft(proof, "proof")
  }
}

const load = () =>
  Promise.all([import("../../../domain/proof/proof.ts"), import("../../../domain/braid/word.ts")])

export const verify = Command.make(
  "verify",
  {
    file: Argument.String("FILE").pipe(
      Argument.withDescription(
        "Certificates in JSON (one, a list, or one a line) or MessagePack; - is standard input"
      )
    ),
    json: Flag.json
  },
  Effect.fnUntraced(function* ({ file, json }) {
    const [Proof, Word] = yield* Effect.promise(load)
    const print = (word: ReadonlyArray<number>) =>
      word.length <= mostShown
        ? Word.print(Word.of(word))
        : `${Word.print(Word.of(word.slice(0, mostShown)))} ... (${word.length} letters)`
    const certificates = yield* Effect.tryPromise({
      try: () => read(file, Proof.decode),
      catch: (cause) => Problem.misuse(`${file} cannot be read as certificates: ${(cause as Error).message}`)
    })
    const verdicts = certificates.map((each) => Proof.check(each))
    const refused = verdicts.filter(({ valid }) => !valid).length
    if (json) yield* Output.printJson(verdicts)
    else {
      for (const [i, verdict] of verdicts.entries()) {
        const sentence = verdict.valid ? proven(certificates[i], print) : `REFUSED. ${verdict.reason}`
        yield* Output.printLines(`${certificates.length === 1 ? "" : `${i + 1}: `}${sentence}`)
      }
    }
    const all = plural(certificates.length, "certificate")
    if (refused > 0) {
      return yield* Problem.failed(`${refused} of ${all} ${refused === 1 ? "proves" : "prove"} nothing`)
    }
    if (!json && certificates.length > 1) yield* Output.say(`${all}: every one holds.`)
  })
).pipe(Command.withDescription("Replay certificates move by move; ends with 0 only if all of them hold"))

import * as Schema from "effect/Schema"
import * as Parameter from "../parameter.ts"

const between = (minimum: number, maximum: number) => Schema.isBetween({ minimum, maximum })

const kind = Schema.Literals(["knot", "unknot"]).annotate({
  description: "words drawn by RANDOMKNOT, those that are unknots after all left out; or by RANDOMUNKNOT",
  unit: "-"
})

const letters = Schema.Int.check(between(3, 256)).annotate({
  description: "letters of each word, N: the crossings of its closure",
  unit: "letters"
})

const strands = Schema.Int.check(between(2, 64)).annotate({
  description: "strands of the letters drawn for a knot; unknots have none",
  unit: "strands"
})

const moves = Schema.Int.check(between(1, 1000)).annotate({
  description: "random Markov moves between two collapses, M",
  unit: "moves"
})

// A draw's number is one 32-bit word of the generator's counter.
const count = Schema.Int.check(between(1, 4_000_000_000)).annotate({
  description: "words drawn in one repeat",
  unit: "draws"
})

const certify = Schema.Boolean.annotate({
  description:
    "write down the moves that made an unknot and check them; else construction is the proof, and draws are five times faster",
  unit: "-"
})

const unique = Schema.Boolean.annotate({
  description: "drop a word that is a rotation of one before; 4 N + 50 bytes of memory a word kept",
  unit: "-"
})

const words = Schema.Boolean.annotate({
  description: "fill the table of words; 2 N + 4 bytes of memory a word kept, and a row each at the end",
  unit: "-"
})

interface OfKind {
  readonly kind: "knot" | "unknot"
}

/** Letters are drawn for a knot alone, and moves that make a word can be checked for an unknot alone. */
const usual: Readonly<Record<OfKind["kind"], { readonly strands?: number; readonly certify?: boolean }>> = {
  knot: { strands: 5 },
  unknot: { certify: true }
}

export const parameters = Parameter.make({
  kind,
  letters,
  strands: Parameter.sometimes(strands, "5 for a knot", ({ kind }: OfKind) => usual[kind].strands),
  moves: Parameter.usually(moves, 10),
  count: Parameter.usually(count, 10_000),
  certify: Parameter.sometimes(certify, "true for an unknot", ({ kind }: OfKind) => usual[kind].certify),
  unique: Parameter.usually(unique, false),
  words: Parameter.usually(words, false)
})

import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Transformation from "effect/SchemaTransformation"
import { generators } from "../../domain/decision/data-set.ts"
import { aparts } from "../../domain/decision/split.ts"
import type { Training } from "../contract.ts"
import * as Paper from "../paper.ts"
import type { Config } from "./config.ts"
import * as Point from "./config.ts"
import { figures } from "./figures.ts"
import { rows } from "./rows.ts"
import type { State } from "./state.ts"
import { tables } from "./tables.ts"

const between = (minimum: number, maximum: number) => Schema.isBetween({ minimum, maximum })

const integer = (minimum: number, maximum: number, unit: string, description: string) =>
  Schema.Int.check(between(minimum, maximum)).annotate({ description, unit })

const real = (minimum: number, maximum: number, description: string) =>
  Schema.Finite.check(between(minimum, maximum)).annotate({ description, unit: "1" })

const choice = <const Names extends ReadonlyArray<string>>(names: Names, description: string) =>
  Schema.Literals(names).annotate({ description, unit: "-" })

const boolean = (description: string) => Schema.Boolean.annotate({ description, unit: "-" })

const width = integer(
  1,
  4096,
  "1",
  "numbers that stand for a letter between two layers (absent: 64); feed-forward: neurons of a layer (absent: 256)"
)
const embedding = integer(1, 256, "1", "feed-forward: numbers that stand for a letter (absent: 16)")
const heads = integer(1, 64, "heads", "heads of attention; the width is a multiple of them (absent: 4)")
const positions = choice(
  ["learned", "sinusoidal"],
  "what tells the places of a word apart: a trained table, or sinusoids (absent: learned)"
)
const shared = boolean("transformer: keys are the normalised queries, as in the reformer (absent: false)")
const hashes = integer(1, 64, "rounds", "reformer: rounds of hashing (absent: 2)")
const bucket = integer(
  1,
  1024,
  "letters",
  "reformer: letters of a bucket (absent: the largest power of two up to half a word's letters, and up to 16)"
)
const reversible = boolean("reformer: two streams, so that a block can be undone (absent: false)")
const microBatch = integer(
  1,
  4096,
  "words",
  "words whose gradients one thread computes at once; part of the bits (absent: 32, or the batch if that is less)"
)
const fewestLetters = integer(4, 4096, "letters", "letters of the shortest words (absent: all have N)")
const trainLetters = integer(
  8,
  1_000_000_000,
  "letters",
  "letters of all words to train on together, in place of train (absent: train says how many words)"
)
const strands = integer(2, 64, "strands", "strands of the letters that RANDOMKNOT draws")
const train = integer(2, 100_000_000, "words", "words to train on, half of them knots")
const epochs = integer(1, 100_000, "epochs", "times that training goes through its words, at most")
const patience = integer(
  0,
  100_000,
  "epochs",
  "epochs without a smaller loss in validation after which training ends; 0: it never ends early"
)
const dataSeed = integer(
  0,
  0xffffffff,
  "1",
  "seed of the words: points and repeats with this seed and the same options of words have the same words"
)

const fields = {
  model: choice(
    Point.models,
    "feed-forward net on the padded word; transformer; reformer, whose attention is hashed"
  ),
  blocks: integer(
    1,
    32,
    "1",
    "layers of attention, each with its feed-forward layer; feed-forward: hidden layers"
  ),
  dropout: real(0, 0.9, "share of the entries dropped behind each layer, to a multiple of 1/256"),
  rate: real(0, 100, "learning rate at its largest"),
  warmUp: integer(0, 1e6, "steps", "steps in which the rate rises; then it falls along half a cosine"),
  decay: real(0, 10, "weight decay, decoupled from the gradient"),
  clip: real(1e-6, 1e9, "largest norm of the gradient; longer ones are shortened"),
  batch: integer(1, 65_536, "words", "words in a step"),
  epochs,
  patience,
  turn: boolean("training reads a word from a letter drawn anew each time: its closure is the same"),
  apart: choice(
    aparts,
    "what never stands on two of the sides for training, validation and test. rotation: a word's rotations; symmetry: also its mirror image and reversal"
  ),
  generator: choice(
    generators,
    "paper: unknots by RANDOMUNKNOT, knots by RANDOMKNOT; same: both by RANDOMKNOT, matched in strands and writhe"
  ),
  letters: integer(4, 4096, "letters", "letters of the longest words, N"),
  strands,
  moves: integer(1, 1000, "moves", "random Markov moves between two collapses, M"),
  train,
  validation: integer(0, 10_000_000, "words", "words that say when to stop"),
  test: integer(0, 10_000_000, "words", "words held out for the test"),
  dataSeed
}

/** What a study may leave out because another parameter says it, or because some models have none of it. */
const optional = {
  width: Schema.optionalKey(width),
  embedding: Schema.optionalKey(embedding),
  heads: Schema.optionalKey(heads),
  positions: Schema.optionalKey(positions),
  shared: Schema.optionalKey(shared),
  hashes: Schema.optionalKey(hashes),
  bucket: Schema.optionalKey(bucket),
  reversible: Schema.optionalKey(reversible),
  fewestLetters: Schema.optionalKey(fewestLetters),
  trainLetters: Schema.optionalKey(trainLetters)
}

const usually = <A>(schema: Schema.Codec<A>, value: A) =>
  schema.pipe(Schema.withDecodingDefaultKey(Effect.succeed(value)))

const given = Schema.Struct({
  ...fields,
  ...optional,
  blocks: usually(fields.blocks, 2),
  dropout: usually(fields.dropout, 0),
  rate: usually(fields.rate, 1e-3),
  warmUp: usually(fields.warmUp, 100),
  decay: usually(fields.decay, 0.01),
  clip: usually(fields.clip, 1),
  batch: usually(fields.batch, 64),
  microBatch: Schema.optionalKey(microBatch),
  epochs: usually(fields.epochs, 20),
  patience: usually(fields.patience, 5),
  turn: usually(fields.turn, false),
  apart: usually(fields.apart, "rotation"),
  generator: usually(fields.generator, "paper"),
  strands: usually(fields.strands, 5),
  moves: usually(fields.moves, 10),
  train: usually(fields.train, 10_000),
  validation: usually(fields.validation, 1000),
  test: usually(fields.test, 2000),
  dataSeed: usually(fields.dataSeed, 1)
})

const resolved = Schema.Struct({ ...fields, ...optional, microBatch })

// Resolved while decoding, so that what was left out is part of the point's identity.
const config: Schema.Codec<Config, unknown> = given.pipe(
  Schema.decodeTo(
    resolved,
    Transformation.transform<Config, Point.Given>({ decode: Point.resolve, encode: (config) => config })
  )
)

const simulation: Training<Config, State> = {
  kind: "training",
  order: "assignment",
  summary: "neural networks that decide from a braid word whether it closes to the unknot",
  version: 1,
  config,
  faults: Point.faults,
  smoke: {
    model: "reformer",
    width: 8,
    heads: 2,
    blocks: 1,
    letters: 8,
    train: 64,
    validation: 32,
    test: 32,
    batch: 32,
    epochs: 2
  },
  tables,
  figures,
  papers: [Paper.learningToUnknot],
  cost: Point.cost,
  rows
}

export default simulation

/** The columns of what predictions and parameters show. */
import type { Column, Table } from "../table.ts"

type Columns = Readonly<Record<string, Column>>

const count = (description: string, unit = "words"): Column => ({ type: "integer", description, unit })
const real = (description: string): Column => ({ type: "real", description, unit: "1" })
const text = (description: string): Column => ({ type: "text", description, unit: "-" })

const low = real("lower end of its 95 % interval")
const high = real("upper end of that interval")
const accuracy = real("share of the words that is decided rightly")
const label = text("knot or unknot")
const proof = text("how the label is known")
const name = text("the knot, or all that share its invariants; none beyond the table")

/** @param training says the point and which of its trainings; `point` the point alone */
export const tables = (training: Columns, point: Columns) =>
  ({
    baseline: {
      description:
        "the model beside logistic regressions on word statistics alone, which see no order of letters and so no knot, on the same words",
      columns: {
        ...training,
        sees: text(
          "word: the model itself; strands; writhe: it and its modulus; counts: of each letter, with length, strands and writhe"
        ),
        words: count("words tested"),
        accuracy,
        low,
        high,
        auc: real("probability that a knot's output is above an unknot's"),
        aucLow: real("lower end of the 95 % interval of auc, by Newcombe"),
        aucHigh: real("upper end of that interval"),
        calibrationError: real("mean distance of probability and share of knots over bins, by words"),
        agreement: real("share of the words where it says what the model says"),
        missed: count("words that it gets wrong"),
        modelAccuracyOnMissed: real("share of the words that it gets wrong and the model right"),
        modelLowOnMissed: real("lower end of the 95 % interval of that share"),
        modelHighOnMissed: real("upper end of that interval")
      }
    },
    equivariance: {
      description:
        "how far the output moves under moves that keep the closure (mirror and reverse: whether it is knotted), one move a word; zero for who sees the knot",
      columns: {
        ...training,
        move: text(
          "rotation, relation1, relation2, insertion, conjugation, stabilisation, mirror, reverse; those that lengthen the word, on words with room"
        ),
        words: count("words that the move changed"),
        shift: { ...real("mean modulus by which the output moves"), unit: "nats" },
        relativeShift: real("shift in standard deviations of the outputs"),
        probabilityShift: real("mean modulus by which the probability of a knot moves"),
        flips: real("share of the words whose verdict changes"),
        low,
        high
      }
    },
    embeddings: {
      description:
        "the learnt vectors of letters: principal components, and whether inverse letters are opposite",
      columns: {
        ...training,
        letter: count("i is sigma_i, -i its inverse; those in a twentieth of the words or more", "1"),
        component1: real("coordinate along the first principal component"),
        component2: real("along the second"),
        component3: real("along the third"),
        share1: real("of the variance of all letters along the first component"),
        share2: real("along the second"),
        share3: real("along the third"),
        cosine: real(
          "of the angle between the letter and its inverse, seen from the mean letter: -1 is opposite"
        ),
        meanCosine: real("mean of cosine over the letters"),
        chanceCosine: real("what that mean would be, were letters paired by chance"),
        chanceDeviation: real("the standard deviation of that")
      }
    },
    accuracyByProof: {
      description: "accuracy on the words of each label and proof of it",
      columns: {
        ...training,
        label,
        proof,
        words: count("words tested"),
        right: count("decided rightly"),
        accuracy,
        low,
        high
      }
    },
    histogram: {
      description: "how many words of each label were given which probability of a knot",
      columns: {
        ...training,
        label,
        low: real("smallest probability of the bin"),
        high: real("its end"),
        words: count("words in the bin")
      }
    },
    jonesCorrelation: {
      description:
        "Spearman's correlation of output and an exponent of the Jones polynomial, over knots that are called knots",
      columns: {
        ...training,
        degree: text("minimum or maximum exponent, or span, their difference"),
        words: count("knots decided rightly whose polynomial was computed"),
        correlation: real("of the ranks; none where one side does not vary"),
        low,
        high
      }
    },
    hardness: {
      description:
        "words that some training of the point gets wrong, over its repeats, which share their words",
      columns: {
        ...point,
        word: text("letters: i is sigma_i, -i its inverse"),
        label,
        proof,
        name,
        wordStrands: count("strands that the word stands on", "strands"),
        writhe: count("positive minus negative letters", "letters"),
        trainings: count("trainings of the point", "1"),
        wrong: count("those that get it wrong", "1"),
        hard: { type: "boolean", description: "whether half of them or more do", unit: "-" },
        meanOutput: { ...real("mean of their outputs"), unit: "nats" }
      }
    },
    persistence: {
      description: "how many words so many trainings get wrong, against errors that were independent",
      columns: {
        ...point,
        trainings: count("trainings of the point", "1"),
        wrong: count("trainings that get a word wrong", "1"),
        words: count("words that so many get wrong"),
        expected: { ...real("how many it would be, were errors independent"), unit: "words" }
      }
    },
    hardKnots: {
      description: "which knots the hard words are: those that half of the trainings or more get wrong",
      columns: {
        ...point,
        name,
        words: count("words of this knot"),
        hard: count("hard ones among them"),
        hardShare: real("hard / words"),
        low,
        high,
        share: real("of all knots' words, those of this knot"),
        shareOfHard: real("of all knots' hard words, those of this knot; none without any")
      }
    }
  }) as const satisfies Readonly<Record<string, Table>>

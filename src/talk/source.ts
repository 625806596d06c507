/** The studies that the talk's slides read, each in two sizes: full, as the papers have it or as far as we go, and small. */

export type Size = "full" | "small"

/** One study of a file below `configs/`. */
export interface StudyOf {
  /** Without `.yaml`. */
  readonly file: string
  /** By its name: a file may have several. */
  readonly study: string
}

export type Source = Readonly<Record<Size, StudyOf>>

const last = (file: string): string => file.slice(file.lastIndexOf("/") + 1)

/** A file of one study that has its file's name, and a small one beside it. */
const beside = (file: string): Source => ({
  full: { file, study: last(file) },
  small: { file: `${file}-small`, study: `${last(file)}-small` }
})

/** A study that is small enough as it is. */
const same = (file: string, study = last(file)): Source => ({ full: { file, study }, small: { file, study } })

export const sources = {
  rolfsen: same("braids/rolfsen"),
  hashes: beside("classifiers/hashes"),
  models: beside("classifiers/models-vs-letters"),
  fixedWords: beside("classifiers/fixed-words"),
  fixedLetters: beside("classifiers/fixed-letters"),
  accuracy: beside("classifiers/accuracy"),
  histogram: beside("classifiers/histogram"),
  hardness: beside("classifiers/hardness"),
  jones: beside("classifiers/jones"),
  generator: beside("classifiers/generator"),
  grid: beside("classifiers/grid"),
  moves: beside("classifiers/moves"),
  agents: {
    full: { file: "unknotters/talk", study: "unknotters-talk" },
    small: { file: "unknotters/talk-small", study: "unknotters-talk-small" }
  },
  moments: same("moments/smoke", "moments-smoke"),
  kernel: beside("correlators/kernel"),
  deviation: beside("correlators/deviation"),
  exact: same("correlators/exact"),
  deep: same("correlators/deep"),
  couplings: same("couplings/table", "couplings-table"),
  sampledCouplings: {
    full: { file: "couplings/paper", study: "couplings-paper" },
    small: { file: "couplings/table-small", study: "couplings-table-small" }
  },
  wideInputs: same("couplings/table", "couplings-wide-inputs"),
  sixPoint: same("couplings/six-point"),
  sixPointSampled: {
    full: { file: "couplings/six-point", study: "six-point-sampled" },
    small: { file: "couplings/six-point-small", study: "six-point-small" }
  },
  flow: {
    full: { file: "flow/cutoffs", study: "flow" },
    small: { file: "flow/cutoffs-small", study: "flow-small" }
  },
  flowWithBias: same("flow/cutoffs", "flow-with-bias"),
  learning: beside("training/learning"),
  symmetries: {
    full: { file: "symmetries/broken", study: "broken" },
    small: { file: "symmetries/smoke", study: "symmetries-smoke" }
  },
  tenTimes: beside("classifiers/ten-times"),
  unseen: beside("unknotters/unseen")
} as const satisfies Readonly<Record<string, Source>>

export type SourceName = keyof typeof sources

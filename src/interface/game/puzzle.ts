/** What the page and the sheet of "Knot or not?" are made of. */

export interface Puzzle {
  readonly crossings: number
  readonly answer: "knot" | "unknot"
  /** Whose title says nothing of the answer. */
  readonly picture: string
  /** Why it is right. */
  readonly sentence: string
  /** Pictures of an unknot on its way to a circle. */
  readonly stages: ReadonlyArray<string>
}

export interface Game {
  /** In the order in which they are played: rows of as many crossings, each as long as the others. */
  readonly rows: ReadonlyArray<ReadonlyArray<Puzzle>>
  /** Where the diagrams come from, in a sentence. */
  readonly origin: string
  /** The command that makes it again. */
  readonly command: string
}

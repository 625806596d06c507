/** The three activations of the paper, and rows of networks that have them. */
import type { Row } from "../../simulation/table.ts"
import * as Cell from "../cell.ts"

/** As the slides write them. */
export const called = { gauss: "Gauss", relu: "ReLU", erf: "Erf" } as const
export type Activation = keyof typeof called

/** In the order of the paper's table. */
export const all: ReadonlyArray<Activation> = ["gauss", "relu", "erf"]

/** What the slides call the row's activation; one that they do not have, by its own name. */
export const ofRow = (row: Row): string => {
  const name = Cell.text(row, "activation")
  const known = all.find((each) => each === name)
  return known === undefined ? name : called[known]
}

/** Whether rare networks decide the row's figures, so that their errors are too small to count by. */
export const isDoubtful = ({ caution }: Row): boolean => caution !== null && caution !== undefined

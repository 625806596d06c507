/** The talk's figures: who unties how much, in how many moves, and by which actions; and how that was learnt. */
import type { Figure } from "../figure.ts"

const against = { kind: "line", x: { column: "letters", label: "letters N" }, series: ["agent"] } as const

const solved = {
  y: { column: "solvedShare", label: "share solved" },
  band: ["solvedLow", "solvedHigh"]
} as const

export const figures: ReadonlyArray<Figure> = [
  {
    ...against,
    ...solved,
    name: "solved",
    title: "Unknots that are untied",
    caption:
      "Held-out unknots that came to the empty word within the limit of moves, against their letters, with the 95 % " +
      "interval (Wilson). The talk: the random walk falls, A3C falls later, TRPO stays flat.",
    table: "evaluation",
    facet: ["actions"]
  },
  {
    ...against,
    name: "moves",
    title: "Moves that it takes",
    caption:
      "Mean number of moves of the games that were solved. An agent that solves the easy ones alone looks quick here: " +
      "read it with the share that it solves.",
    table: "evaluation",
    y: { column: "moves", label: "moves to the empty word", scale: "log" },
    facet: ["actions"],
    over: ["repeat"]
  },
  {
    kind: "line",
    ...solved,
    name: "learning",
    title: "Learning",
    caption:
      "Share of the training's own games that were solved, by twentieths of the training. These are games of the policy as " +
      "it explores; what it has learnt is judged on held-out words.",
    table: "learning",
    x: { column: "steps", label: "moves behind" },
    series: ["agent"],
    facet: ["n"]
  },
  {
    kind: "stack",
    name: "actions-along-training",
    title: "What agents do as they learn",
    caption:
      "Shares of the kinds of action in the first ten moves of a game, by tenths of the training. Shift left and shift " +
      "right are mirror images of each other, yet not as useful: both relations shift right by themselves.",
    table: "rollouts",
    where: { move: 0 },
    x: { column: "training", label: "share of the training behind", scale: "category" },
    y: { column: "share", label: "share of the actions" },
    series: ["action"],
    facet: ["agent", "n"],
    over: ["repeat"]
  },
  {
    kind: "stack",
    name: "actions-along-games",
    title: "What a trained agent does, move by move",
    caption: "Shares of the kinds of action in the last tenth of the training, by moves of the game behind.",
    table: "rollouts",
    where: { training: 0.9 },
    x: { column: "move", label: "moves behind", scale: "category" },
    y: { column: "share", label: "share of the actions" },
    series: ["action"],
    facet: ["agent", "n"],
    over: ["repeat"]
  },
  {
    kind: "bar",
    name: "hard",
    title: "Hard unknots",
    caption:
      "Share of the games with each of the named hard unknots that were solved. Morton's cannot be by the paper's actions: " +
      "they never add a strand.",
    table: "hard",
    x: { column: "name" },
    y: { column: "solvedShare", label: "share solved" },
    series: ["agent"],
    facet: ["actions"],
    over: ["repeat"]
  }
]

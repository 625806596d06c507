/** The talk's panels: who unties which words, in how many moves, and what agents do as they learn. */
import type { Curve, Figure } from "../figure.ts"

/** Of held-out words, against their letters; trainings of a point are averaged. */
const judged: Omit<Curve, "name" | "title" | "caption" | "y"> = {
  kind: "line",
  table: "evaluation",
  x: { column: "letters", label: "letters N" },
  series: ["agent", "setting"],
  facet: ["actions"],
  over: ["repeat"]
}

const course: Omit<Curve, "name" | "title" | "caption" | "y"> = {
  kind: "line",
  table: "learning",
  x: { column: "steps", label: "moves of the training" },
  series: ["agent", "setting"],
  facet: ["n", "actions"],
  over: ["repeat"]
}

const chosen: Omit<Curve, "name" | "title" | "caption"> = {
  kind: "line",
  table: "choices",
  x: { column: "training", label: "share of the training behind" },
  y: { column: "share", label: "share of the moves" },
  series: ["action"],
  facet: ["agent", "n", "actions", "setting"],
  over: ["repeat"]
}

export const figures: ReadonlyArray<Figure> = [
  {
    ...judged,
    name: "solved",
    title: "Solved share against the length of the words",
    caption:
      "Held-out unknots that came to the empty word within the game's moves. Shaded: Wilson's 95 % interval of one " +
      "training; of several, one standard error over trainings, which have the same words.",
    y: { column: "solvedShare", label: "solved share" },
    band: ["solvedLow", "solvedHigh"]
  },
  {
    ...judged,
    name: "moves",
    title: "Moves against the length of the words",
    caption:
      "Mean over the games that were solved, with its standard error: who solves the easy words alone has few moves. " +
      "Read it beside the solved share.",
    y: { column: "moves", label: "moves of solved games" }
  },
  {
    ...course,
    name: "learning",
    title: "Solved share along the training",
    caption:
      "Games with training words, by twentieths of the training, actions drawn from the policy. The first stretch, " +
      "before a game can have been lost, has no share.",
    y: { column: "solvedShare", label: "solved share" },
    band: ["solvedLow", "solvedHigh"]
  },
  {
    ...chosen,
    name: "actions",
    title: "Actions along the training",
    caption:
      "Shares of the kinds of actions among all moves, by tenths of the training. Collapse is the only action of the " +
      "paper's that shortens; both relations end with a shift to the right."
  },
  {
    ...chosen,
    name: "shifts",
    title: "Shifts to the left and to the right along the training",
    caption:
      "The two are each other's inverse, but relations shift to the right for free, so that an agent that has learned " +
      "uses them differently.",
    where: { action: ["shift left", "shift right"] }
  },
  {
    ...chosen,
    name: "rollouts",
    title: "Actions within a game",
    caption: "Shares by tens of moves, in the first and in the last tenth of the training.",
    table: "rollouts",
    where: { training: [0, 0.9] },
    x: { column: "move", label: "moves of the game behind" },
    facet: ["agent", "n", "actions", "setting", "training"]
  },
  {
    kind: "line",
    name: "budgets",
    title: "Solved share against moves",
    caption:
      "Held-out unknots that are untied within so many moves. Of a search only the moves of the way that it found count, not " +
      "what it looked at. Shaded: Wilson's 95 % interval.",
    table: "budgets",
    where: { name: null },
    x: { column: "budget", label: "moves", scale: "log" },
    y: { column: "solvedShare", label: "solved share" },
    band: ["solvedLow", "solvedHigh"],
    series: ["agent", "setting"],
    facet: ["unknots", "letters", "actions"],
    over: ["repeat"]
  },
  {
    kind: "bar",
    name: "hard",
    title: "Unknots by their names",
    caption:
      "Share of the games with each that were solved: those that are known to be hard, or those of a file. Morton's cannot be by the paper's actions, which never add a strand.",
    table: "hard",
    x: { column: "name", label: "unknot" },
    y: { column: "solvedShare", label: "solved share" },
    series: ["agent", "setting"],
    facet: ["n", "actions"],
    over: ["repeat"]
  }
]

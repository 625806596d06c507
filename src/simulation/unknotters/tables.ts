/** The result tables: what each column means, and in which unit. */
import type { Column, Table } from "../table.ts"
import { settled } from "./config.ts"
import { parameters } from "./parameters.ts"

const column =
  (type: Column["type"], usual: string) =>
  (description: string, unit = usual): Column => ({ type, description, unit })

const text = column("text", "-")
const integer = column("integer", "1")
const real = column("real", "1")

const point = {
  agent: parameters.column("agent"),
  setting: {
    ...text("parameters that the study has set other than usual of the agent, but for those of columns"),
    says: settled
  },
  actions: parameters.column("actions"),
  n: parameters.column("letters"),
  scramble: parameters.column("scramble"),
  repeat: integer("which repeat of the point")
}

const share = {
  games: integer("games that ended", "games"),
  solved: integer("of them, those that came to the empty word, or a circle", "games"),
  solvedShare: real("solved over games"),
  solvedLow: real("lower end of the 95 % interval of solvedShare (Wilson)"),
  solvedHigh: real("upper end of it")
}

export const tables: Readonly<Record<string, Table>> = {
  evaluation: {
    description: "held-out unknots, one game each, or those of data, by their letters",
    columns: {
      ...point,
      letters: integer("letters of the words; columns of diagrams", "letters"),
      ...share,
      moves: { ...real("mean of the solved games", "moves"), standardError: "movesStandardError" },
      movesStandardError: real("of moves; none of fewer than two solved games", "moves"),
      medianMoves: real("median of the solved games", "moves")
    }
  },
  learning: {
    description:
      "games with training words that ended, by twentieths of the training; shares and means are left out where a game begun with the training could not yet have been lost, as none but solved ones had ended",
    columns: {
      ...point,
      steps: integer("steps behind at the end of this part", "moves"),
      ...share,
      return: real("mean sum of the rewards of a game", "letters"),
      moves: real("mean of the solved games", "moves"),
      entropy: real("mean of the policy's entropy, over all steps", "nats"),
      updates: integer("updates of the parameters", "updates"),
      norm: real("mean norm of the gradient before it is clipped; of a3c"),
      divergence: real("mean KL of an update's new policy from the old; of trpo and ppo", "nats"),
      refused: integer("updates that were refused; of trpo", "updates"),
      explained: real(
        "mean share of the variance of returns that the value explained before it was fitted to them; of trpo and ppo"
      ),
      stepsPerSecond: real(
        "steps over the seconds that actors worked, of one thread; in the order of arrival alone, as other tables are the same bits every time",
        "moves/s"
      )
    }
  },
  rollouts: {
    description: "what agents do: shares of the actions, by tenths of the training and by tens of moves",
    columns: {
      ...point,
      training: real("share of the training behind when this tenth of it began"),
      move: integer(
        "moves of the game behind, at least, and less than ten more (the last row: any more)",
        "moves"
      ),
      action: text("kind of action; those that differ by a place or a strand are one"),
      count: integer("how often it was chosen", "moves"),
      share: real("count over all kinds")
    }
  },
  choices: {
    description: "what agents do: shares of the actions, by tenths of the training",
    columns: {
      ...point,
      training: real("share of the training behind when this tenth of it began"),
      action: text("kind of action; those that differ by a place or a strand are one"),
      count: integer("how often it was chosen", "moves"),
      share: real("count over all kinds")
    }
  },
  hard: {
    description:
      "named unknots: those that are known to be hard, of which guided has seen words on ways from them in training unless routes is 0; or those of data, by the names in their file or by their lines",
    columns: {
      ...point,
      name: text("as it is called; `line 7` of data without names"),
      letters: integer("letters of its word; columns of its diagram", "letters"),
      ...share,
      moves: integer("the fewest of the solved games", "moves"),
      shortest: integer(
        "letters of the shortest word, columns of the smallest diagram, that any game came to",
        "letters"
      )
    }
  },
  certificates: {
    description: "the proof of every game that was solved, for skein verify",
    columns: {
      ...point,
      name: text("of a hard unknot, or of one of data; else none"),
      word: text("where the game began; of a diagram, each column's two rows"),
      strands: integer("of the word; none of a diagram", "strands"),
      moves: integer("actions of the game", "moves"),
      elementary: integer("elementary moves of the proof", "moves"),
      certificate: text("the elementary moves, as JSON")
    }
  },
  budgets: {
    description:
      "the same games as if they had been given up after fewer moves; of a search, those of the way that it found",
    columns: {
      ...point,
      unknots: parameters.column("unknots"),
      name: text("of a hard unknot; else none: held-out ones"),
      letters: integer("letters of the words, columns of diagrams", "letters"),
      budget: integer("moves that a game may have", "moves"),
      ...share
    }
  },
  starts: {
    description: "rectangular diagrams that games began with, each once, read as planar ones and as braids",
    columns: {
      ...point,
      unknots: parameters.column("unknots"),
      name: text("of a hard unknot; else none: held-out ones"),
      letters: integer("columns of the diagrams, once all that can be destabilised is", "columns"),
      diagrams: integer("how many there are", "diagrams"),
      crossings: real("mean crossings of the diagrams", "crossings"),
      braidLetters: real("mean letters of the braid that is read off", "letters"),
      strands: real("mean strands of it", "strands"),
      collapsed: integer("of them, those whose braid SmartCollapse alone unties", "diagrams"),
      collapsedShare: real("collapsed over diagrams")
    }
  }
}

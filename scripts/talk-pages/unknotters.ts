/** What the page of unknotters says came out. */
import type { Row } from "../../src/simulation/table.ts"
import * as Cell from "../../src/talk/cell.ts"
import { guidance } from "../../src/talk/questions/guidance.ts"
import { results } from "../../src/talk/untying/results.ts"
import { rollouts } from "../../src/talk/untying/rollouts.ts"
import * as Trainings from "../../src/talk/untying/trainings.ts"
import type { Blocks } from "./block.ts"
import * as Claims from "./claims.ts"
import * as Markdown from "./markdown.ts"

type Rows = ReadonlyArray<Row>

const agents = (evaluation: Rows): string => {
  const courses = Trainings.agents.map((agent) => ({
    agent,
    shares: Trainings.shares(evaluation, agent),
    moves: Trainings.moves(evaluation, agent)
  }))
  const trainings = new Set(evaluation.map((row) => row.repeat)).size
  const [games] = evaluation.map((row) => Cell.number(row, "games"))
  const at = (course: Trainings.Course, letters: number) => course.find((cell) => cell.letters === letters)
  return [
    Markdown.table(
      [
        ">N (M = 4 N)",
        ...courses.flatMap(({ agent }) => [`>${Trainings.called[agent].replace("the ", "")}, %`, ">moves"])
      ],
      Cell.values(evaluation, "letters").map((letters) => [
        letters,
        ...courses.flatMap(({ shares, moves }) => {
          const [share, some] = [at(shares, letters), at(moves, letters)]
          return [
            share === undefined ? "" : Markdown.percent(Trainings.at(share)),
            some === undefined ? "" : Markdown.plusMinus(Trainings.at(some))
          ]
        })
      ])
    ),
    "",
    `${trainings === 1 ? "One training" : `${trainings} trainings`} of each, ${games} held-out words of each length, the same for all; ± half of the 95 % interval, of trainings and of words. A3C runs by arrival, so that its numbers come out a little different each time.`
  ].join("\n")
}

const unseen = (hard: Rows): string =>
  guidance.claims
    .map((claim) => {
      const { verdict, because } = claim.judge((_, table) => (table === "hard" ? hard : []))
      const what = claim.says.replace(/^.* on (?=[^,]*\.$)/s, "").replace(/\.$/, "")
      const answer = { agrees: "yes", differs: "no" }[verdict as string] ?? "open"
      return `* **${what[0].toUpperCase()}${what.slice(1)}: ${answer}.** ${because}`
    })
    .join("\n")

export const unknotters: Blocks = {
  agents: { from: "agents", tables: ["evaluation"], text: agents },
  "agents-claims": Claims.of(
    "agents",
    [...results.claims, ...rollouts.claims.filter(({ id }) => id === "shifts-unlike")],
    ["evaluation", "choices"]
  ),
  unseen: { from: "unseen", tables: ["hard"], text: unseen }
}

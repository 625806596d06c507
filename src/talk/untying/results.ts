/** Who unties more, in fewer moves, and how that goes with N. */
import { nothingLeft } from "../../domain/exhaustive.ts"
import { learningToUnknot } from "../../simulation/paper.ts"
import type { Claim, Comparison, Judgement, Verdict } from "../claim.ts"
import * as Judge from "../judgement.ts"
import type { Slide } from "../slide.ts"
import * as Statistics from "../statistics.ts"
import * as Written from "../written.ts"
import * as Trainings from "./trainings.ts"

const share = (what: string, cell: Trainings.Cell, published: string): Comparison =>
  Judge.share(`${what}, N = ${cell.letters}`, Trainings.at(cell), published)

const tooFew = Judge.undecided("There are no games of these agents at two numbers of letters to compare.")

const all = (letters: ReadonlyArray<number>): string => letters.join(", ")

/**
 * Whether one side is ahead of the other: by the mean of the differences over N, each N counting the same, and at no N
 * behind beyond the error.
 */
const ahead = (
  winner: string,
  differences: ReadonlyArray<{ readonly letters: number; readonly by: Statistics.Estimate }>,
  mean: Statistics.Estimate,
  style: Written.Style
): Pick<Judgement, "verdict" | "because"> => {
  const on = (side: Statistics.Side) =>
    differences.filter(({ by }) => Statistics.side(by) === side).map(({ letters }) => letters)
  const [won, lost, open] = [on("above"), on("below"), on("open")]
  const places = [
    won.length === differences.length ? "ahead at every N beyond the error" : "",
    won.length > 0 && won.length < differences.length ? `ahead beyond the error at N = ${all(won)}` : "",
    open.length > 0 ? `within the error at N = ${all(open)}` : "",
    lost.length > 0 ? `behind beyond the error at N = ${all(lost)}` : ""
  ].filter((each) => each !== "")
  const because = `${winner} ${Written.within(mean, style)} on average over N; ${places.join(", ")}.`
  const side = Statistics.side(mean)
  switch (side) {
    case "above":
      return { verdict: lost.length === 0 ? "agrees" : "agrees in trend", because }
    case "below":
      return { verdict: "differs", because }
    case "open":
      return { verdict: "undecided", because }
    default:
      return nothingLeft(side, "side")
  }
}

/** The mean over N of the differences a - b. */
const meanOf = (pairs: ReturnType<typeof Trainings.pairs>): Statistics.Estimate =>
  Trainings.contrast(
    pairs.flatMap(([a, b]) => [
      { cell: a, times: 1 / pairs.length },
      { cell: b, times: -1 / pairs.length }
    ])
  )

/** The verdict on several statements, all of which are claimed. */
const together = (judgements: ReadonlyArray<Judgement>): Judgement => {
  const worst = (["differs", "undecided", "agrees in trend", "agrees"] as const).find((verdict) =>
    judgements.some((each) => each.verdict === verdict)
  )
  return {
    verdict: worst ?? "undecided",
    because: judgements.map(({ because }) => because).join(" "),
    comparisons: judgements.flatMap(({ comparisons }) => comparisons)
  }
}

type Read = (agent: Trainings.Agent) => Trainings.Course

/** {@link ahead}, by what one side of each pair has more than the other. */
const compared = (
  winner: string,
  pairs: ReturnType<typeof Trainings.pairs>,
  style: Written.Style,
  comparison: (letters: number, by: Statistics.Estimate) => Comparison
): Judgement => {
  if (pairs.length === 0) return tooFew
  const differences = pairs.map(([a, b]) => ({ letters: a.letters, by: Trainings.difference(a, b) }))
  return {
    ...ahead(winner, differences, meanOf(pairs), style),
    comparisons: differences.map(({ letters, by }) => comparison(letters, by))
  }
}

const solvesMore = (read: Read, agent: Trainings.Agent, than: Trainings.Agent): Judgement => {
  const [name, other] = [Trainings.called[agent], Trainings.called[than]]
  return compared(
    `${name} solves more than ${other} by`,
    Trainings.pairs(read(agent), read(than)),
    Written.points,
    (letters, by) => Judge.points(`solved share, ${name} less ${other}, N = ${letters}`, by)
  )
}

const needsFewer = (read: Read, agent: Trainings.Agent, than: Trainings.Agent): Judgement => {
  const [name, other] = [Trainings.called[agent], Trainings.called[than]]
  return compared(
    `${name} needs fewer moves than ${other} by`,
    Trainings.pairs(read(than), read(agent)),
    Written.moves,
    (letters, by) =>
      Judge.measured(`moves of solved games, ${other} less ${name}, N = ${letters}`, by, { unit: "moves" })
  )
}

const wins: Claim = {
  id: "agents-win",
  says: "Agents that learned, A3C and TRPO, solve more unknots than the random walk.",
  from: ["agents"],
  judge: (rows) => {
    const read: Read = (agent) => Trainings.shares(rows("agents", "evaluation"), agent)
    return together([solvesMore(read, "a3c", "random-walk"), solvesMore(read, "trpo", "random-walk")])
  }
}

const best: Claim = {
  id: "trust-region-best",
  says: "TRPO is far ahead of the others, A3C among them.",
  from: ["agents"],
  judge: (rows) => solvesMore((agent) => Trainings.shares(rows("agents", "evaluation"), agent), "trpo", "a3c")
}

const fewerMoves: Claim = {
  id: "agents-need-fewer-moves",
  says: "They win in the number of moves, too.",
  from: ["agents"],
  judge: (rows) => {
    const read: Read = (agent) => Trainings.moves(rows("agents", "evaluation"), agent)
    const judged = together([needsFewer(read, "a3c", "random-walk"), needsFewer(read, "trpo", "random-walk")])
    return {
      ...judged,
      because: `${judged.because} Only solved games count, and those of the walk are the easy words, so that the gap is rather larger.`
    }
  }
}

const ends = (
  course: Trainings.Course
): readonly [first: Trainings.Cell, last: Trainings.Cell] | undefined => {
  const [first, last] = [course.at(0), course.at(-1)]
  return first === undefined || last === undefined || first === last ? undefined : [first, last]
}

/** Of what falls beyond the error: by whether less than half is left. */
const rapidly: Readonly<Record<Statistics.Side, Verdict>> = {
  above: "agrees",
  open: "undecided",
  below: "agrees in trend"
}

const falls: Claim = {
  id: "walk-falls",
  says: "The share that the random walk solves falls rapidly with N.",
  from: ["agents"],
  judge: (rows) => {
    const course = Trainings.shares(rows("agents", "evaluation"), "random-walk")
    const both = ends(course)
    if (both === undefined) return tooFew
    const [first, last] = both
    // Positive where less than half of it is left.
    const halved = Trainings.contrast([
      { cell: first, times: 0.5 },
      { cell: last, times: -1 }
    ])
    const fall = Trainings.difference(first, last)
    const because =
      `From N = ${first.letters} to ${last.letters} it falls from ${Written.estimate(Trainings.at(first), Written.percent)} to ` +
      `${Written.estimate(Trainings.at(last), Written.percent)}; we call it rapid if less than half is left.`
    const comparisons = course.map((cell) => share("solved share of the random walk", cell, "falls"))
    const side = Statistics.side(fall)
    switch (side) {
      case "above":
        return { verdict: rapidly[Statistics.side(halved)], because, comparisons }
      case "below":
        return Judge.differs(because, comparisons)
      case "open":
        return Judge.undecided(because, comparisons)
      default:
        return nothingLeft(side, "side")
    }
  }
}

/** What the solved share may change between the shortest and the longest words and still be called flat. */
const margin = 0.1

const flat: Claim = {
  id: "trust-region-flat",
  says: "The share that TRPO solves does not depend on N.",
  from: ["agents"],
  judge: (rows) => {
    const course = Trainings.shares(rows("agents", "evaluation"), "trpo")
    const both = ends(course)
    if (both === undefined) return tooFew
    const length = both[1].letters - both[0].letters
    const slope = Trainings.slope(course)
    const change = Statistics.times(length, slope)
    const { low, high } = Statistics.interval(change)
    const drop = largestDrop(course)
    const verdict =
      low > margin || high < -margin
        ? "differs"
        : low < -margin || high > margin
          ? "undecided"
          : low > 0 || high < 0
            ? "agrees in trend"
            : "agrees"
    const apart =
      drop === undefined
        ? "It rises from each N to the next."
        : `The largest drop is from N = ${drop.from.letters} to ${drop.to.letters}, by ${Written.within(drop.by, Written.points)}.`
    const isBent = verdict === "agrees in trend" ? " So there is a slope, but a small one." : ""
    return {
      verdict,
      because:
        `Along the least-squares line through ${course.length} numbers of letters the share changes by ` +
        `${Written.within(change, Written.points)} from N = ${both[0].letters} to ${both[1].letters}, ${Trainings.counted(course)}; ` +
        `flat is what stays within 10 points.${isBent} ${apart}`,
      comparisons: [
        Judge.measured("slope of the solved share of TRPO", Statistics.times(100 * 10, slope), {
          published: 0,
          unit: "points in 10 letters"
        }),
        ...(drop === undefined
          ? []
          : [Judge.points(`largest drop, N = ${drop.from.letters} to ${drop.to.letters}`, drop.by, 0)]),
        ...course.map((cell) => share("solved share of TRPO", cell, "flat"))
      ]
    }
  }
}

/** From fewer letters to more, of the means over trainings. As it is the largest of many it is somewhat too large. */
const largestDrop = (course: Trainings.Course) => {
  const drops = course.flatMap((from, k) =>
    course.slice(k + 1).map((to) => ({ from, to, by: Trainings.difference(from, to) }))
  )
  const largest = drops.reduce<(typeof drops)[number] | undefined>(
    (most, each) => (most === undefined || each.by.value > most.by.value ? each : most),
    undefined
  )
  return largest !== undefined && largest.by.value > 0 ? largest : undefined
}

export const results: Slide = {
  id: "unknotting-results",
  title: "Results: RL against the random walk",
  source: { paper: learningToUnknot, where: "the figures of its reinforcement learning" },
  claims: [wins, best, falls, flat, fewerMoves],
  figures: [
    { from: "agents", figure: "solved" },
    { from: "agents", figure: "moves" }
  ],
  ours: [
    "The curves are drawn without numbers that could be read, so they are compared in words: who is ahead, what falls, what is flat.",
    "How hard words are is a matter of the moves M between two collapses of RANDOMUNKNOT, which is not published; here M = 4 N. Longer scrambles leave words that fall apart more easily: with M = 2 N TRPO solves 82 % at N = 96, with M = 10 blind play none.",
    "Agents begin as random walks over kinds of actions and a weight of entropy keeps them varied; with N + 5 equally likely actions at first and no such weight, TRPO solves 80 % at N = 96.",
    "Held-out words are the same for all agents and trainings. Intervals have the scatter between trainings (Student's t) and that of the words of one training, as if each agent had had its own words.",
    "A3C's actors share their memory, so its numbers come out a little different each time."
  ]
}

/** Of the conclusions, with the figure of the paper's abstract. */
export const great: Claim = {
  id: "trust-region-great",
  says: "TRPO performs well throughout: it reduces at least 80 % of unknots with up to 96 crossings to the empty word.",
  from: ["agents"],
  judge: (rows) => {
    const course = Trainings.shares(rows("agents", "evaluation"), "trpo")
    if (course.length === 0) return tooFew
    const least = course.reduce((least, cell) =>
      Trainings.at(cell).value < Trainings.at(least).value ? cell : least
    )
    const sides = course.map((cell) => Statistics.side(Trainings.at(cell), 0.8))
    return Judge.allAre(
      "above",
      sides,
      `The least of the shares is ${Written.within(Trainings.at(least), Written.share)}, at N = ${least.letters}; ${Trainings.counted(course)}.`,
      course.map((cell) => share("solved share of TRPO", cell, "80 or more"))
    )
  }
}

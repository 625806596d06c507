/** What came out, all of it at a glance. */
import { listed, plural } from "../../../drawing/text.ts"
import { verdicts } from "../../../talk/claim.ts"
import * as Duration from "../../text/duration.ts"
import type { Judged, JudgedClaim, JudgedSlide } from "../runs/judged.ts"
import { isFull, isWhole } from "./account.ts"
import type { Block, Section, Standing, Text } from "./block.ts"
import { notComputed } from "./block.ts"
import type { Accounts } from "./part.ts"
import { aside, link, paragraph } from "./part.ts"
import * as Wording from "./wording.ts"

const standings: ReadonlyArray<Standing> = [...verdicts, notComputed]

const claimsOf = (judged: Judged): ReadonlyArray<JudgedClaim> => judged.flatMap(({ claims }) => claims)

/** How many claims stand how. */
const counts = (judged: Judged): ReadonlyMap<Standing, number> => {
  const found = claimsOf(judged).map(Wording.standing)
  return new Map(standings.map((each) => [each, found.filter((standing) => standing === each).length]))
}

/** How much of the talk holds, and by which studies: said before anything else. */
export const soFar = (judged: Judged, accounts: Accounts): ReadonlyArray<Block> => {
  const runs = [...accounts.values()].map(({ run }) => run)
  const whole = runs.filter(isWhole)
  const full = whole.filter(isFull).length
  const small = whole.length - full
  const none = runs.filter(({ finished }) => finished === 0).length
  const begun = runs.length - whole.length - none
  const parts = [
    ...(full > 0 ? [`${full} ${full === 1 ? "is" : "are"} whole at full size`] : []),
    ...(small > 0 ? [`${small} ${small === 1 ? "is" : "are"} whole at a small size`] : []),
    ...(begun > 0 ? [`${begun} ${begun === 1 ? "is" : "are"} unfinished`] : []),
    ...(none > 0 ? [`${none} ${none === 1 ? "is" : "are"} not computed yet`] : [])
  ]
  const said = [...counts(judged)]
    .filter(([, n]) => n > 0)
    .map(([standing, n]) => Wording.counted(standing, n))
  const seconds = runs.reduce((sum, run) => sum + run.seconds, 0)
  const decided = judged.flatMap((slide) =>
    slide.claims
      .filter(({ judgement }) => judgement !== undefined)
      .map(({ claim }) => slide.runs.every((run) => isFull(run) || !claim.from.includes(run.source)))
  )
  const bySmall = decided.filter((isOfFull) => !isOfFull).length
  return [
    paragraph(
      `Of ${plural(claimsOf(judged).length, "claim")}, ${listed(said)}.${
        bySmall === 0
          ? ""
          : ` Small studies decide ${bySmall} of the ${decided.length} that have a verdict, studies at full size or computations of their own the other ${decided.length - bySmall}.`
      }`
    ),
    paragraph(
      `Of the ${plural(runs.length, "study").replace(/studys$/, "studies")} that these slides read, ${listed(parts)}.`
    ),
    ...(small > 0
      ? [
          paragraph(
            "A small study shows that the computation works, with larger errors, fewer values and shorter trainings than the papers have; what it says of a claim is no verdict about the claim at full size."
          )
        ]
      : []),
    paragraph(`All of it took ${Duration.format(seconds)} of one thread.`)
  ]
}

/** `: small; 7 min 6 s of one thread`, and nothing of a slide that reads no study. */
const extentOf = ({ runs }: JudgedSlide): string => {
  if (runs.length === 0) return ""
  const sizes = [...new Set(runs.map(Wording.sizeOf))].join(", ")
  const seconds = runs.reduce((sum, { seconds }) => sum + seconds, 0)
  return `: ${sizes}${seconds === 0 ? "" : `; ${Wording.cost(seconds)} of one thread`}`
}

/** A row of each slide, and below it one of each of its claims. */
export const section = (judged: Judged): Section => ({
  id: "summary",
  title: "All claims",
  blocks: [
    {
      kind: "table",
      columns: [
        { name: "verdict", kind: "text" },
        { name: "claim", kind: "text" },
        { name: "slide", kind: "word" }
      ],
      rows: judged.flatMap((slide) => {
        const { id, title } = slide.slide
        return [
          [[], [{ kind: "strong" as const, text: title }, extentOf(slide)], [link(id, `#slide-${id}`)]],
          ...slide.claims.map(
            (claim): ReadonlyArray<Text> => [
              [{ kind: "standing", standing: Wording.standing(claim) }],
              [Wording.prose(claim.claim.says)],
              [link(id, `#slide-${id}`)]
            ]
          )
        ]
      })
    },
    aside(
      "Agrees: the same within the errors, or a statement that holds beyond ours. Agrees in trend: what rises there rises here, with other figures. Differs: beyond its error not what is claimed. Undecided: the errors allow both. Cannot be compared: what is published leaves open what would have to be computed, or cannot be computed here. Errors are standard errors, intervals are meant to hold the truth in 95 of 100 cases."
    )
  ]
})

/** What the document of the reproduction says, slide by slide, for whatever prints it. */

import type { Judged } from "../runs/judged.ts"
import type { Document } from "./block.ts"
import * as Colophon from "./colophon.ts"
import type { Accounts, Form } from "./part.ts"
import { paragraph } from "./part.ts"
import * as Slide from "./slide.ts"
import * as Summary from "./summary.ts"

export const title = "A Triangle of Influence, reproduced"

/** @param form which files there are */
export const of = (judged: Judged, accounts: Accounts, form: Form): Document => ({
  title,
  lead: [
    paragraph(
      'What Jim Halverson\'s talk "A Triangle of Influence" claims about knots, networks and fields, slide by slide, beside what comes out when it is computed: within which error, and why where the two differ.'
    ),
    ...Summary.soFar(judged, accounts)
  ],
  sections: [
    Summary.section(judged),
    ...judged.map((slide) => Slide.section(slide, accounts, form)),
    Colophon.computed(accounts),
    Colophon.again(judged, form),
    Colophon.papers(judged, accounts)
  ]
})

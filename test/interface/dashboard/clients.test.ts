/** Those who watch a run while it goes: fifty of them, and one that vanishes. */
import { join } from "node:path"
import t from "tap"
import * as Catalogue from "../../../src/interface/dashboard/catalogue.ts"
import { site } from "../../support/dashboard.ts"
import { newFolder, run, studyOf } from "../../support/engine.ts"

t.test("fifty clients see a run from its middle to its end; one vanishes", async (t) => {
  const runs = newFolder()
  const { follow, get, faults, connections } = await site(t, Catalogue.ofFolder(runs))
  const study = await studyOf(
    "coin",
    [0.1, 0.3, 0.5].map((bias) => ({ bias, tosses: 30, grain: 1, slow: 20 })),
    { repeats: 2 }
  )
  const begun = Promise.withResolvers<void>()
  const running = run(study, {
    directory: join(runs, "live"),
    threads: 1,
    onEvent: ({ _tag }) => _tag === "TaskProgress" && begun.resolve()
  })
  await begun.promise
  const isDone = (news: { readonly title?: string }) => news.title === "live: done"
  const clients = Array.from({ length: 50 }, () => follow("/runs/live/events", isDone))
  const list = follow("/events", ({ sections }) => /badge done/.test(sections.runs ?? ""))
  const lost = follow("/runs/live/events", () => {
    lost.vanish()
    return false
  })
  const { outcome } = await running
  t.equal(outcome, "done")
  await Promise.all([...clients, list].map(({ ended }) => ended))
  const page = (await get("/runs/live")).text
  for (const { news, sections } of clients) {
    t.ok(news.length > 1, "in pieces")
    t.match(news[0]!.sections.summary, /badge running/, "while it ran")
    t.match(sections.summary, /<dd>3 of 3<\/dd>/)
    t.match(sections.workers, /nobody works on it now/)
    t.match(sections.log, /ended: done/)
    for (const [id, html] of Object.entries(sections))
      t.ok(page.includes(html), `${id} is as on a fresh page`)
  }
  const [first] = clients
  t.ok(
    first!.news.some(({ sections }) =>
      /thread \d+<\/th><td><span class="badge running">/.test(sections.workers ?? "")
    ),
    "a worker at its task"
  )
  t.ok(
    first!.news
      .slice(1)
      .some(({ sections }) => sections.summary !== undefined && sections.figures === undefined),
    "what has not changed is not sent again"
  )
  t.equal(lost.news.length, 1)
  t.same(faults, [])
  // Sockets that were left close in their own time.
  while ((await connections()) > 0) await new Promise(setImmediate)
  t.pass("no connection is left")
})

/** What a live page shows of results. */
import { join } from "node:path"
import { parseHTML } from "linkedom"
import t from "tap"
import * as RunPage from "../../../src/interface/dashboard/run-page.ts"
import * as Snapshot from "../../../src/interface/dashboard/snapshot.ts"
import { newFolder, run, studyOf } from "../../support/engine.ts"

t.test("figures that there is nothing to draw of take no room, and are named with the reason", async (t) => {
  const directory = join(newFolder(), "exact")
  // Six-point functions are of sampled networks.
  await run(await studyOf("couplings", [{ source: "exact", activation: "relu" }], { name: "exact" }), {
    directory
  })
  const { document } = parseHTML(RunPage.page(await Snapshot.make(directory)(), "/run", true))
  t.equal(
    document.querySelectorAll("#figures figure").length,
    document.querySelectorAll("#figures svg").length
  )
  t.equal(document.querySelector("#figure-six-point"), null)
  const [said] = document.querySelectorAll("#figures .across")
  t.match(said!.textContent, /^Not drawn: .*\(No row of the table sixPoint has a value for it\.\)/s)
})

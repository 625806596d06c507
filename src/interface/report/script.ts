/** What pages about runs can do beyond being read: their tables are sorted and filtered. */
import { readFileSync } from "node:fs"
import * as Html from "../page/html.ts"

export const script = Html.script(readFileSync(new URL("./asset/tables.js", import.meta.url), "utf8"))

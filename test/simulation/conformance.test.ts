import t from "tap"
import { names } from "../../src/simulation/discover.ts"
import { conformance } from "../support/conformance.ts"

for (const name of await names()) await conformance(t, name)

import t from "tap"
import { names } from "../../src/simulation/discover.ts"
import { conformance } from "../support/conformance.ts"
// Those of the tests are found, too: between them they have all that a simulation can have.
import "../support/engine.ts"

for (const name of await names()) await conformance(t, name)

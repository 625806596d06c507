/** Faults of points of a sweep stand at the value that makes them, once. */
import { type Case, check } from "../../support/fault-case.ts"

const study = (base: string, ...lines: ReadonlyArray<string>): string =>
  ["simulation: orchard", `base: { trees: 3, ${base} }`, "sweep:", ...lines, ""].join("\n")

const cases: Readonly<Record<string, Case>> = {
  "a value of the sweep makes one of base a fault, at five points": {
    text: study("years: 60", "  - grid: { water: [1, 2, 3, 4, 5], species: [apple, plum] }"),
    faults: ["4:54: A plum tree does not live 60 years."]
  },
  "a row of several values": {
    text: study(
      "years: 60",
      "  - zip: { species: [apple, plum], water: [1, 2] }",
      "  - grid: { trees: [1, 2] }"
    ),
    faults: ["4:29: A plum tree does not live 60 years."]
  },
  "a point of a list": {
    text: study(
      "years: 60",
      "  - list:",
      "      - { species: apple }",
      "      - { species: plum, water: 2 }"
    ),
    faults: ["6:9: A plum tree does not live 60 years."]
  },
  "two values together, where the fault says": {
    text: study("water: 1", "  - grid: { years: [1, 60], species: [apple, plum] }"),
    faults: ["4:24: A plum tree does not live 60 years."]
  },
  "each of several values": {
    text: study("species: plum", "  - grid: { water: [1, 2], years: [1, 60, 70] }"),
    faults: ["4:39: A plum tree does not live 60 years.", "4:43: A plum tree does not live 70 years."]
  },
  "all points alike, where the value stands": {
    text: study("water: 11", "  - grid: { trees: [1, 2, 4] }"),
    faults: ["2:26: The trees drown."]
  },
  "two kinds of faults, each at its own": {
    text: study("years: 60", "  - grid: { water: [1, 11], species: [apple, plum] }"),
    faults: ["4:24: The trees drown.", "4:46: A plum tree does not live 60 years."]
  }
}

check(cases)

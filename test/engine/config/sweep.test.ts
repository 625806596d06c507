/** What is wrong with sweeps, until and flags: each case with its places and its sentences. */
import { type Case, check, orchard } from "../../support/fault-case.ts"

const cases: Readonly<Record<string, Case>> = {
  "an empty sweep": {
    text: orchard("sweep: []"),
    faults: [
      "3:8: The sweep is empty: give it a block such as { grid: { parameter: [1, 2] } }, or leave it out."
    ]
  },
  "a sweep of nothing": {
    text: orchard("sweep:"),
    faults: [
      "3:7: The sweep is empty: give it a block such as { grid: { parameter: [1, 2] } }, or leave it out."
    ]
  },
  "a sweep without blocks": {
    text: orchard("sweep: { grid: { years: [1] } }"),
    faults: ["3:8: A sweep is a list of blocks, each one of grid, zip and list."]
  },
  "blocks of nothing": {
    text: orchard("sweep:", "  - grid: {}", "  - zip: 3", "  - list: []", "  -", "  - gird: { years: [1] }"),
    faults: [
      "4:11: grid takes a map from parameters to their values, at least one.",
      "5:10: zip takes a map from parameters to their values, at least one.",
      "6:11: list takes a list of points, at least one.",
      "7:4: A block of a sweep is one of grid, zip and list, such as { grid: { parameter: [1, 2] } }.",
      '8:5: A block of a sweep is one of grid, zip and list, not "gird". Did you mean "grid"?'
    ]
  },
  "two kinds in a block": {
    text: orchard("sweep:", "  - grid: { years: [1, 2] }", "    zip: { water: [1] }"),
    faults: ['5:5: A block has one of grid, zip and list; start a new block for the zip with "-".']
  },
  "a list without points": {
    text: orchard("sweep: [{ list: [3, { years: 1 }] }]"),
    faults: ["3:18: A point of a list is a map of parameters, such as { parameter: 1 }."]
  },
  "values that are none": {
    text: orchard("sweep:", "  - grid: { years: 5, water: [], species: { rang: [1, 2, 1] }, yeers: [1] }"),
    faults: [
      "4:20: The values of years must be a list, such as [5].",
      "4:30: The list of values of water is empty.",
      '4:45: The values of species are a list, or one of range, linspace, logspace, sample. Did you mean "range"?',
      '4:64: orchard has no parameter "yeers". Did you mean "years"?'
    ]
  },
  "values that cannot be made": {
    text: orchard(
      "sweep:",
      "  - grid: { years: { range: [1, 10, 0] } }",
      "  - grid: { water: { range: [1, 0, 0.1] } }",
      "  - grid: { trees: { range: [1, 2] } }",
      "  - grid: { soil.depth: { logspace: [0, 1, 3] } }",
      "  - grid: { rows: { linspace: [0, 1, 1.5] } }",
      "  - grid: { species: { sample: { uniform: [0, 1] } } }"
    ),
    faults: [
      "4:29: The values of years cannot be made: the step of a range cannot be 0.",
      "5:29: The values of water cannot be made: steps of 0.1 never lead from 1 to 0.",
      "6:29: The values of trees cannot be made: range is [first, last, step], three numbers.",
      "7:37: The values of soil.depth cannot be made: the ends of logspace must both be above 0, or both below.",
      "8:31: The values of rows cannot be made: linspace is [first, last, n], two numbers and a count from 1 to 1000000.",
      "9:32: The values of species cannot be made: sample is { uniform: [a, b], n: 8 }, or logUniform: [a, b], or normal: [mean, sd], each with a step if wanted, or { choice: [a, b, c], n: 8 }."
    ]
  },
  "draws that cannot be made": {
    text: orchard(
      "sweep:",
      "  - grid: { years: { sample: { uniform: [0.2, 0.8], n: 3 } } }",
      "  - grid: { water: { sample: { uniform: [2, 1], n: 3 } } }",
      "  - grid: { trees: { sample: { logUniform: [0, 1], n: 3 } } }",
      "  - grid: { soil.depth: { sample: { normal: [0, -1], n: 3 } } }",
      "  - grid: { rows: { sample: { normal: [0, 1], n: 0 } } }"
    ),
    faults: [
      "4:30: The values of years cannot be made: there is no integer from 0.2 to 0.8.",
      "5:30: The values of water cannot be made: 2 is above 1: give the lower end first.",
      "6:30: The values of trees cannot be made: the ends of logUniform must be above 0.",
      "7:35: The values of soil.depth cannot be made: the standard deviation of a normal cannot be negative.",
      "8:29: The values of rows cannot be made: n must be an integer from 1 to 1000000."
    ]
  },
  "steps and choices that cannot be made": {
    text: orchard(
      "sweep:",
      "  - grid: { water: { sample: { uniform: [0, 1], n: 3, step: 0 } } }",
      "  - grid: { years: { sample: { choice: [1, 2], weights: [1], n: 3 } } }",
      "  - grid: { trees: { sample: { choice: [1, 2], weights: [0, 0], n: 3 } } }",
      "  - grid: { species: { sample: { choice: [pear, fig], weights: [1, 0], n: 3 } } }",
      "  - grid: { soil.depth: { sample: { choice: [], n: 3 } } }"
    ),
    faults: [
      "4:30: The values of water cannot be made: the step of a sample must be a number above 0.",
      "5:30: The values of years cannot be made: there are 2 values to choose from and 1 weights.",
      "6:30: The values of trees cannot be made: the weights must have a sum above 0.",
      '7:49: species must be "apple" or "pear" or "plum", not the text "fig".',
      "8:35: The values of soil.depth cannot be made: sample is { uniform: [a, b], n: 8 }, or logUniform: [a, b], or normal: [mean, sd], each with a step if wanted, or { choice: [a, b, c], n: 8 }."
    ]
  },
  "a step that is longer than its range": {
    text: orchard("sweep: [{ grid: { water: { sample: { uniform: [0, 1], n: 3, step: 3 } } } }]"),
    faults: ["3:36: The values of water cannot be made: steps of 3 do not fit between 0 and 1."]
  },
  "a zip of unequal lists": {
    text: orchard("sweep:", "  - zip: { species: [pear, plum], years: [1, 2, 3] }"),
    faults: ["4:5: The lists of a zip must be equally long, but species has 2 values and years has 3."]
  },
  "a zip of unequal lists of what has no default": {
    text: "simulation: orchard\nsweep:\n  - zip: { trees: [1, 2], years: [1, 2, 3] }\n",
    faults: ["3:5: The lists of a zip must be equally long, but trees has 2 values and years has 3."]
  },
  "values that cannot be made of what has no default": {
    text: "simulation: orchard\nsweep: [{ grid: { trees: { range: [1, 5, 0] } } }, { grid: { years: 5 } }]\n",
    faults: [
      "2:35: The values of trees cannot be made: the step of a range cannot be 0.",
      "2:69: The values of years must be a list, such as [5]."
    ]
  },
  "a parameter in two blocks": {
    text: orchard(
      "sweep:",
      "  - grid: { years: [1, 2] }",
      "  - list: [{ years: 3 }]",
      "  - zip: { soil: [{}] }",
      "  - grid: { soil.depth: [1] }"
    ),
    faults: [
      "5:14: years is swept already at s.yaml:4:13.",
      "7:13: soil.depth is swept already at s.yaml:6:12."
    ]
  },
  "a value twice": {
    text: orchard("sweep:", "  - grid: { years: [1, 2, 1.0] }", "  - grid: { water: [1, 2] }"),
    faults: ["4:27: This makes the same point as s.yaml:4:21."]
  },
  "a point twice, once by default": {
    text: orchard("sweep:", "  - list:", "    - {}", "    - { years: 5 }", "    - { years: 10 }"),
    faults: ["7:7: This makes the same point as s.yaml:5:7."]
  },
  "too many points": {
    text: orchard("sweep:", "  - grid: { years: { range: [1, 100, 1] }, water: { range: [0, 100000, 1] } }"),
    faults: ["3:1: The sweep makes 10000100 points; a study has at most 1000000."]
  },
  "too many values": {
    text: orchard("sweep:", "  - grid: { water: { range: [0, 1, 1.0e-12] } }"),
    faults: [
      "4:29: The values of water cannot be made: the range has 1000000000001 values, more than 1000000."
    ]
  },

  "until an unknown column": {
    text: orchard("until: { column: heigth, standardError: 0, atMost: 1 }"),
    faults: [
      '3:18: There is no column "heigth". Did you mean "height"? Columns with one: height.',
      "3:41: standardError must be a number > 0, not 0.",
      "3:52: atMost must be an integer from 2 to 1000000, not 1."
    ]
  },
  "until a column without a standard error": {
    text: orchard("until: { column: species, standardError: .inf, atMost: 9, atLeast: 3 }", "repeats: 10"),
    faults: [
      "3:18: The column species has no standard error. Columns with one: height.",
      "3:42: standardError must be a number > 0, not Infinity.",
      "3:56: atMost is 9, below the 10 repeats that are made anyway.",
      '3:59: until has no key "atLeast".'
    ]
  },
  "until nothing": {
    text: orchard("until: 0.1"),
    faults: [
      "3:1: until needs column, standardError, atMost, as in { column: mean, standardError: 0.001, atMost: 64 }."
    ]
  },

  flags: {
    text: orchard(),
    set: [
      "years=abc",
      "wter=3",
      "seed=1,2",
      "water",
      "simulation=garden",
      "trees=",
      "species=[",
      "repeats=-1"
    ],
    faults: [
      "--set seed=1,2: seed takes one value; it cannot be swept.",
      "--set water: A setting is written key=value.",
      "--set simulation=garden: simulation can be set in the study file only.",
      "--set trees=: There is no value after trees=.",
      "--set species=[: The value cannot be read: Flow sequence must end with a ].",
      '--set wter=3: There is no parameter "wter". Did you mean "water"?',
      "--set repeats=-1: repeats must be an integer from 1 to 1000000, not -1.",
      '--set years=abc: years must be a number, not the text "abc".'
    ]
  },
  "flags that sweep": {
    text: orchard("sweep:", "  - grid: { years: [1, 2] }"),
    set: ["years=1,2000", "water={ range: [1, 2] }", "species=pear,pear"],
    faults: [
      "--set water={ range: [1, 2] }: The values of water cannot be made: range is [first, last, step], three numbers.",
      "--set species=pear,pear: This makes the same point as --set species=pear,pear.",
      "--set years=1,2000: years must be a value between 1 and 100, not 2000."
    ]
  },
  "everything at once, over four studies": {
    text: `simulation: orchard\nbase: { trees: 0 }\n---\nsimulation: gardn\n---\nsimulation: garden\nbase: { kind: lawn, area: big }\nname: g\n---\n[\n`,
    faults: [
      "2:16: trees must be a value greater than 0, not 0.",
      '4:1: kind is missing: "lawn" or "pond".',
      "4:1: Another study of this file is named s, at s.yaml:1:1: give each a name.",
      '4:13: There is no simulation "gardn". Did you mean "garden"? There are: orchard, garden.',
      '7:27: area must be a number, not the text "big".',
      "11:1: Flow sequence must end with a ]."
    ]
  }
}

check(cases)

/** What is wrong with study files: each case with its places and its sentences. */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import t from "tap"
import { StudyFaults } from "../../../src/engine/config/fault.ts"
import { parse } from "../../../src/engine/config/parse.ts"
import { catalogue } from "../../support/catalogue.ts"

interface Case {
  readonly text: string
  readonly set?: ReadonlyArray<string>
  /** Without `s.yaml:` before them. */
  readonly faults: ReadonlyArray<string>
}

const orchard = (...lines: ReadonlyArray<string>): string =>
  ["simulation: orchard", "base: { trees: 3 }", ...lines, ""].join("\n")

const cases: Readonly<Record<string, Case>> = {
  "an empty file": { text: "", faults: ["1:1: The file holds no study."] },
  "comments only": { text: "# later\n---\n# more\n", faults: ["1:1: The file holds no study."] },
  "a list": {
    text: "- simulation: orchard\n",
    faults: ["1:1: A study is a map that starts with simulation: and the name of one."]
  },
  "a sentence": {
    text: "\nhello\n",
    faults: ["2:1: A study is a map that starts with simulation: and the name of one."]
  },
  "no simulation": {
    text: "seed: 1\n",
    faults: ["1:1: The study does not name a simulation. There are: orchard, garden."]
  },
  "an unknown simulation": {
    text: "simulation: orchid\n",
    faults: ['1:13: There is no simulation "orchid". Did you mean "orchard"? There are: orchard, garden.']
  },
  "a simulation that is a number": {
    text: "simulation: 3\n",
    faults: ["1:13: There is no simulation 3. There are: orchard, garden."]
  },
  "a simulation from the prototype of objects": {
    text: "simulation: constructor\n",
    faults: ['1:13: There is no simulation "constructor". There are: orchard, garden.']
  },

  "an unclosed list": {
    text: "simulation: orchard\nbase: { rows: [1, 2\n",
    faults: [
      "3:1: Flow sequence in block collection must be sufficiently indented and end with a ].",
      "3:1: Flow map in block collection must be sufficiently indented and end with a }."
    ]
  },
  "tabs for indentation": {
    text: "simulation: orchard\nbase:\n\ttrees: 3\n",
    faults: ["3:1: Tabs are not allowed as indentation."]
  },
  "duplicate keys": {
    text: orchard("seed: 1", "base: { water: 1, water: 2 }", "seed: 2"),
    faults: [
      "4:1: The key base is already given at s.yaml:2:1.",
      "4:19: The key water is already given at s.yaml:4:9.",
      "5:1: The key seed is already given at s.yaml:3:1."
    ]
  },
  "a tag": { text: orchard("seed: !secret 1"), faults: ["3:7: Unresolved tag: !secret."] },
  "an alias of nothing": {
    text: orchard("seed: *other"),
    faults: ["3:7: The alias *other stands for nothing above it."]
  },
  "an alias of itself": {
    text: orchard("sweep: &x [*x]"),
    faults: ["3:12: The alias *x stands inside what it stands for."]
  },
  "aliases that multiply": {
    text: orchard(
      "a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]",
      ...["b", "c", "d", "e", "f", "g"].map((name, i) => {
        const last = "abcdef"[i]
        return `${name}: &${name} [${Array.from({ length: 10 }, () => `*${last}`).join(", ")}]`
      })
    ),
    faults: ["1:1: The aliases of this study stand for more than 1000000 values."]
  },
  "ten thousand brackets": {
    text: `simulation: ${"[".repeat(10_000)}`,
    faults: ["1:1: The values are nested too deeply."]
  },
  "a list as a key": { text: orchard("? [a]", ": 1"), faults: ["3:3: A key must be plain text."] },

  "typos in keys": {
    text: "simulaton: orchard\nsead: 3\nsweeps: []\nextra: 1\n",
    faults: [
      '1:1: A study has no key "simulaton". Did you mean "simulation"?',
      "1:1: The study does not name a simulation. There are: orchard, garden.",
      '2:1: A study has no key "sead". Did you mean "seed"?',
      '3:1: A study has no key "sweeps". Did you mean "sweep"?',
      '4:1: A study has no key "extra".'
    ]
  },
  "a typo in a parameter": {
    text: "simulation: orchard\nbase:\n  tres: 3\n  species: pear\n",
    faults: ["2:1: trees is missing.", '3:3: orchard has no parameter "tres". Did you mean "trees"?']
  },
  "a parameter from the prototype of objects": {
    text: "simulation: orchard\nbase: { trees: 3, __proto__: { water: 2 }, toString: 1 }\n",
    faults: ['2:19: orchard has no parameter "__proto__".', '2:44: orchard has no parameter "toString".']
  },
  "a typo inside a parameter": {
    text: orchard("sweep: [{ list: [{ soil: { deph: 2 } }] }]"),
    faults: ['3:28: There is no soil.deph. Did you mean "depth"?']
  },
  "a parameter that is missing everywhere": {
    text: "simulation: orchard\nseed: 4\n",
    faults: ["1:1: trees is missing."]
  },
  "a parameter that some points miss": {
    text: "simulation: orchard\nsweep:\n  - list:\n      - { trees: 1 }\n      - { water: 1 }\n",
    faults: ["5:9: trees is missing."]
  },

  "wrong types": {
    text: [
      "simulation: orchard",
      "base:",
      "  trees: many",
      "  species: 7",
      '  water: "0.5"',
      "  years: 2.5",
      "  rows: { square: 1 }",
      "  soil: { acid: yes }",
      ""
    ].join("\n"),
    faults: [
      '3:10: trees must be a number, not the text "many".',
      '4:12: species must be "apple" or "pear" or "plum", not 7.',
      '5:10: water must be a number, not the text "0.5".',
      "6:10: years must be an integer, not 2.5.",
      '7:9: rows must be "square" or "hexagon" or a list, not {"square":1}.',
      '8:17: soil.acid must be true or false, not the text "yes".'
    ]
  },
  "values out of bounds": {
    text: "simulation: orchard\nbase: { trees: -3, water: .nan, years: 1000, rows: [[1, .inf], [x]], species: appel }\n",
    faults: [
      "2:16: trees must be a value greater than 0, not -3.",
      "2:27: water must be a finite number, not NaN.",
      "2:40: years must be a value between 1 and 100, not 1000.",
      "2:57: rows[0][1] must be a finite number, not Infinity.",
      '2:65: rows[1][0] must be a number, not the text "x".',
      '2:79: species must be "apple" or "pear" or "plum", not the text "appel". Did you mean "apple"?'
    ]
  },
  "an empty value": {
    text: "simulation: orchard\nbase:\n  trees:\n",
    faults: ["3:9: trees must be a number, not empty."]
  },
  "base as a list": {
    text: "simulation: orchard\nbase: [trees, 3]\n",
    faults: ["2:1: trees is missing.", "2:7: base is a map of parameters, such as { width: 5 }."]
  },
  "a value that is wrong in a thousand points": {
    text: orchard(
      "sweep:",
      "  - grid: { years: { range: [1, 100, 1] } }",
      "  - grid: { water: [0, 1, 2, 3, -4, 5, 6, 7, 8, nine] }"
    ),
    faults: [
      "5:33: water must be a value greater than or equal to 0, not -4.",
      '5:49: water must be a number, not the text "nine".'
    ]
  },
  "parameters that do not fit together": {
    text: orchard("sweep:", "  - zip: { species: [plum, apple, plum], years: [60, 70, 50] }"),
    faults: ["4:50: A plum tree does not live 60 years."]
  },
  "parameters that do not fit together, in base": {
    text: "simulation: orchard\nbase: { trees: 1, water: 11 }\n",
    faults: ["2:26: The trees drown."]
  },
  "a union": {
    text: [
      "simulation: garden",
      "sweep:",
      "  - list:",
      "      - { kind: pnd }",
      "      - { kind: pond }",
      "      - { kind: lawn, depth: 2 }",
      "      - { area: 2 }",
      ""
    ].join("\n"),
    faults: [
      '4:17: kind must be "lawn" or "pond", not the text "pnd". Did you mean "pond"?',
      "5:9: depth is missing.",
      "6:23: depth does not go with the other parameters.",
      '7:9: kind is missing: "lawn" or "pond".'
    ]
  },

  "seed, repeats and name": {
    text: orchard("seed: -1", "repeats: 0", "name: a/b"),
    faults: [
      "3:7: seed must be an integer from 0 to 9007199254740991, not -1.",
      "4:10: repeats must be an integer from 1 to 1000000, not 0.",
      '5:7: name must be letters, digits, ".", "_" and "-", at most 100, the first a letter or digit, because it names a folder; not the text "a/b".'
    ]
  },
  "a seed that no double holds": {
    text: orchard("seed: 9007199254740993", "repeats: 1.5"),
    faults: [
      "3:7: seed must be an integer from 0 to 9007199254740991, not 9007199254740992.",
      "4:10: repeats must be an integer from 1 to 1000000, not 1.5."
    ]
  },
  "two studies of one name": {
    text: `${orchard()}---\n${orchard("name: s")}---\n${orchard("name: t")}`,
    faults: ["6:7: Another study of this file is named s, at s.yaml:1:1: give each a name."]
  },

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
      "9:32: The values of species cannot be made: sample is { uniform: [a, b], n: 8 }, or logUniform: [a, b], or normal: [mean, sd]."
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
  "a zip of unequal lists": {
    text: orchard("sweep:", "  - zip: { species: [pear, plum], years: [1, 2, 3] }"),
    faults: ["4:5: The lists of a zip must be equally long, but species has 2 values and years has 3."]
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
    faults: ["4:29: The values of water cannot be made: the range has more than 1000000 values."]
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
      '4:13: There is no simulation "gardn". Did you mean "garden"? There are: orchard, garden.',
      '7:27: area must be a number, not the text "big".',
      "11:1: Flow sequence must end with a ]."
    ]
  }
}

for (const [name, { text, set = [], faults }] of Object.entries(cases)) {
  t.test(name, async (t) => {
    const result = await Effect.runPromise(Effect.result(parse(text, "s.yaml", set, catalogue)))
    if (Result.isSuccess(result)) return t.fail("no fault was found")
    t.ok(result.failure instanceof StudyFaults)
    const found = result.failure.message.split("\n").map((line) => line.replace(/^s\.yaml:(?=\d)/, ""))
    t.same(found, faults)
  })
}

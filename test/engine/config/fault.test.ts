/** What is wrong with study files outside of sweeps: each case with its places and its sentences. */
import { type Case, check, orchard } from "../../support/fault-case.ts"

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
    faults: [
      "1:1: trees is missing.",
      '1:13: There is no simulation "orchid". Did you mean "orchard"? There are: orchard, garden.'
    ]
  },
  "faults behind an unknown simulation": {
    text: "simulation: orchid\nseed: x\nbase: { tres: 3, trees: many }\n",
    faults: [
      '1:13: There is no simulation "orchid". Did you mean "orchard"? There are: orchard, garden.',
      '2:7: seed must be an integer from 0 to 9007199254740991, not the text "x".',
      '3:9: orchard has no parameter "tres". Did you mean "trees"?',
      '3:25: trees must be a number, not the text "many".'
    ]
  },
  "faults behind a simulation that is like none": {
    text: "simulation: nothing\nseed: x\nrepeats: 0\nbase: { tres: 3 }\n",
    faults: [
      '1:13: There is no simulation "nothing". There are: orchard, garden.',
      '2:7: seed must be an integer from 0 to 9007199254740991, not the text "x".',
      "3:10: repeats must be an integer from 1 to 1000000, not 0."
    ]
  },
  "a text of another kind": {
    text: "title: [\n",
    faults: [
      "2:1: This is no study file, which is YAML and says simulation: and the name of one. Flow sequence in block collection must be sufficiently indented and end with a ]."
    ]
  },
  "a file of another program": {
    text: '{ "name": "thing", "version": 3, "license": "MIT" }\n',
    faults: ["1:1: The study does not name a simulation. There are: orchard, garden."]
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
    faults: ["1:1: The aliases of this file stand for more than 1000000 values."]
  },
  "ten thousand brackets": {
    text: `simulation: ${"[".repeat(10_000)}`,
    faults: ["1:1: The values are nested too deeply."]
  },
  "a list as a key": { text: orchard("? [a]", ": 1"), faults: ["3:3: A key must be plain text."] },

  "large numbers are told as they are written": {
    text: "simulation: orchard\nseed: 1e20\nbase: { trees: 9007199254740995, years: 0x20000000000001 }\n",
    faults: [
      "2:7: seed must be an integer from 0 to 9007199254740991, not 1e20.",
      "3:16: trees must be an integer, not 9007199254740995.",
      "3:41: years must be an integer, not 0x20000000000001."
    ]
  },
  "what cannot be merged": {
    text: "simulation: orchard\nbase: { <<: 3, trees: 1 }\n",
    faults: ["2:13: << merges a map or a list of maps, such as <<: *name."]
  },
  "a parameter without a default, by default": {
    text: orchard("sweep: [{ list: [{ trees: ~ }, { years: ~, water: x }] }]"),
    faults: [
      "3:27: trees has no default: give it a value.",
      '3:51: water must be a number, not the text "x".'
    ]
  },
  "values of base that a sweep takes over": {
    text: "simulation: orchard\nbase: { trees: three, soil: 3, soil.depth: 1, years: 0 }\nsweep: [{ grid: { trees: [1, 2], years: [3] } }]\n",
    faults: [
      '2:16: trees must be a number, not the text "three".',
      "2:29: soil must be a map, not 3.",
      "2:54: years must be a value between 1 and 100, not 0."
    ]
  },
  "a parameter of a base that another variant has, taken over": {
    text: "simulation: garden\nbase: { kind: lawn, area: 2, depth: x }\nsweep: [{ grid: { kind: [pond], depth: [1] } }]\n",
    faults: [
      "2:21: pond has no area: leave it out, or take kind lawn.",
      '2:37: depth must be a number, not the text "x".'
    ]
  },

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
    faults: ["3:9: trees has no default: give it a value."]
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
      "6:23: lawn has no depth: leave it out, or take kind pond.",
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
      "3:7: seed must be an integer from 0 to 9007199254740991, not 9007199254740993.",
      "4:10: repeats must be an integer from 1 to 1000000, not 1.5."
    ]
  },
  "two studies of one name": {
    text: `${orchard()}---\n${orchard("name: s")}---\n${orchard("name: t")}`,
    faults: ["6:7: Another study of this file is named s, at s.yaml:1:1: give each a name."]
  }
}

check(cases)

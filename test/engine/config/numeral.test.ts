import { spawnSync } from "node:child_process"
import t from "tap"
import { inYaml } from "../../../src/engine/config/numeral.ts"

const values = [
  1e-7,
  -1e-7,
  1.5e-7,
  1e21,
  -2.5e300,
  5e-324,
  0,
  10,
  0.001,
  "1e-7",
  'a "1e-7" \\ 2e5',
  { rate: [1e-9] }
]

t.test("the same values, each number with a point where it has an exponent; texts as they are", async (t) => {
  const text = inYaml(JSON.stringify(values))
  t.equal(
    text,
    '[1.0e-7,-1.0e-7,1.5e-7,1.0e+21,-2.5e+300,5.0e-324,0,10,0.001,"1e-7","a \\"1e-7\\" \\\\ 2e5",{"rate":[1.0e-9]}]'
  )
  t.strictSame(JSON.parse(text), values)
  t.equal(inYaml(text), text, "once is enough")
})

const python = spawnSync("python3", ["-c", "import yaml"]).status === 0

t.test("PyYAML reads them", { skip: !python && "no python3 with yaml" }, async (t) => {
  const script = "import json, sys, yaml; print(json.dumps(yaml.safe_load(sys.stdin.read())))"
  const { stdout } = spawnSync("python3", ["-c", script], {
    input: inYaml(JSON.stringify(values)),
    encoding: "utf8"
  })
  t.strictSame(JSON.parse(stdout), values)
})

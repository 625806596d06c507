/** Arrays of NumPy, both ways. */
import { execFileSync, spawnSync } from "node:child_process"
import { writeFileSync } from "node:fs"
import { delimiter, join } from "node:path"
import t from "tap"
import * as Npy from "../../../src/interface/export/npy.ts"
import { newFolder } from "../../support/engine.ts"

const whole = (chunks: Iterable<Uint8Array>) => Buffer.concat([...chunks])

t.test("what is written is read", async (t) => {
  for (const shape of [[3], [2, 3], [400, 500]]) {
    const values = Float64Array.from({ length: shape.reduce((a, b) => a * b) }, (_, k) => Math.sin(k) / 3)
    const bytes = whole(Npy.encoded({ shape, values }))
    t.equal((bytes.length - values.byteLength) % 64, 0)
    t.strictSame(Npy.decoded(bytes), { shape, values })
  }
})

t.test("other types and orders, and what is none", async (t) => {
  const file = (header: string, numbers: Uint8Array) =>
    Buffer.concat([
      Buffer.from([0x93, ...Buffer.from("NUMPY"), 2, 0, header.length, 0, 0, 0]),
      Buffer.from(header),
      numbers
    ])
  const header = (descr: string, order: string) =>
    `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': (2, 3), }`
  const columns = file(header("<i2", "True"), new Uint8Array(Int16Array.from([1, 4, 2, 5, 3, -6]).buffer))
  t.strictSame(Npy.decoded(columns).values, Float64Array.from([1, 2, 3, 4, 5, -6]))
  const big = Buffer.alloc(24)
  for (let k = 0; k < 6; k++) big.writeFloatBE(k / 2, 4 * k)
  t.strictSame(
    Npy.decoded(file(header(">f4", "False"), big)).values,
    Float64Array.from([0, 0.5, 1, 1.5, 2, 2.5])
  )
  t.throws(() => Npy.decoded(file(header("<c16", "False"), big)), /type c16/)
  t.throws(() => Npy.decoded(file(header(">f8", "False"), big)), /ends before the last of its 6 numbers/)
  t.throws(() => Npy.decoded(Buffer.from("P,Q\n1,2\n1,2\n")), /no array of NumPy/)
})

const interpreter = ["python3", ...(process.env.SKEIN_PYTHON ?? "").split(delimiter)]
  .filter((path) => path !== "")
  .find((path) => spawnSync(path, ["-c", "import numpy"]).status === 0)

t.test(
  "NumPy reads what is written",
  { skip: interpreter === undefined && "no interpreter, python3 or of SKEIN_PYTHON, has numpy" },
  async (t) => {
    const folder = newFolder()
    const K = { shape: [2, 3], values: Float64Array.from([1, 2, 3, 4, 5, 0.1]) }
    const [one, both] = [join(folder, "k.npy"), join(folder, "k.npz")]
    writeFileSync(one, whole(Npy.encoded(K)))
    writeFileSync(both, whole(Npy.archived({ K, row: { shape: [2], values: K.values.subarray(0, 2) } })))
    const program = `
import numpy as np
z = np.load("${both}")
print(np.load("${one}").tolist(), z["K"].tolist(), z["row"].tolist(), z["K"].dtype)`
    const said = execFileSync(interpreter!, ["-c", program], { encoding: "utf8" })
    t.equal(
      said.trim(),
      "[[1.0, 2.0, 3.0], [4.0, 5.0, 0.1]] [[1.0, 2.0, 3.0], [4.0, 5.0, 0.1]] [1.0, 2.0] float64"
    )
  }
)

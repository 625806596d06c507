import fc from "fast-check"
import t from "tap"
import * as Cubature from "../../../../src/domain/field/action/cubature.ts"
import * as Legendre from "../../../../src/domain/field/legendre.ts"

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)

t.test("Kronrod's rule is exact to degree 22, and its lesser rule is that of Gauss", async (t) => {
  const { nodes, kronrod, gauss } = Cubature.rule
  for (let degree = 0; degree <= 22; degree++) {
    const expected = degree % 2 === 0 ? 2 / (degree + 1) : 0
    t.ok(
      Math.abs(sum(kronrod.map((w, i) => w * nodes[i] ** degree)) - expected) < 3e-16 * 15,
      `degree ${degree}`
    )
  }
  const seven = Legendre.rule(7)
  const inner = [...nodes.keys()].filter((i) => gauss[i] !== 0)
  t.equal(inner.length, 7)
  for (const [k, i] of inner.entries()) {
    t.ok(Math.abs(Math.abs(nodes[i]) - Math.abs(seven.nodes[k])) < 1e-15)
    t.ok(Math.abs(gauss[i] - seven.weights[k]) < 1e-15)
  }
})

const unit = (d: number): ReadonlyArray<Cubature.Cell> => [
  { region: 0, low: new Array(d).fill(0), high: new Array(d).fill(1) }
]

t.test(
  "errors are bounds: kinks and peaks, one to three dimensions, several components at once",
  async (t) => {
    const cases: ReadonlyArray<readonly [number, (x: Float64Array) => number, number]> = [
      [1, ([x]) => Math.abs(x - 1 / 3), (1 / 9 + 4 / 9) / 2],
      [1, ([x]) => 1e-3 / (x * x + 1e-6), Math.atan(1000)],
      [2, ([x, y]) => Math.abs(x - y) ** 3, 1 / 10],
      [3, ([x, y, z]) => Math.exp(x + y - z), (Math.E - 1) ** 2 * (1 - 1 / Math.E)]
    ]
    for (const [d, f, expected] of cases) {
      const { values, errors, relative } = Cubature.integrate(
        (_, x, out) => {
          out[0] = f(x)
          out[1] = 1
        },
        2,
        unit(d)
      )
      t.ok(relative <= 1e-9)
      t.ok(Math.abs(values[0] - expected) <= errors[0] + 1e-15, `${values[0]} for ${expected}`)
      t.ok(Math.abs(values[1] - 1) < 1e-14)
    }
  }
)

t.test("where nodes run out, the error says how far it got", async (t) => {
  const { values, errors, relative } = Cubature.integrate(
    (_, [x], out) => {
      out[0] = Math.abs(x - Math.SQRT1_2) ** -0.5
    },
    1,
    unit(1),
    { most: 200 }
  )
  const expected = 2 * (Math.sqrt(Math.SQRT1_2) + Math.sqrt(1 - Math.SQRT1_2))
  t.ok(relative > 1e-9)
  t.ok(Math.abs(values[0] - expected) < errors[0] && errors[0] < expected)
})

t.test("polynomials of degree 13 in each variable are met by one cell", async () => {
  fc.assert(
    fc.property(fc.tuple(fc.nat(13), fc.nat(13)), ([p, q]) => {
      const { values, cells } = Cubature.integrate(
        (_, [x, y], out) => {
          out[0] = x ** p * y ** q
        },
        1,
        unit(2)
      )
      return cells.length === 1 && Math.abs(values[0] * (p + 1) * (q + 1) - 1) < 1e-13
    })
  )
})

t.test("an integrand that is not finite is refused", async (t) => {
  t.throws(
    () =>
      Cubature.integrate(
        (_, _x, out) => {
          out[0] = Number.NaN
        },
        1,
        unit(1)
      ),
    /not finite/
  )
})

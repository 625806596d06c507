import fc from "fast-check"
import t from "tap"
import * as Residue from "../../../src/domain/invariant/residue.ts"

const prime = 67108859

t.test("reduction keeps the class and lands in the middle", async () => {
  const bound = 2 ** 53 - 1
  fc.assert(
    fc.property(fc.integer({ min: -bound, max: bound }), (x) => {
      const r = Residue.reduce(x, prime, 1 / prime)
      return (BigInt(x) - BigInt(r)) % BigInt(prime) === 0n && Math.abs(r) <= prime / 2 + 2
    }),
    { seed: 1, numRuns: 5000 }
  )
})

t.test("inverses and powers", async (t) => {
  for (const a of [1, -1, 2, 12345, prime - 1]) {
    const inverse = Residue.invert(a, prime)
    t.equal(Residue.reduce(a * inverse, prime, 1 / prime), 1)
    t.equal(Residue.power(a, prime - 1, prime), 1, "Fermat")
    t.equal(Residue.power(a, prime - 2, prime), inverse)
  }
  t.throws(() => Residue.invert(prime, prime), RangeError)
})

t.test("primes", async (t) => {
  const small = Array.from({ length: 50 }, (_, n) => n).filter(Residue.isPrime)
  t.strictSame(small, [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47])
  t.ok(Residue.isPrime(prime))
  t.strictSame(
    [5, 3, 1].filter((k) => Residue.isPrime(2 ** 26 - k)),
    [5],
    "2^26 - 5 is the largest prime below 2^26"
  )
  for (const p of Residue.primes(97, 5)) t.ok(Residue.isPrime(p) && p % 97 === 1 && p < 2 ** 26)
  t.throws(() => Residue.primes(2 ** 25, 5), RangeError)
})

t.test("Chinese remainders give back integers of either sign", async () => {
  const moduli = Residue.coprimes(3)
  const half = moduli.reduce((product, m) => product * BigInt(m), 1n) / 2n
  const integers = fc.array(fc.bigInt({ min: -half, max: half }), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(integers, (xs) => {
      const residues = moduli.map((m) => xs.map((x) => Number(x % BigInt(m))))
      return Residue.lift(residues, moduli).every((x, k) => x === xs[k])
    }),
    { seed: 1, numRuns: 500 }
  )
})

t.test("signs of integers, small ones beside large ones, without the integers", async () => {
  const moduli = Residue.primes(2, 4)
  const half = moduli.reduce((product, m) => product * BigInt(m), 1n) / 2n
  const large = fc.bigInt({ min: -half, max: half })
  const integers = fc.array(fc.oneof(large, fc.bigInt({ min: -2n, max: 2n })), { minLength: 1 })
  fc.assert(
    fc.property(integers, (xs) => {
      const residues = moduli.map((m) => xs.map((x) => Number(x % BigInt(m))))
      return Residue.signs(residues, moduli).every(
        (sign, k) => sign === (xs[k] > 0n ? 1 : xs[k] < 0n ? -1 : 0)
      )
    }),
    { seed: 1, numRuns: 500 }
  )
})

t.test("one modulus gives back integers up to its half", async () => {
  const modulus = 2 ** 51 - 1
  const half = (modulus - 1) / 2
  const integers = fc.array(fc.integer({ min: -half, max: half }), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(integers, (xs) =>
      [0, modulus, -modulus].every((by) =>
        Residue.lift([xs.map((x) => x + by)], [modulus]).every((x, k) => x === BigInt(xs[k]))
      )
    ),
    { seed: 19 }
  )
})

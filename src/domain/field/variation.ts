/**
 * How C = E[s(z_1) s(z_2)] varies with the covariances q11, q22, q12 of z_1 and z_2, to second order. By Price's theorem
 *
 *     dC/dq12 = E[s' s'],   dC/dq11 = E[s'' s] / 2,   dC/dq22 = E[s s''] / 2
 *
 * and so on for the second derivatives; that by q11 and q22 is a quarter of that by q12 twice.
 *
 * Source: Price, A useful theorem for nonlinear devices having Gaussian inputs, IRE Transactions on Information Theory 4,
 * 1958.
 */
import * as Interruption from "../interruption.ts"
import { Uncomputable } from "../uncomputable.ts"

/** The derivatives of C by the covariances that are named. */
export interface Variation {
  readonly q11: number
  readonly q22: number
  readonly q12: number
  readonly q11q11: number
  readonly q22q22: number
  readonly q12q12: number
  readonly q11q12: number
  readonly q22q12: number
}

/** All as functions of q11, q22 and q12. */
export type Of = (q11: number, q22: number, q12: number) => Variation

/** Lattices that are tried, each of half the step of the one before. */
const refinements = 7

const tolerance = 1e-12

/**
 * Of an activation that is analytic about the real axis, by the trapezoid rule in two dimensions: steps are halved until
 * nothing changes by more than 1e-12 of the largest derivative.
 *
 * @param derivatives s, s', s'', s''' and s'''' at z
 * @throws RangeError where the rule does not settle: standard deviations of z beyond some 50
 *
 * Cost: 4e3 to 1e6 pairs of values.
 */
export const analytic =
  (derivatives: (z: number) => ReadonlyArray<number>): Of =>
  (q11, q22, q12) => {
    const along = q11 === 0 ? 0 : q12 / Math.sqrt(q11)
    const across = Math.sqrt(Math.max(0, q22 - along * along))
    const reach = 9.5
    const sums = (h: number): Float64Array => {
      const total = new Float64Array(8)
      const end = Math.floor(reach / h)
      for (let i = -end; i <= end; i++) {
        Interruption.look()
        const u = derivatives(Math.sqrt(q11) * h * i)
        for (let j = -end; j <= end; j++) {
          const square = (h * i) ** 2 + (h * j) ** 2
          if (square > reach ** 2) continue
          const v = derivatives(along * h * i + across * h * j)
          const weight = (h * h * Math.exp(-square / 2)) / (2 * Math.PI)
          total[0] += (weight / 2) * u[2] * v[0]
          total[1] += (weight / 2) * u[0] * v[2]
          total[2] += weight * u[1] * v[1]
          total[3] += (weight / 4) * u[4] * v[0]
          total[4] += (weight / 4) * u[0] * v[4]
          total[5] += weight * u[2] * v[2]
          total[6] += (weight / 2) * u[3] * v[1]
          total[7] += (weight / 2) * u[1] * v[3]
        }
      }
      return total
    }
    let before = sums(1 / 2)
    for (let halved = 1; halved < refinements; halved++) {
      const now = sums(2 ** -(halved + 1))
      const size = Math.max(...now.map(Math.abs))
      if (now.every((value, k) => Math.abs(value - before[k]) <= tolerance * size)) {
        const [by11, by22, by12, by1111, by2222, by1212, by1112, by2212] = now
        return {
          q11: by11,
          q22: by22,
          q12: by12,
          q11q11: by1111,
          q22q22: by2222,
          q12q12: by1212,
          q11q12: by1112,
          q22q12: by2212
        }
      }
      before = now
    }
    throw new Uncomputable(
      `How the kernel varies was not found for variances of ${q11} and ${q22}: the rule did not settle.`
    )
  }

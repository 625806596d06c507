/**
 * What an activation is: everything that is particular to one, so that another is a file beside this one and a line in
 * list.ts. Inputs of neurons z are Gaussian of mean zero, with covariances q.
 */
import type { Closed } from "../action/closed.ts"
import type { Points } from "../inputs.ts"
import type { Preactivation } from "../preactivation.ts"
import type * as Variation from "../variation.ts"

/** All in the order of `Tuples.multisets`. */
export interface Correlators {
  /** G_n. */
  readonly full: Float64Array
  /** kappa_n; for n = 2 the same as G_2. */
  readonly connected: Float64Array
}

/** A network of `depth` hidden layers of `width` neurons. */
export interface Layers extends Preactivation {
  readonly width: number
  readonly depth: number
}

/** One-neuron moments E[s(z_a) s(z_b) ...] of all tuples of inputs. */
export interface Moments {
  /** Why those of `order` > 2 factors cannot be computed, as a sentence; undefined where they can. */
  readonly refusal: (neuron: Preactivation, order: number) => string | undefined
  /**
   * Of 1, 2, ... `order` factors: [n - 1][tuple], in the order of `Tuples.multisets`. Odd n are not to be read: they
   * multiply odd moments of the output weights, which vanish.
   */
  readonly of: (neuron: Preactivation, order: number) => ReadonlyArray<Float64Array>
  /**
   * What the moments of 4 or 6 factors have beyond those of fewer, of all tuples, where the difference of moments would
   * lose digits: 3 M - sum C C, or 15 M - 3 sum M C + 2 sum C C C, the sums over all pairings of the tuple of the cumulants
   * of the products of its pairs.
   */
  readonly cumulants?: (neuron: Preactivation, order: 4 | 6) => Float64Array
}

/** Networks of several hidden layers. */
export interface Deep {
  /** Why there is none of `depth` > 1 layers, as a sentence; absent where there is. */
  readonly refusal?: (depth: number) => string
  /**
   * Whether the recursion of covariances from layer to layer, which is the limit of infinite width, holds at every
   * width on these inputs: where C is linear in the covariances before the layer.
   */
  readonly isExact: (neuron: Preactivation) => boolean
  /** G_n and kappa_n, n = 4 or 6, where {@link isExact}; `K` as `Kernel.matrix` has it. */
  readonly correlators?: (network: Layers, order: 4 | 6, K: Float64Array) => Correlators
  /** How C varies with the covariances of the neurons' inputs; absent where there are no deep networks. */
  readonly variation?: Variation.Of
  /** By how much a layer may enlarge the relative error of covariances, where variances are q; absent: by little. */
  readonly gain?: (q: number) => number
}

/** The inputs that have a name, by their dimension; undefined where there are none. */
export interface Named {
  /** For tests of the Gaussian process. */
  readonly gaussianProcess: (dIn: number) => Points | undefined
  /** For fits of couplings, before the scale. */
  readonly coupling: (dIn: number) => Points | undefined
  /** Small where one constant coupling describes the networks near the origin alone. */
  readonly couplingScale: number
}

/** The effective action. */
export interface Couplings {
  /** Defaults: neurons of the hidden layer, and the L of the box [-L, L]^d, which may be infinite. */
  readonly width: number
  readonly cutoff: number
  /** Integrals over the positions of sites in closed form; undefined where none is known. */
  readonly integrals: (neuron: Preactivation, L: number) => Closed | undefined
  /** Where one point of the kernel goes to infinity: C falls to 0, or to a constant; or grows with its distance. */
  readonly far: "zero" | "constant" | "grows"
  /** Why there are no integrals over the box, as a sentence; absent where there are, by quadrature at least. */
  readonly refusal?: string
}

export interface Activation {
  /** s(z), in f64. `q` is the variance of z, by which an activation may be normalised. */
  readonly value: (z: number, q: number) => number
  /** ln s(z) where it is linear in z: products of values are log-normal, and drawn with tilted weights (tilt.ts). */
  readonly logarithm?: (z: number, q: number) => number
  /**
   * s(z) to the precision of f32, in +, -, *, /, Math.min, max, floor, abs and sqrt, without anything from outside: backends
   * of gpu.js compile its text. Absent where they have text of their own.
   */
  readonly single?: (z: number) => number
  /** s'(z), in f64; at a kink the value on its left. `q` is held fixed: it is no function of the weights. */
  readonly derivative: (z: number, q: number) => number
  /** E[s(z)]. */
  readonly mean: (q: number) => number
  /**
   * C = E[s(z_1) s(z_2)]. `across` is sqrt(q11 q22 - q12^2), where it is known better than the three say it, as they do
   * not where z_1 and z_2 are nearly the same, or opposite.
   */
  readonly covariance: (q11: number, q22: number, q12: number, across?: number) => number
  /** E[s'(z_1) s'(z_2)]; by Price's theorem the derivative of C by q12. */
  readonly derivatives: (q11: number, q22: number, q12: number, across?: number) => number
  /** Why C cannot be computed where variances are as large as q, as a sentence; absent where it always can. */
  readonly refusal?: (q: number) => string | undefined
  /** C of two points in the first layer, where covariances and `across` lose digits that the points have. */
  readonly between?: (neuron: Preactivation, x: ReadonlyArray<number>, y: ReadonlyArray<number>) => number
  readonly moments: Moments
  readonly deep: Deep
  /** Whether s(c z) = c s(z) for all c > 0: without bias no length is singled out. */
  readonly isHomogeneous: boolean
  /** The standard deviation of biases where none is named. */
  readonly biasStd: number
  readonly inputs: Named
  readonly couplings: Couplings
  /** Seconds that backend `simd` takes for a value, beside those that relu takes. */
  readonly seconds: number
}

/** What all estimators of n-point functions are to their user. */
export interface Estimator {
  /** What it looks at: outputs of networks, [point][network], or their last hidden layer, [point][network][neuron]. */
  readonly source: "outputs" | "features"
  /** What has a weight where neurons are drawn by other laws than their own (tilt.ts). */
  readonly weighs: "network" | "neuron"
  /** How many tuples of n inputs there are. */
  readonly tuples: number
  /**
   * Adds networks `from` to `from + count` of a batch of networks.
   *
   * @param weights of the networks, or of their neurons [network][neuron]; absent: 1, and for a block present or absent throughout
   * @throws RangeError if they are not in the batch
   */
  readonly add: (
    values: Float32Array | Float64Array,
    batch: number,
    from: number,
    count: number,
    weights?: Float64Array
  ) => void
  /**
   * What the networks added since the last time say, without bias: G_n of all tuples in the order of
   * `Tuples.multisets`, then kappa_n of all tuples, NaN where it is not estimated. Starts anew.
   */
  readonly take: () => Float64Array
}

/** G_n and kappa_n one after the other. */
export const join = (full: Float64Array, connected: Float64Array): Float64Array => {
  const vector = new Float64Array(2 * full.length)
  vector.set(full)
  vector.set(connected, full.length)
  return vector
}

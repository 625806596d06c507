/**
 * What four networks that learn are made of, a vector for each number: one lane a network. The caller lays out the memory.
 *
 * Points come in two runs, those learned from and those asked, each padded to a multiple of 5 (see second.ts); what is padded
 * has a residual of zero, so that it teaches nothing.
 */

export let activation: i32 = 0
export let dimension: i32 = 0
export let width: i32 = 0
export let biased: bool = false
/** Points learned from, padded; and all points, padded. */
export let learned: i32 = 0
export let points: i32 = 0
export let biasStd: f32 = 0
/** weightStd / sqrt(width). */
export let deepStd: f32 = 0
export let rate: f32 = 0

/** Vectors of a neuron in `parameters`: its weights, bias, output weight; after the last neuron the output bias. */
export let slots: i32 = 0
export let parameters: usize = 0
/** Of the second layer: neuron by neuron `width` weights and the bias. */
export let weights: usize = 0
/** f32 [coordinate][point], times weightStd / sqrt(dimension). */
export let inputs: usize = 0
/** f32 [point]. */
export let targets: usize = 0
/** [point], of those learned from: f less its target. */
export let residuals: usize = 0
/** [point]: f. */
export let outputs: usize = 0
/** [neuron][point] of the first layer, and of one neuron more: its values, and its slopes where `bend` does not know them by the values. */
export let values: usize = 0
export let slopes: usize = 0
/** The same of the second layer. */
export let values2: usize = 0
export let slopes2: usize = 0
/** [neuron][point]: how the loss falls with the value of a neuron of the first layer, where a second stands behind it. */
export let errors: usize = 0
/** [2][point] */
export let scratch: usize = 0
/** Parameters of a neuron that says nothing, all zero: the pair of the last one where their number is odd. */
export let idle: usize = 0

export function configure(
  activation_: i32, dimension_: i32, width_: i32, biased_: bool, learned_: i32, points_: i32,
  biasStd_: f32, deepStd_: f32, rate_: f32
): void {
  activation = activation_
  dimension = dimension_
  width = width_
  biased = biased_
  learned = learned_
  points = points_
  biasStd = biasStd_
  deepStd = deepStd_
  rate = rate_
  slots = dimension + (biased ? 2 : 1)
}

/** The first byte that the module does not use itself. */
export function heap(): usize {
  return __heap_base
}

export function place(
  parameters_: usize, weights_: usize, inputs_: usize, targets_: usize, residuals_: usize, outputs_: usize,
  values_: usize, slopes_: usize, values2_: usize, slopes2_: usize, errors_: usize, scratch_: usize, idle_: usize
): void {
  parameters = parameters_
  weights = weights_
  inputs = inputs_
  targets = targets_
  residuals = residuals_
  outputs = outputs_
  values = values_
  slopes = slopes_
  values2 = values2_
  slopes2 = slopes2_
  errors = errors_
  scratch = scratch_
  idle = idle_
}

/**
 * The neural tangent kernel Theta(x, x') of networks of infinite width: with it gradient descent of small steps moves
 * f(x) by -Theta(x, x') times the derivative of the loss by f(x').
 *
 * In the parametrisation where all parameters are N(0, 1) and the standard deviations are factors,
 *
 *     f(x) = biasStd b + (weightStd / sqrt(N)) sum_j W_j phi_j(x),   phi_j = s(z_j),
 *     z_j = biasStd b_j + (weightStd / sqrt(d)) w_j . x,   and so on between layers,
 *
 * Theta = sum over all parameters p, of every layer, of df(x)/dp df(x')/dp. Parameters of the last layer give K (see
 * kernel.ts), those before go by the chain rule through s':
 *
 *     Theta = biasStd^2 + weightStd^2 x . x' / d                                of a layer's inputs z, before the first
 *     Theta <- K + weightStd^2 E[s'(z) s'(z')] Theta,   K = biasStd^2 + weightStd^2 E[s(z) s(z')]      a hidden layer
 *
 * with z Gaussian of the covariance before the layer. At finite width it is a random number of that mean, up to 1/N.
 * What gauss is normalised by is a number that the inputs fix: no parameter moves it.
 *
 * Source: Jacot, Gabriel, Hongler, Neural tangent kernel, arXiv 1806.07572; Lee et al., Wide neural networks of any depth
 * evolve as linear models under gradient descent, arXiv 1902.06720, in this parametrisation.
 */
import * as Network from "./network.ts"
import * as Kernels from "./wide/kernels.ts"

/**
 * Theta of all pairs of inputs, [a][b] flat. Throws RangeError where the numbers describe no neuron, and where its kernels
 * cannot be computed.
 */
export const matrix = (neuron: Network.Neuron): Float64Array =>
  Kernels.of({ ...neuron, depth: Network.layers(neuron) }).Theta

import * as Reducer from "effect/Reducer"
import type { Sampling } from "../contract.ts"
import * as Paper from "../paper.ts"
import type { Column } from "../table.ts"
import * as Point from "./config.ts"
import { figures } from "./figures.ts"
import type { Tally } from "./kernel.ts"
import kernel from "./kernel.ts"
import { parameters } from "./parameters.ts"
import { rows } from "./rows.ts"
import { isTally } from "./shape.ts"

const point: Readonly<Record<string, Column>> = parameters.columns(
  "activation",
  "dIn",
  "weightStd",
  "biasStd",
  "inputs"
)

const simulation: Sampling<Point.Config, Tally> = {
  kind: "sampling",
  summary: "kernels of infinitely wide networks, NNGP and NTK, layer by layer, and their order and chaos",
  version: 1,
  config: parameters.codec,
  faults: Point.faults,
  smoke: { depth: 3, weightStd: 1.4 },
  tables: {
    kernels: {
      description: "both kernels after each hidden layer, of all pairs of inputs",
      columns: {
        ...point,
        layer: { type: "integer", description: "hidden layers of the network", unit: "layers" },
        a: { type: "integer", description: "an input, from 1", unit: "1" },
        b: { type: "integer", description: "an input that is not before a", unit: "1" },
        pair: { type: "text", description: "two points, or a point with itself", unit: "-" },
        K: { type: "real", description: "covariance of outputs, K(x_a, x_b) (NNGP)", unit: "1" },
        Theta: { type: "real", description: "tangent kernel (NTK), all layers' parameters", unit: "1" },
        correlation: { type: "real", description: "K / sqrt(K(x_a, x_a) K(x_b, x_b))", unit: "1" },
        fixedPoint: { type: "real", description: "where correlations go in deep networks", unit: "1" },
        exact: {
          type: "boolean",
          description: "whether K is the covariance at every width; else it is the limit of infinite width",
          unit: "-"
        }
      }
    },
    phases: {
      description: "where deep kernels go from the first input, and whether small angles shrink or grow",
      columns: {
        ...point,
        phase: {
          type: "text",
          description:
            "ordered, critical or chaotic; null where variances grow without end, or one layer is all",
          unit: "-"
        },
        chiPerpendicular: {
          type: "real",
          description: "weightStd^2 E[s'(z)^2] at the variance: what a layer makes of small angles, squared",
          unit: "1"
        },
        chiParallel: {
          type: "real",
          description: "what a layer makes of small differences of the variance",
          unit: "1"
        },
        variance: { type: "real", description: "fixed point of K(x, x)", unit: "1" },
        correlation: { type: "real", description: "stable fixed point of correlations", unit: "1" },
        chi: { type: "real", description: "what a layer makes of small differences from it", unit: "1" },
        depthScale: {
          type: "real",
          description:
            "-1 / log chi: layers to come e times nearer; null on the edge of chaos, where it has no bound",
          unit: "layers"
        }
      }
    }
  },
  headline: ["layer", "a", "b", "K", "Theta", "correlation"],
  figures,
  papers: [Paper.exponentialExpressivity, Paper.deepInformationPropagation, Paper.tangentKernel],
  reducer: Reducer.make(kernel.combine, kernel.empty),
  replicates: () => 1,
  grain: () => 1,
  cost: Point.cost,
  isTally,
  rows
}

export default simulation

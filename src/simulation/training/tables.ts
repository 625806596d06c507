import type { Column, Tables } from "../table.ts"
import { parameters } from "./parameters.ts"

type Columns = Readonly<Record<string, Column>>

const point: Columns = parameters.columns("activation", "depth", "weightStd", "biasStd", "learningRate")

const instant: Columns = {
  step: { type: "integer", description: "steps of gradient descent done", unit: "steps" },
  time: { type: "real", description: "learningRate times step: the time of gradient flow", unit: "1" },
  phase: {
    type: "text",
    description:
      "start, end, or middle: the time whose step is nearest to the root of all steps; none for others",
    unit: "-"
  }
}

const networks: Column = { type: "integer", description: "networks of this width", unit: "networks" }

const ensemble: Columns = {
  ...point,
  width: { type: "integer", description: "neurons in a hidden layer, N", unit: "neurons" },
  networks,
  ...instant
}

const valued = (name: string, description: string): Columns => ({
  [name]: { type: "real", description, unit: "1", standardError: `${name}StandardError` },
  [`${name}StandardError`]: {
    type: "real",
    description: `standard error of ${name}, from blocks of networks`,
    unit: "1"
  }
})

const beside = (name: string, description: string, deviation = ""): Columns => ({
  ...valued(name, description),
  [`${name}Theory`]: {
    type: "real",
    description: `${name} at infinite width after so many steps of gradient descent`,
    unit: "1"
  },
  [`${name}Flow`]: { type: "real", description: `${name} at infinite width by gradient flow`, unit: "1" },
  ...valued(`${name}Deviation`, `${name} less ${name}Theory${deviation}`)
})

const paired = ", each network beside its linear model: the noise of both cancels"
const pairedWhereExact = `${paired}; two layers: the plain difference`
const tuple: Column = { type: "text", description: "points asked, numbered from 1", unit: "-" }

export const tables: Tables = {
  learning: {
    description: "how ensembles learn: their loss, and how far they are from Gaussian",
    columns: {
      ...ensemble,
      ...beside("loss", "mean of half the sum of squared errors"),
      ...valued(
        "excess",
        "over the points asked, mean of kappa4(xxxx) over mean of 3 cov(x, x)^2, cov that of infinite width: 0 for a Gaussian process"
      ),
      ...valued(
        "ownExcess",
        "the same with the variances of the networks; its error is that of kappa4 alone"
      ),
      ...valued(
        "excessLinear",
        "excess of networks that move from their own start by the tangent kernel of infinite width"
      ),
      diverged: {
        type: "real",
        description: "share of networks with an output that is not finite; all means are then null",
        unit: "1"
      }
    }
  },
  functions: {
    description: "the 1-point function and the variance, point by point",
    columns: {
      ...ensemble,
      isWidest: { type: "boolean", description: "whether no wider networks were asked for", unit: "-" },
      role: { type: "text", description: "learned: the point has a target; asked: it has none", unit: "-" },
      point: { type: "text", description: "coordinates of the point", unit: "-" },
      x: { type: "real", description: "its first coordinate", unit: "1" },
      target: { type: "real", description: "what is to be learned there", unit: "1" },
      ...beside("mean", "E f(x), the 1-point function", paired),
      meanZ: { type: "real", description: "(mean - meanTheory) / meanStandardError", unit: "1" },
      low: { type: "real", description: "mean less one standard deviation over networks", unit: "1" },
      high: { type: "real", description: "mean and one standard deviation over networks", unit: "1" },
      theoryLow: { type: "real", description: "low at infinite width", unit: "1" },
      theoryHigh: { type: "real", description: "high at infinite width", unit: "1" },
      ...beside("variance", "variance of f(x) over networks", pairedWhereExact)
    }
  },
  pairs: {
    description: "the connected 2-point function at the points asked",
    columns: {
      ...ensemble,
      tuple,
      ...beside("covariance", "E f(x) f(x') - E f(x) E f(x')", pairedWhereExact)
    }
  },
  connected: {
    description: "the connected 4-point function at the points asked",
    columns: {
      ...ensemble,
      tuple,
      ...valued("connected", "kappa4 of the four points"),
      ...valued(
        "connectedLinear",
        "the same of networks that move from their own start by the tangent kernel of infinite width"
      )
    }
  },
  limit: {
    description: "deviations from infinite width as series in N^-power, fitted to the four widest",
    columns: {
      ...point,
      widths: {
        type: "text",
        description: "neurons in a hidden layer of the ensembles that are fitted",
        unit: "neurons"
      },
      networks,
      ...instant,
      quantity: {
        type: "text",
        description:
          "what deviates: mean or variance at a point, loss, or excess, which is 0 at infinite width",
        unit: "-"
      },
      point: { type: "text", description: "coordinates of the point; none for loss and excess", unit: "-" },
      power: {
        type: "real",
        description:
          "1; or 1/2 for relu that has learned, some of whose neurons have changed sides at a point, a share of N^-1/2",
        unit: "1"
      },
      first: {
        type: "real",
        description: "c1 of c1 N^-power + c2 N^-2power",
        unit: "1",
        standardError: "firstStandardError"
      },
      firstStandardError: { type: "real", description: "standard error of first", unit: "1" },
      second: {
        type: "real",
        description: "c2; with fewer than three widths there is none",
        unit: "1",
        standardError: "secondStandardError"
      },
      secondStandardError: { type: "real", description: "standard error of second", unit: "1" },
      chiSquared: {
        type: "real",
        description: "squared distances from the series, in standard errors",
        unit: "1"
      },
      freedom: { type: "integer", description: "widths less coefficients", unit: "1" },
      left: {
        type: "real",
        description:
          "c0 of a series that has one: what is left at infinite width, from three widths on; 0 is due",
        unit: "1",
        standardError: "leftStandardError"
      },
      leftStandardError: { type: "real", description: "standard error of left", unit: "1" },
      zScore: { type: "real", description: "left / leftStandardError", unit: "1" },
      tenth: {
        type: "real",
        description:
          "of excess: the width from which on ownExcess is below 0.1, so that networks are nearly Gaussian, between those measured; none where it is at all of them, or at none",
        unit: "neurons"
      }
    }
  }
}

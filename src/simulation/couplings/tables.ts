/** The result tables: every column, its unit, and its standard error. */

import * as Coupling from "../../domain/field/action/coupling.ts"
import * as Caution from "../caution.ts"
import type { Column, Table } from "../table.ts"
import { parameters } from "./parameters.ts"

const real = (description: string, standardError?: string): Column => ({
  type: "real",
  description,
  unit: "1",
  ...(standardError === undefined ? {} : { standardError })
})

const integer = (description: string, unit = "1"): Column => ({ type: "integer", description, unit })
const text = (description: string): Column => ({ type: "text", description, unit: "-" })

const point: Readonly<Record<string, Column>> = {
  ...parameters.columns("activation", "width", "dIn", "weightStd", "biasStd", "inputs"),
  cutoff: { ...parameters.column("cutoff"), type: "real" },
  ...parameters.columns("inputScale", "source", "nets"),
  repeats: integer("independent repetitions of the experiment"),
  ...parameters.columns("rankTolerance", "average")
}

const convention: Column = { ...text("sign of the couplings"), words: Coupling.conventions }

/** What errors are worth: with few blocks, Student's t of one degree of freedom less stands for the normal distribution. */
const blocks = (what: string) =>
  integer(
    `blocks of networks that standard errors are from: ${what}; degrees of freedom, and one; 0: nothing drawn`
  )
const solved = blocks("each is left out, everything solved anew (jackknife)")
const averaged = blocks("their scatter")

const doubts = (order: number): Readonly<Record<"effective" | "caution", Column>> => ({
  effective: real(
    `networks that count for the ${order}-point function: so many of an exponential law have a mean that is as skewed`
  ),
  caution: {
    ...text(
      "what there is against the standard errors, in a word; null where there is nothing, or nothing is drawn"
    ),
    words: Caution.words
  }
})

export const tables: Readonly<Record<"couplings" | "lambda" | "sixPoint" | "kappa", Table>> = {
  couplings: {
    description: "couplings that models M0 to M3 fit to kappa4, and how well they predict kappa4",
    columns: {
      ...point,
      model: text("M0: none, M1: lambda0, M2: and lambda2 |x|^2, M3: and the non-local lambdaNL"),
      convention,
      lambda0: real("constant part of lambda(x)", "lambda0StandardError"),
      lambda0StandardError: real("standard error of lambda0, from blocks of networks"),
      lambda2: real("coefficient of |x|^2 in lambda(x)", "lambda2StandardError"),
      lambda2StandardError: real("standard error of lambda2, from blocks of networks"),
      lambdaNL: real("coupling of the double integral of f(x)^2 f(y)^2", "lambdaNLStandardError"),
      lambdaNLStandardError: real("standard error of lambdaNL, from blocks of networks"),
      publishedLambda0: real("lambda0 in the paper's table, where this is one of its points"),
      publishedLambda2: real("lambda2 in the paper's table"),
      publishedLambdaNL: real("lambdaNL in the paper's table"),
      rank: integer("rank of the fit; below parameters, only the couplings of least norm are given"),
      parameters: integer("couplings that are fitted"),
      condition: real("largest over smallest singular value of the fit"),
      tensorMean: real(
        "mean over tuples of lambda = kappa4 / (24 integral of K_W^4)",
        "tensorMeanStandardError"
      ),
      tensorMeanStandardError: real("standard error of tensorMean, from blocks of networks"),
      tensorSpread: real("standard deviation of that lambda over tuples"),
      blocks: solved,
      test: text(
        "what kappa4 is predicted: fit: that of the fit itself; on the test inputs: same networks, independent networks, exact"
      ),
      mape: { type: "real", description: "mean |A - P| / |A|", unit: "%" },
      mse: real("mean (A - P)^2"),
      residual: real("root of the mean (A - P)^2 over the mean A^2"),
      publishedMape: {
        type: "real",
        description: "mape in the paper's table, where the average is its: over ordered tuples",
        unit: "%"
      },
      publishedMse: real("mse in the paper's table, where the average is its: over ordered tuples"),
      integrals: text("how the integrals are done: closed form or quadrature"),
      quadratureError: real("bound of the integrals' relative error"),
      ...doubts(4)
    }
  },
  lambda: {
    description: "lambda as a tensor: what a constant lambda would have to be for each tuple of inputs",
    columns: {
      ...point,
      tuple: text("inputs of the 4-point function, numbered from 1"),
      convention,
      kappa4: real("connected 4-point function", "kappa4StandardError"),
      kappa4StandardError: real("standard error of kappa4, from blocks of networks"),
      integral: real("24 times the integral of K^4: kappa4 for lambda = 1"),
      lambda: real("kappa4 / integral", "lambdaStandardError"),
      lambdaStandardError: real("standard error of lambda"),
      blocks: averaged,
      ...doubts(4)
    }
  },
  sixPoint: {
    description: "6-point functions as the Gaussian process and a constant lambda predict them (order 6)",
    columns: {
      ...point,
      tuple: text("inputs of the 6-point function, numbered from 1"),
      convention,
      lambda: real("lambda0 of M1, from 4-point functions alone", "lambdaStandardError"),
      lambdaStandardError: real("standard error of lambda, from blocks of networks"),
      G6: real("6-point function", "G6StandardError"),
      G6StandardError: real("standard error of G6, from blocks of networks"),
      gp: real("prediction of the Gaussian process"),
      gpAndLambda: real(
        "that and 24 lambda times the 15 integrals of K^4, each with a kernel K",
        "gpAndLambdaStandardError"
      ),
      gpAndLambdaStandardError: real("standard error of gpAndLambda: lambda's"),
      gpShare: real("gp / G6", "gpShareStandardError"),
      gpShareStandardError: real("standard error of gpShare: G6's"),
      gpAndLambdaShare: real("gpAndLambda / G6", "gpAndLambdaShareStandardError"),
      gpAndLambdaShareStandardError: real(
        "standard error of gpAndLambdaShare: lambda's, G6's, and what they have in common"
      ),
      blocks: solved,
      ...doubts(6)
    }
  },
  kappa: {
    description: "the sextic coupling, measured from kappa6 (order 6)",
    columns: {
      ...point,
      method: text("first order: kappa alone; with lambda^2 tree: what lambda contributes is taken out"),
      convention,
      kappa: real("mean over the tuples of the sextic coupling", "kappaStandardError"),
      kappaStandardError: real("standard error of kappa, from blocks of networks; lambda's error is in it"),
      spread: real("standard deviation over the tuples"),
      lambda: real("lambda0 of M1, which the tree is made of", "lambdaStandardError"),
      lambdaStandardError: real("standard error of lambda, from blocks of networks"),
      treeOverKappa6: real(
        "mean over the tuples of the tree's contribution over kappa6; none where kappa6 of a tuple is within five standard errors of 0",
        "treeOverKappa6StandardError"
      ),
      treeOverKappa6StandardError: real("standard error of treeOverKappa6, from blocks of networks"),
      blocks: solved,
      quadratureError: real("bound of the integrals' relative error"),
      ...doubts(6)
    }
  }
}

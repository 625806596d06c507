/**
 * Parameters that names of points were made of before defaults were left out of them (engine/identity.ts): they stay in,
 * whatever their value, so that all that was ever computed keeps its name. Nothing is ever added: a parameter, a variant or
 * a simulation that is not here follows the rule.
 */

/** The parameters of a simulation, or of those of its points that have these values. */
interface Founding {
  readonly of?: Readonly<Record<string, string>>
  /** Their names, with blanks between. */
  readonly parameters: string
}

const founding: Readonly<Record<string, ReadonlyArray<Founding>>> = {
  braids: [{ parameters: "kind letters strands moves count certify unique words" }],
  classifiers: [
    {
      parameters:
        "model width blocks embedding heads positions shared hashes bucket reversible dropout rate warmUp decay clip batch microBatch epochs patience turn apart generator letters fewestLetters strands moves train trainLetters validation test dataSeed"
    }
  ],
  correlators: [
    {
      parameters: "activation width depth dIn nets weightStd biasStd inputs order estimator"
    }
  ],
  couplings: [
    {
      parameters:
        "activation width dIn weightStd biasStd cutoff inputs inputScale testScale order source nets rankTolerance"
    }
  ],
  flow: [{ parameters: "activation width dIn weightStd biasStd inputs cutoffs lines" }],
  moments: [{ parameters: "a lambda highest order" }],
  unknotters: [
    {
      of: { agent: "random-walk" },
      parameters: "agent letters scramble actions moves evaluate words tries"
    },
    {
      of: { agent: "greedy" },
      parameters: "agent letters scramble actions moves evaluate words tries"
    },
    {
      of: { agent: "best-first" },
      parameters: "agent letters scramble actions moves evaluate words tries nodes"
    },
    {
      of: { agent: "a3c" },
      parameters:
        "agent letters scramble actions moves evaluate words tries steps actors games pool shortest curriculum encoding odds hidden gamma entropy rate order horizon unit alpha epsilon clip"
    },
    {
      of: { agent: "trpo" },
      parameters:
        "agent letters scramble actions moves evaluate words tries steps actors games pool shortest curriculum encoding odds hidden batch lambda valueEpochs valueRate gamma entropy delta damping iterations"
    },
    {
      of: { agent: "ppo" },
      parameters:
        "agent letters scramble actions moves evaluate words tries steps actors games pool shortest curriculum encoding odds hidden batch lambda valueEpochs valueRate gamma entropy rate ratio epochs minibatch mostDivergence"
    },
    {
      of: { agent: "guided" },
      parameters:
        "agent letters scramble actions moves evaluate words tries steps actors games pool shortest curriculum encoding odds hidden batch lambda valueEpochs valueRate gamma entropy delta damping iterations nodes routes"
    }
  ]
}

const none: ReadonlySet<string> = new Set()

const sets = new Map(
  Object.entries(founding).map(([simulation, all]) => [
    simulation,
    all.map(({ of = {}, parameters }) => ({
      of: Object.entries(of),
      parameters: new Set(parameters.split(" "))
    }))
  ])
)

/** Of the parameters of a config, those that always name its point. */
export const of = (simulation: string, config: Readonly<Record<string, unknown>>): ReadonlySet<string> =>
  sets.get(simulation)?.find(({ of }) => of.every(([name, value]) => config[name] === value))?.parameters ??
  none

/** The papers that simulations are after: cited with results, on reports and in archives. */

export interface Paper {
  readonly title: string
  readonly authors: ReadonlyArray<{ readonly given: string; readonly family: string }>
  readonly year: number
  /** `2008.08601`. */
  readonly arxiv: string
}

export const networksAndFields: Paper = {
  title: "Neural Networks and Quantum Field Theory",
  authors: [
    { given: "James", family: "Halverson" },
    { given: "Anindita", family: "Maiti" },
    { given: "Keegan", family: "Stoner" }
  ],
  year: 2020,
  arxiv: "2008.08601"
}

export const learningToUnknot: Paper = {
  title: "Learning to Unknot",
  authors: [
    { given: "Sergei", family: "Gukov" },
    { given: "James", family: "Halverson" },
    { given: "Fabian", family: "Ruehle" },
    { given: "Piotr", family: "Sułkowski" }
  ],
  year: 2020,
  arxiv: "2010.16263"
}

export const symmetryViaDuality: Paper = {
  title: "Symmetry-via-Duality: Invariant Neural Network Densities from Parameter-Space Correlators",
  authors: [
    { given: "Anindita", family: "Maiti" },
    { given: "Keegan", family: "Stoner" },
    { given: "James", family: "Halverson" }
  ],
  year: 2021,
  arxiv: "2106.00694"
}

export const tangentKernel: Paper = {
  title: "Neural Tangent Kernel: Convergence and Generalization in Neural Networks",
  authors: [
    { given: "Arthur", family: "Jacot" },
    { given: "Franck", family: "Gabriel" },
    { given: "Clément", family: "Hongler" }
  ],
  year: 2018,
  arxiv: "1806.07572"
}

export const exponentialExpressivity: Paper = {
  title: "Exponential expressivity in deep neural networks through transient chaos",
  authors: [
    { given: "Ben", family: "Poole" },
    { given: "Subhaneil", family: "Lahiri" },
    { given: "Maithra", family: "Raghu" },
    { given: "Jascha", family: "Sohl-Dickstein" },
    { given: "Surya", family: "Ganguli" }
  ],
  year: 2016,
  arxiv: "1606.05340"
}

export const deepInformationPropagation: Paper = {
  title: "Deep Information Propagation",
  authors: [
    { given: "Samuel S.", family: "Schoenholz" },
    { given: "Justin", family: "Gilmer" },
    { given: "Surya", family: "Ganguli" },
    { given: "Jascha", family: "Sohl-Dickstein" }
  ],
  year: 2016,
  arxiv: "1611.01232"
}

/** Sources that disagree about which of two mirror images a name stands for. */
export const chiralities = ["knotinfo", "knotatlas"] as const

export type Chirality = (typeof chiralities)[number]

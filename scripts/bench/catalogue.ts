/** The programs of the bench by name: each is scripts/bench/NAME.ts, which can be run by itself. */
export interface Program {
  readonly about: string
  readonly full: ReadonlyArray<string>
  /** To see that it works; its figures say little. */
  readonly quick: ReadonlyArray<string>
}

export const programs: Readonly<Record<string, Program>> = {
  engine: {
    about: "what the engine itself costs",
    full: ["--repeats", "7"],
    quick: ["--repeats", "1"]
  },
  fleet: {
    about: "what a task costs on other machines",
    full: ["--repeats", "3"],
    quick: ["--repeats", "1", "--empty", "200", "--seconds", "1", "--working", "5", "--tasks", "1000,5000"]
  },
  memory: {
    about: "peak memory by number of networks",
    full: ["--repeats", "3"],
    quick: ["--repeats", "1", "--networks", "10000,100000"]
  },
  sampling: {
    about: "drawing and evaluating random networks",
    full: ["--repeats", "9"],
    quick: ["--repeats", "2"]
  },
  estimators: {
    about: "time to 1 % of kappa4",
    full: ["--repeats", "7"],
    quick: ["--repeats", "2"]
  },
  kernels: {
    about: "kernels of infinite width",
    full: ["--repeats", "15"],
    quick: ["--repeats", "2", "--points", "200"]
  },
  descent: {
    about: "random networks that learn",
    full: ["--repeats", "7"],
    quick: ["--repeats", "1", "--steps", "5"]
  },
  braid: {
    about: "random knots and unknots",
    full: ["1", "5"],
    quick: ["0.2", "2"]
  },
  invariant: {
    about: "polynomials and names of knots",
    full: ["7"],
    quick: ["2"]
  },
  grid: {
    about: "unknots told by rectangular diagrams and by the knot's group",
    full: ["--repeats", "7"],
    quick: ["--repeats", "2", "--keys", "2"]
  },
  knots: {
    about: "knots as people bring them: by width, as diagrams, ten thousand at once",
    full: ["--repeats", "5"],
    quick: ["--repeats", "1", "--knots", "300"]
  },
  training: {
    about: "a training step of a transformer",
    full: ["--rounds", "9"],
    quick: ["--rounds", "2", "--sizes", "small"]
  },
  attention: {
    about: "attention by hashing against full attention",
    full: ["--repeats", "9"],
    quick: ["512", "--repeats", "2"]
  },
  environment: {
    about: "the unknotting game",
    full: ["--rounds", "7"],
    quick: ["--rounds", "2"]
  },
  a3c: {
    about: "asynchronous actor-critic, and the game alone",
    full: ["--seconds", "3", "--repeats", "7"],
    quick: ["--seconds", "0.5", "--repeats", "2"]
  },
  "trust-region": {
    about: "an update in the trust region",
    full: ["--repeats", "7"],
    quick: ["--repeats", "2"]
  },
  start: {
    about: "commands that have next to nothing to do",
    full: ["--repeats", "21"],
    quick: ["--repeats", "2"]
  }
}

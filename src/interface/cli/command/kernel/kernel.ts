/** `skein kernel`: both kernels of networks of infinite width at any points, without drawing a network. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as CliFlag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Activation from "../../../../domain/field/activation/list.ts"
import { plural } from "../../../../drawing/text.ts"
import { StudyFaults } from "../../../../engine/config/fault.ts"
import * as Flag from "../../argument/flag.ts"
import * as OutputFile from "../../argument/output-file.ts"
import * as Output from "../../terminal/output.ts"
import * as Problem from "../../terminal/problem.ts"
import * as Points from "./points.ts"
import * as Screen from "./screen.ts"
import * as Write from "./write.ts"

const load = () =>
  Promise.all([
    import("../../../../domain/field/activation/list.ts"),
    import("../../../../domain/field/kernel.ts"),
    import("../../../../domain/field/wide/kernels.ts"),
    import("../../../../domain/stats/spectrum.ts"),
    import("../../../../accelerator/open.ts").then(({ wide }) => wide())
  ])

/** Named here so that no other command loads their mathematics. */
const activations: Readonly<Record<Activation.Name, true>> = {
  relu: true,
  erf: true,
  gelu: true,
  tanh: true,
  cos: true,
  gauss: true,
  linear: true
}

const kernels = { both: ["K", "Theta"], nngp: ["K"], ntk: ["Theta"] } as const

/** Numbers of one matrix: half a gigabyte. */
const mostPairs = 2 ** 26

/** Points whose spectra nobody has to ask for: below a second. */
const quickPoints = 500

/** A minute. */
const mostPoints = 4000

const real = (name: string, description: string, isRight: (x: number) => boolean, what: string) =>
  CliFlag.Finite(name).pipe(
    CliFlag.withMetavar("X"),
    CliFlag.withDescription(description),
    CliFlag.filter(
      (x) => Number.isFinite(x) && isRight(x),
      (x) => `Expected ${what}, not ${x}`
    )
  )

const flags = {
  points: Argument.String("POINTS").pipe(
    Argument.withDescription(
      "A file of points (.csv, .tsv, .ndjson, .json, .parquet, .npy), - for CSV on standard input, or the points: [[0.2, 1], [-1, 0]]"
    )
  ),
  activation: CliFlag.Literals("activation", Object.keys(activations) as ReadonlyArray<Activation.Name>).pipe(
    CliFlag.withDescription("Of the hidden neurons, as in studies"),
    CliFlag.withDefault("relu")
  ),
  depth: CliFlag.Int("depth").pipe(
    CliFlag.withMetavar("L"),
    CliFlag.withDescription("Hidden layers, 1 to 1000; 1 unless given"),
    CliFlag.filter(
      (n) => n >= 1 && n <= 1000,
      (n) => `Expected 1 to 1000 hidden layers, not ${n}`
    ),
    CliFlag.withDefault(1)
  ),
  weightStd: real(
    "weight-std",
    "sigma_W: weights have standard deviation sigma_W / sqrt(number of inputs of their layer); 1 unless given",
    (x) => x > 0,
    "a positive number"
  ).pipe(CliFlag.withDefault(1)),
  biasStd: real(
    "bias-std",
    "sigma_b: of all biases; 0 for relu and linear, 1 for the others unless given",
    (x) => x >= 0,
    "zero or a positive number"
  ).pipe(CliFlag.optional, CliFlag.map(Option.getOrUndefined)),
  against: Flag.text(
    "against",
    "POINTS",
    "Other points, for the columns: test points beside those of a training"
  ),
  columns: Flag.text(
    "columns",
    "NAME[,NAME…]",
    "These columns of the file alone are coordinates; its first line then names them"
  ),
  kernel: CliFlag.Literals("kernel", ["both", "nngp", "ntk"]).pipe(
    CliFlag.withDescription("nngp is K, the covariance; ntk is Theta, the tangent kernel"),
    CliFlag.withDefault("both")
  ),
  output: Flag.text(
    "output",
    "FILE",
    "A file for all of it: .npz, .npy, or a table with a row a pair (.csv, .parquet, .msgpack, …)"
  ).pipe(CliFlag.withAlias("o")),
  format: CliFlag.Literals("format", Write.names).pipe(
    CliFlag.withDescription(
      "Without it: what the ending of --output says. Without both: the first rows, to look at"
    ),
    CliFlag.optional,
    CliFlag.map(Option.getOrUndefined)
  ),
  matrix: CliFlag.Boolean("matrix").pipe(
    CliFlag.withDescription("csv and tsv as a matrix: a line a point, no names"),
    CliFlag.withDefault(false)
  ),
  spectrum: CliFlag.Boolean("spectrum").pipe(
    CliFlag.withDescription(`Eigenvalues also of more than ${quickPoints} points, to ${mostPoints}`),
    CliFlag.withDefault(false)
  ),
  json: Flag.json
} as const

const read = (given: string, columns: string | undefined): Effect.Effect<Points.Given, StudyFaults> =>
  Effect.tryPromise({
    try: () =>
      Points.read(
        given,
        columns?.split(",").map((name) => name.trim())
      ),
    catch: (cause) => cause
  }).pipe(Effect.catch((cause) => (cause instanceof StudyFaults ? Effect.fail(cause) : Effect.die(cause))))

/** For programs: matrices as lists of lists, a line a row. */
function* inJson(
  described: Readonly<Record<string, unknown>>,
  { rows, columns, of }: Write.Matrices
): Generator<string> {
  yield JSON.stringify(described).slice(0, -1)
  for (const [name, matrix] of Object.entries(of)) {
    yield `,\n"${name}":[`
    for (let a = 0; a < rows; a++)
      yield `${a === 0 ? "" : ","}\n[${matrix.subarray(a * columns, (a + 1) * columns).join(",")}]`
    yield "]"
  }
  yield "}\n"
}

export const kernel = Command.make(
  "kernel",
  flags,
  Effect.fnUntraced(function* (asked) {
    const { activation, depth, weightStd } = asked
    const names = kernels[asked.kernel]
    const file = asked.output === "-" ? undefined : asked.output
    const isTable = asked.output !== undefined || asked.format !== undefined
    const format = Write.choose(asked.format, file)
    if (typeof format === "object") return yield* Problem.misuse(format.fault)
    if (isTable && asked.json && file === undefined)
      return yield* Problem.misuse(
        "--json and --format are both for standard output: name a file with --output."
      )
    if (asked.matrix && !isTable) return yield* Problem.misuse("--matrix is about --output and --format.")
    const refused = isTable ? Write.refusal(format, names, asked.matrix) : undefined
    if (refused !== undefined) return yield* Problem.misuse(refused)
    if (isTable) yield* OutputFile.checkText(format, file, Write.isBinary(format))
    yield* OutputFile.check(file)
    const given = yield* read(asked.points, asked.columns)
    const against = asked.against === undefined ? undefined : yield* read(asked.against, asked.columns)
    yield* Output.say(...given.cautions, ...(against?.cautions ?? []))
    const [inputs, others] = [given.points, against?.points]
    const rows = inputs.length
    const columns = others === undefined ? rows : others.length
    if (rows * columns > mostPairs)
      return yield* Problem.misuse(
        `${rows} by ${columns} points are ${rows * columns} pairs, and ${mostPairs} are the most: give some of them with --against.`
      )
    if (asked.spectrum && (others !== undefined || rows > mostPoints))
      return yield* Problem.misuse(
        others === undefined
          ? `Spectra are computed for at most ${mostPoints} points, not ${rows}.`
          : "Points against others have no spectrum: leave out --spectrum."
      )
    const [Activation, Kernel, Kernels, Spectrum, steps] = yield* Effect.promise(load)
    const biasStd = asked.biasStd ?? Activation.of(activation).biasStd
    const network = { activation, depth, weightStd, biasStd, inputs }
    const all = yield* Effect.try({
      try: () => Kernels.of(network, others, undefined, steps),
      catch: (cause) => cause
    }).pipe(
      Effect.catch((cause) =>
        cause instanceof RangeError ? Effect.fail(Problem.misuse(cause.message)) : Effect.die(cause)
      )
    )
    const of = Object.fromEntries(names.map((name) => [name, all[name]]))
    const matrices = { rows, columns, of }
    if (isTable) {
      yield* OutputFile.writeChunks(
        yield* Effect.promise(() => Write.encoded(format, matrices, asked.matrix)),
        file
      )
      if (file === undefined) return
    }
    const isSpectral = others === undefined && (asked.spectrum || rows <= quickPoints)
    const spectra = Object.fromEntries(
      isSpectral ? names.map((name) => [name, Spectrum.of(all[name], rows)]) : []
    )
    const isExact = depth === 1 || Kernel.isExact({ ...network, inputs: [...inputs, ...(others ?? [])] })
    if (asked.json) {
      const described = {
        ...{ activation, depth, weightStd, biasStd, dIn: inputs[0]!.length, rows, columns, isExact },
        ...(isSpectral ? { spectra } : {})
      }
      return yield* OutputFile.writeChunks(inJson(described, matrices), undefined)
    }
    const size = others === undefined ? plural(rows, "point") : `${plural(rows, "point")} against ${columns}`
    yield* Output.print(
      `${activation}, ${plural(depth, "hidden layer")}, weightStd ${weightStd}, biasStd ${biasStd}: ${size}, ` +
        `${plural(inputs[0]!.length, "dimension")}\n\n${Screen.text(matrices, spectra, Output.prose())}`
    )
    if (!isExact)
      yield* Output.say("of networks of infinite width; finite ones differ by the order of 1/width")
    if (others === undefined && !isSpectral)
      yield* Output.say(`eigenvalues of more than ${quickPoints} points are computed with --spectrum`)
    if (file !== undefined) yield* Output.say(`${rows} by ${columns} in ${file}`)
  })
).pipe(
  Command.withShortDescription(
    "Covariance and tangent kernels (NNGP and NTK) of infinitely wide networks at any points"
  ),
  Command.withDescription(
    "Covariance and tangent kernels (NNGP and NTK) of infinitely wide networks at any points: a look at them and at their " +
      "eigenvalues, or all of them as a file. No network is drawn. Conventions are those of studies: see docs/kernel.md"
  ),
  Command.withExamples([
    {
      command: "skein kernel '[[0.2, 1], [-1, 0.5], [1, 1]]' --depth 3 --weight-std 1.4 --bias-std 0.1",
      description: "A look at three points"
    },
    {
      command: "skein kernel train.csv --against test.csv --activation erf -o kernels.npz",
      description: 'For NumPy: np.load("kernels.npz")["Theta"]'
    }
  ])
)

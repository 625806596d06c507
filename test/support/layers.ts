/**
 * Who may import whom: every file of the program falls under exactly the first rule that matches its path. `type` before a target
 * means that only its types may be imported.
 */

export interface Rule {
  readonly files: RegExp
  /** Paths from the root, packages as `package:name`, Node's modules as `node:`; prefixes. */
  readonly may: ReadonlyArray<string>
}

const effect = ["package:effect"]
/** How a choice among names ends, how a long computation hears that it shall stop, how one says that there is no answer. */
export const everywhere = ["exhaustive", "interruption", "uncomputable"].map(
  (name) => `src/domain/${name}.ts`
)
/** What a simulation says of itself, for those who show it. */
const described = [
  ...["contract", "figure", "picture", "paper", "ask"].map((name) => `type src/simulation/${name}.ts`),
  "src/simulation/table.ts"
]
/** What people see, and what its pictures are made of. */
const shown = ["src/interface/", "src/drawing/"]
/** Of simulations, what those see who run them or read their tables. */
const results = ["type src/simulation/contract.ts", "src/simulation/table.ts"]
/** What all of the main thread's half may. */
const engine = [
  ...["src/engine/", "src/domain/random/", "src/domain/search/", ...results],
  ...["src/simulation/parameter.ts", "src/simulation/founding.ts", "node:", ...effect]
]
const checkers = ["type src/domain/", "src/domain/grid/checker.ts"]
/** Folders of the domain. */
const domain = (...folders: ReadonlyArray<string>) => folders.map((folder) => `src/domain/${folder}/`)
export const rules: ReadonlyArray<Rule> = [
  {
    files: /^src\/main\.ts$/,
    may: ["src/interface/", "src/engine/stop.ts", "src/engine/installation.ts", "node:"]
  },
  { files: /^src\/domain\/(exhaustive|interruption|uncomputable)\.ts$/, may: [] },
  // The program as one file: it reads modules as texts, and knows none.
  { files: /^src\/pack\//, may: ["src/pack/", "package:acorn", "node:"] },
  { files: /^src\/domain\/random\//, may: ["src/domain/random/"] },
  { files: /^src\/domain\/stats\//, may: ["src/domain/stats/", "src/domain/random/"] },
  { files: /^src\/domain\/field\//, may: ["src/domain/field/", "src/domain/stats/", "src/domain/random/"] },
  { files: /^src\/domain\/braid\//, may: ["src/domain/braid/", "src/domain/random/"] },
  { files: /^src\/domain\/(grid|group)\/checker\.ts$/, may: ["type src/domain/"] },
  { files: /^src\/domain\/grid\/apart\/checker\.ts$/, may: checkers },
  { files: /^src\/domain\/proof\//, may: ["src/domain/"] },
  {
    files: /^src\/domain\/(diagram|grid|group|notation)\//,
    may: [...domain("diagram", "grid", "group", "notation", "random"), "src/domain/braid/word.ts"]
  },
  {
    files: /^src\/domain\/invariant\//,
    may: domain("invariant", "braid", "diagram", "grid", "group", "proof", "random")
  },
  { files: /^src\/domain\/notation\//, may: domain("notation", "braid", "diagram", "grid", "invariant") },
  {
    files: /^src\/domain\/search\//,
    may: ["src/domain/search/", "src/domain/random/", "src/domain/field/erf.ts"]
  },
  { files: /^src\/domain\/learn\//, may: ["src/domain/learn/", "src/domain/stats/", "src/domain/random/"] },
  {
    files: /^src\/domain\/decision\//,
    may: domain("decision", "invariant", "braid", "diagram", "grid", "stats", "random")
  },
  // The unknotting game and what searches in it; the learning beside it knows no braid.
  {
    files: /^src\/domain\/rl\/(environment|search)\//,
    may: ["src/domain/rl/", ...domain("braid", "diagram", "grid", "random")]
  },
  {
    files: /^src\/domain\/rl\/[a-z0-9-]+\.ts$/,
    may: ["src/domain/rl/", "src/domain/learn/", "src/domain/random/"]
  },
  // Pictures of what the domain knows, as text.
  { files: /^src\/drawing\//, may: ["src/drawing/", "src/domain/"] },
  { files: /^src\/accelerator\/[a-z]+\.ts$/, may: ["src/accelerator/", "src/domain/"] },
  {
    files: /^src\/accelerator\/gpu\//,
    may: ["src/accelerator/", "src/domain/", "package:gpu.js", "package:webgpu", "node:fs"]
  },
  // Programs: jax-js differentiates, onnxruntime runs, and nobody else knows.
  {
    files: /^src\/accelerator\/graph\//,
    may: [
      "src/accelerator/graph/",
      "type src/domain/learn/array.ts",
      "package:@jax-js/jax",
      "package:onnxruntime-node"
    ]
  },
  { files: /^src\/accelerator\/simd\//, may: ["src/accelerator/", "src/domain/"] },
  {
    files: /^src\/simulation\/contract\.ts$/,
    may: [
      "type package:effect",
      "type src/accelerator/backend.ts",
      "type src/domain/random/key.ts",
      "type src/simulation/figure.ts",
      "type src/simulation/paper.ts",
      "type src/simulation/table.ts"
    ]
  },
  // What trained states answer about braid words: the one place beside the simulations that knows knots.
  {
    files: /^src\/simulation\/ask\.ts$/,
    may: [
      "type src/accelerator/backend.ts",
      "type src/domain/braid/word.ts",
      "type src/domain/diagram/planar.ts",
      "type src/domain/rl/environment/actions.ts"
    ]
  },
  { files: /^src\/simulation\/(table|founding|caution)\.ts$/, may: [] },
  {
    files: /^src\/simulation\/parameter\.ts$/,
    may: ["src/simulation/table.ts", "package:effect/Schema", "package:effect/Effect"]
  },
  { files: /^src\/simulation\/(figure|paper)\.ts$/, may: ["type src/simulation/table.ts"] },
  {
    files: /^src\/simulation\/picture\.ts$/,
    may: ["type src/simulation/table.ts", "type src/simulation/figure.ts"]
  },
  {
    files: /^src\/simulation\/(discover|prepared)\.ts$/,
    may: [
      "type src/accelerator/backend.ts",
      "type src/simulation/contract.ts",
      "type src/simulation/ask.ts",
      "type src/simulation/picture.ts",
      "node:"
    ]
  },
  {
    files: /^src\/simulation\/shape\.ts$/,
    may: ["type src/domain/stats/moments.ts", "package:effect/Schema"]
  },
  {
    files: /^src\/simulation\/average\.ts$/,
    may: ["src/domain/exhaustive.ts", "src/domain/field/tuples.ts"]
  },
  {
    files: /^src\/simulation\/network\.ts$/,
    may: [
      "src/simulation/average.ts",
      "src/simulation/parameter.ts",
      "src/domain/field/activation/list.ts",
      "type src/domain/field/inputs.ts",
      "package:effect/Schema"
    ]
  },
  {
    files: /^src\/simulation\/[a-z]+\/(index|tables|parameters|shape)\.ts$/,
    may: [
      "own",
      "src/simulation/network.ts",
      "src/domain/",
      "type src/simulation/contract.ts",
      "src/simulation/table.ts",
      "src/simulation/caution.ts",
      "src/simulation/parameter.ts",
      "src/simulation/paper.ts",
      "src/simulation/shape.ts",
      "package:effect/Schema",
      "package:effect/Reducer"
    ]
  },
  // What a simulation draws itself.
  {
    files: /^src\/simulation\/[a-z]+\/picture\.ts$/,
    may: [
      "own",
      "src/drawing/",
      "src/domain/",
      "type src/simulation/table.ts",
      "type src/simulation/picture.ts"
    ]
  },
  // Where a simulation runs compiled programs, in its own thread's half.
  {
    files: /^src\/simulation\/classifiers\/net\.ts$/,
    may: ["own", "src/domain/", "src/accelerator/graph.ts"]
  },
  {
    files: /^src\/simulation\/[a-z]+\//,
    may: [
      "own",
      "src/domain/",
      "src/accelerator/graph.ts",
      "type src/accelerator/backend.ts",
      "type src/simulation/contract.ts",
      "src/simulation/average.ts",
      "src/simulation/caution.ts",
      "src/simulation/table.ts",
      "type src/simulation/parameter.ts",
      "type src/simulation/ask.ts",
      "type src/simulation/figure.ts"
    ]
  },
  // What a published talk claims, and how the tables of our runs are held against it.
  {
    files: /^src\/talk\//,
    may: ["src/talk/", "src/domain/", "src/simulation/paper.ts", "type src/simulation/table.ts"]
  },
  // The thread's half of the engine: what workers load, free of Effect.
  { files: /^src\/engine\/wire\.ts$/, may: ["package:msgpackr"] },
  { files: /^src\/engine\/(control|stop)\.ts$/, may: [] },
  // What crosses between the halves.
  {
    files: /^src\/engine\/job\.ts$/,
    may: [
      "type src/engine/control.ts",
      "type src/accelerator/backend.ts",
      "type src/simulation/contract.ts",
      "type src/domain/random/key.ts",
      "type node:worker_threads"
    ]
  },
  {
    files: /^src\/engine\/thread\//,
    may: [
      "src/engine/thread/",
      "src/engine/job.ts",
      "src/engine/wire.ts",
      "src/simulation/discover.ts",
      "src/simulation/prepared.ts",
      "type src/simulation/contract.ts",
      "src/accelerator/open.ts",
      "type src/accelerator/backend.ts",
      "type node:worker_threads",
      "node:async_hooks",
      "node:crypto",
      "node:timers"
    ]
  },
  { files: /^src\/engine\/threads\.ts$/, may: ["src/engine/", "package:piscina", "node:"] },
  // The client of NATS is loaded by one file.
  {
    files: /^src\/engine\/fleet\/connection\.ts$/,
    may: [...engine, "package:@nats-io/transport-node", "package:@nats-io/jetstream"]
  },
  {
    files: /^src\/engine\/fleet\/secret\.ts$/,
    may: [...engine, "type package:@nats-io/transport-node"]
  },
  {
    files: /^src\/engine\/fleet\//,
    may: [...engine, "src/accelerator/backend.ts", "src/simulation/discover.ts"]
  },
  {
    files: /^src\/engine\/config\//,
    may: [...engine, "src/simulation/discover.ts", "package:yaml", "package:hyparquet"]
  },
  { files: /^src\/engine\/fingerprint\.ts$/, may: [...engine, "src/simulation/discover.ts"] },
  { files: /^src\/engine\//, may: [...engine, "src/accelerator/backend.ts"] },
  {
    files: /^workers\/knots\.ts$/,
    may: ["src/interface/cli/command/knot/row.ts", "type src/interface/", "node:"]
  },
  { files: /^workers\/walk\.ts$/, may: [...domain("grid"), "type src/domain/random/key.ts"] },
  {
    files: /^workers\//,
    may: [
      ...["src/engine/thread/", "src/engine/control.ts", "type src/engine/job.ts", "src/engine/wire.ts"],
      "node:"
    ]
  },
  {
    files: /^src\/interface\/export\//,
    may: [
      ...["src/interface/export/", "src/interface/text/plain.ts", ...results],
      ...[
        "src/engine/wire.ts",
        "src/engine/own-file.ts",
        "src/engine/stop.ts",
        "src/engine/config/nearest.ts"
      ],
      ...["node:", "package:hyparquet-writer", "package:fflate"]
    ]
  },
  // Charts: Plot draws into linkedom's document, here and nowhere else.
  {
    files: /^src\/interface\/chart\/(panel|draw)\.ts$/,
    may: [...shown, "package:@observablehq/plot", "package:linkedom"]
  },
  { files: /^src\/interface\/chart\//, may: [...shown, ...described] },
  // Portable documents are made in one place.
  {
    files: /^src\/interface\/report\/(pdf(kit\.d)?|png|fonts|woff)\.ts$/,
    may: [
      ...["package:pdfkit", "package:svg-to-pdfkit", "package:fontkit", "package:@resvg/resvg-wasm", "node:"],
      ...["src/drawing/markup.ts", "src/interface/report/fonts.ts", "src/interface/report/woff.ts"]
    ]
  },
  {
    files: /^src\/interface\/reproduction\/paper\//,
    may: [
      ...["src/interface/reproduction/", "src/interface/report/fonts.ts", "src/interface/report/pdf.ts"],
      ...["src/domain/exhaustive.ts", "type package:pdfkit"]
    ]
  },
  // Diagrams and kernels are mathematics that people look at without a run.
  {
    files: /^src\/interface\/cli\/command\/diagrams\.ts$/,
    may: [...shown, "src/domain/field/diagram/", ...effect]
  },
  {
    files: /^src\/interface\/cli\/command\/kernel\//,
    may: [
      ...shown,
      ...["src/engine/", "src/accelerator/open.ts"],
      ...domain("field", "stats"),
      ...results,
      "node:",
      ...effect
    ]
  },
  // Beside what a model says of a word, what is proven of it.
  {
    files: /^src\/interface\/cli\/command\/decide\.ts$/,
    may: [
      ...shown,
      "src/engine/",
      "src/domain/braid/word.ts",
      "src/domain/invariant/",
      "src/simulation/discover.ts",
      "type src/simulation/ask.ts",
      ...effect
    ]
  },
  // What a run's agent does with a knot is played and proved where it is asked.
  {
    files: /^src\/interface\/cli\/command\/unknot\/run\.ts$/,
    may: [
      ...shown,
      "src/engine/",
      ...domain("braid", "diagram", "grid", "rl/environment"),
      "src/simulation/discover.ts",
      "type src/simulation/ask.ts",
      "src/accelerator/open.ts",
      "type src/accelerator/backend.ts",
      ...results
    ]
  },
  {
    files: /^src\/interface\/cli\/command\/unknot\/walks\.ts$/,
    may: [...domain("grid", "random"), "type workers/walk.ts", "package:piscina", "node:"]
  },
  // Riddles are drawn and explained where they are asked for; the page and the sheet see texts and pictures.
  {
    files: /^src\/interface\/cli\/command\/game\//,
    may: [...shown, ...domain("decision", "diagram", "grid", "invariant", "random"), ...effect]
  },
  // Knots on the command line: one word or diagram, or one certificate, is looked at, or untied, where it is named.
  {
    files: /^src\/interface\/cli\/(argument\/(braid|knot|reading)\.ts$|command\/((un)?knot\/|verify\.ts$))/,
    may: [
      ...shown,
      ...domain("braid", "diagram", "grid", "group", "notation", "proof", "invariant", "random"),
      ...domain("rl/environment", "rl/search"),
      ...["src/engine/wire.ts", "src/engine/config/nearest.ts", "src/simulation/table.ts", "node:"],
      ...effect
    ]
  },
  {
    files: /^src\/interface\/(reproduction|cli\/command\/reproduce)\//,
    may: [
      ...shown,
      "src/engine/",
      "src/talk/",
      "src/simulation/discover.ts",
      "src/accelerator/backend.ts",
      "src/accelerator/open.ts",
      ...described,
      "node:",
      ...effect
    ]
  },
  {
    files: /^src\/interface\//,
    may: [
      ...shown,
      "src/engine/",
      "src/domain/stats/",
      "src/simulation/discover.ts",
      "src/simulation/prepared.ts",
      "src/accelerator/backend.ts",
      "src/accelerator/open.ts",
      ...described,
      "node:",
      ...effect,
      "package:@effect/platform-node-shared"
    ]
  }
]

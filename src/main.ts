/** Wires the command line to the process. */
const oldest = 24

if (Number.parseInt(process.versions.node, 10) < oldest) {
  process.stderr.write(
    `Skein needs node ${oldest} or newer; this is ${process.version}. The script ./skein starts it on its own.\n`
  )
  process.exitCode = 2
} else {
  // These can be asked to stop before they have begun: a batch queue does not wait until the modules are loaded.
  if (["run", "resume"].includes(process.argv[2] ?? "")) (await import("./engine/stop.ts")).guard()
  const { enableCompileCache } = await import("node:module")
  const { homedir } = await import("node:os")
  // Half of the start-up is compiling, of threads too. In the user's own folder: others could write into the one that node would
  // take. The script skein has said so to node already, for this file.
  const compiled = `${process.env.XDG_CACHE_HOME || `${homedir()}/.cache`}/skein/compiled`
  enableCompileCache(compiled)
  process.env.NODE_COMPILE_CACHE ??= compiled
  const { start } = await import("./interface/cli/process.ts")
  start(process.argv.slice(2))
}

export {}

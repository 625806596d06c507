/**
 * Wires the command line to the process.
 *
 * This file alone is CommonJS, by src/package.json, and JavaScript as it stands: so nodes that know no TypeScript read it,
 * whatever its ending, and say what to do. A module they refuse by its ending (ERR_UNKNOWN_FILE_EXTENSION).
 */
{
  const oldest = 24

  const start = async () => {
    // These can be asked to stop before they have begun: a batch queue does not wait until the modules are loaded.
    if (["run", "resume", "work"].includes(process.argv[2] ?? "")) (await import("./engine/stop.ts")).guard()
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

  if (Number.parseInt(process.versions.node, 10) >= oldest) {
    start().catch(async (error) => {
      // What cannot be loaded may be for the user to install.
      const { remedy } = await import("./engine/installation.ts")
      const sentence = remedy(error)
      if (sentence === undefined) throw error
      process.stderr.write(`${sentence}
`)
      process.exitCode = 2
    })
  } else {
    process.stderr.write(
      `Skein needs node ${oldest} or newer; this is ${process.version}. Start its script, ./skein, which has one of its own.\n`
    )
    process.exitCode = 2
  }
}

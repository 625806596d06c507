/**
 * Wires the command line to the process.
 *
 * This file alone is CommonJS, by src/package.json, and JavaScript as it stands: so nodes that know no TypeScript read it,
 * whatever its ending, and say what to do. A module they refuse by its ending (ERR_UNKNOWN_FILE_EXTENSION).
 */
{
  const oldest = 24

  /** The modules in one file, if the script skein has said where, and they are what the files say; they load in a third of the time. */
  const packIn = (folder = "") => {
    const { statSync } = require("node:fs")
    try {
      const { uid, mode } = statSync(`${folder}/open.cjs`)
      return uid === process.getuid?.() && (mode & 0o022) === 0 ? require(`${folder}/open.cjs`) : undefined
    } catch {
      return undefined
    }
  }

  /** Has a program of pack/ run on a folder by itself, when this one is done. */
  const afterwards = (name = "", folder = "") => {
    process.on("exit", () => {
      const { spawn } = require("node:child_process")
      const { extname } = require("node:path")
      const program = `${__dirname}/pack/${name}${extname(__filename)}`
      const args = [...process.execArgv, "--disable-warning=ExperimentalWarning", program, folder]
      spawn(process.execPath, args, { detached: true, stdio: "ignore", cwd: "/" })
        .on("error", () => {})
        .unref()
    })
  }

  /** How long ago a file was written; undefined where there is none. */
  const ageOf = (file = "") => {
    const stats = require("node:fs").statSync(file, { throwIfNoEntry: false })
    return stats && Date.now() - stats.mtimeMs
  }

  const start = async () => {
    const packs = process.env.SKEIN_PACKS
    const folder = packs ? `${packs}/${process.version}${__dirname}` : undefined
    const pack = folder ? packIn(folder) : undefined
    // These can be asked to stop before they have begun: a batch queue does not wait until the modules are loaded.
    if (["run", "resume", "work"].includes(process.argv[2] ?? ""))
      (pack?.entry("stop") ?? (await import("./engine/stop.ts"))).guard()
    const { enableCompileCache } = require("node:module")
    const { homedir } = require("node:os")
    // Half of the start-up is compiling, of threads too. In the user's own folder: others could write into the one that node would
    // take. The script skein has said so to node already, for this file.
    const cache = `${process.env.XDG_CACHE_HOME || `${homedir()}/.cache`}/skein`
    const compiled = `${cache}/compiled`
    enableCompileCache(compiled)
    process.env.NODE_COMPILE_CACHE ??= compiled
    // It is not there where nothing can be written.
    const age = ageOf(compiled)
    if (age !== undefined && folder && !pack) afterwards("make", folder)
    if ((ageOf(`${cache}/tidied`) ?? age ?? 0) > 86_400_000) afterwards("tidy", cache)
    const { start } = pack?.entry("process") ?? (await import("./interface/cli/process.ts"))
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

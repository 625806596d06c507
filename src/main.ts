#!/usr/bin/env node
/** Wires the command line to the process. */
const oldest = 24

if (Number.parseInt(process.versions.node, 10) < oldest) {
  process.stderr.write(
    `Skein needs node ${oldest} or newer; this is ${process.version}. Inside the project, npm start and npx skein bring their own.\n`
  )
  process.exitCode = 2
} else {
  const { enableCompileCache } = await import("node:module")
  const { homedir } = await import("node:os")
  // Half of the start-up is compiling. In the user's own folder: others could write into the one that node would take.
  enableCompileCache(`${process.env.XDG_CACHE_HOME || `${homedir()}/.cache`}/skein/compiled`)
  const { start } = await import("./interface/cli/process.ts")
  start(process.argv.slice(2))
}

export {}

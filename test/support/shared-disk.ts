/**
 * A disk that two hosts share, on one machine: a folder that sshfs mounts twice, so that locks of one mount are not seen in the
 * other, and a name of its own for each host.
 */
import { spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { existsSync, mkdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import { environment, plain, program, type Running, running } from "./cli.ts"
import { newFolder } from "./engine.ts"

const servers = [
  "/usr/lib/openssh/sftp-server",
  "/usr/libexec/openssh/sftp-server",
  "/usr/lib/ssh/sftp-server"
]

const server = servers.find((file) => existsSync(file))

const has = (command: string, ...args: ReadonlyArray<string>): boolean => {
  const { error, status } = spawnSync(command, args)
  return error === undefined && status === 0
}

/** Why there can be none here; false where there can. */
export const missing = (): string | false => {
  if (process.getuid?.() !== 0) return "needs root, for mounts and names of hosts"
  if (!existsSync("/dev/fuse")) return "needs /dev/fuse"
  if (server === undefined || !has("sshfs", "--version")) return "needs sshfs and OpenSSH's sftp-server"
  return has("unshare", "--uts", "true") ? false : "needs namespaces for names of hosts"
}

export interface Host {
  /** The shared folder, as this host sees it. */
  readonly folder: string
  readonly start: (...args: ReadonlyArray<string>) => Running
}

export interface SharedDisk {
  /** The same folder, as the server of the disk sees it. */
  readonly folder: string
  readonly host: (name: string) => Promise<Host>
  readonly close: () => Promise<void>
}

const isMounted = (folder: string): boolean =>
  readFileSync("/proc/self/mountinfo", "utf8").includes(` ${folder} `)

export const make = (): SharedDisk => {
  const folder = newFolder()
  const mounts: Array<{ readonly at: string; readonly ended: Promise<unknown> }> = []
  return {
    folder,
    host: async (name) => {
      const at = join(newFolder(), name)
      mkdirSync(at)
      // Without the caches of twenty seconds. The two talk by themselves: whoever spawns something in the folder waits for it.
      const options = "passive,dcache_timeout=1,attr_timeout=0,entry_timeout=0"
      const script = `mkfifo "$1" && "$2" < "$1" | sshfs ":$3" "$4" -f -o ${options} > "$1"`
      const mount = spawn("sh", ["-c", script, "sh", `${at}.pipe`, server!, folder, at], { stdio: "inherit" })
      mounts.push({ at, ended: once(mount, "close") })
      while (!isMounted(at)) await setTimeout(20)
      const command = `hostname ${name} && exec env "$@"`
      return {
        folder: at,
        start: (...args) =>
          running(
            spawn(
              "unshare",
              ["--uts", "sh", "-c", command, "sh", ...plain, process.execPath, program, ...args],
              { cwd: at, env: environment({}) }
            )
          )
      }
    },
    close: async () => {
      for (const { at, ended } of mounts) {
        spawnSync("umount", [at])
        await ended
      }
    }
  }
}

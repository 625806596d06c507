/**
 * Hosts on this machine: network namespaces on one bridge, each with a name, an address and a link of its own that can be cut.
 * They are held by processes that die with the test, and everything is gone with these.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process"
import { once } from "node:events"
import { environment, plain, program, type Running, running } from "./cli.ts"

const path = `${process.env.PATH}:/usr/sbin:/sbin`

/** Why there can be none here; false where there can. */
export const missing = (): string | false => {
  if (process.getuid?.() !== 0) return "needs root, for network namespaces"
  try {
    const command =
      "ip link add bridge type bridge && ip link add v type veth peer name w && command -v setpriv nsenter"
    execFileSync("unshare", ["--net", "--uts", "sh", "-c", command], { env: { PATH: path }, stdio: "ignore" })
    return false
  } catch {
    return "needs network namespaces, bridges and veth (iproute2, util-linux)"
  }
}

export interface Host {
  readonly name: string
  readonly address: string
  /** What makes a command one of this host, when it stands before it; the process is that of the command. */
  readonly inside: ReadonlyArray<string>
  /** Takes its link down: nothing comes or goes, and nobody is told. */
  readonly cut: () => void
  readonly mend: () => void
}

/** The machine itself. */
export const here: Pick<Host, "address" | "inside"> = { address: "127.0.0.1", inside: [] }

/** Starts `skein ...args` there. */
export const start = (
  { inside }: Pick<Host, "inside">,
  cwd: string,
  args: ReadonlyArray<string>,
  env: NodeJS.ProcessEnv = {}
): Running => {
  const [first, ...others] = [...inside, "env", ...plain, process.execPath, program, ...args]
  return running(spawn(first!, others, { cwd, env: environment(env) }))
}

/** Resolves when its namespaces are there. */
const holder = async (command: string): Promise<ChildProcess> => {
  const script = `${command} && ip link set lo up && echo made && exec sleep infinity`
  const child = spawn("setpriv", ["--pdeathsig", "KILL", "unshare", "--net", "--uts", "sh", "-c", script], {
    env: { PATH: path },
    stdio: ["ignore", "pipe", "inherit"]
  })
  await once(child.stdout!, "data")
  return child
}

export interface Hosts<Name extends string> {
  readonly hosts: Readonly<Record<Name, Host>>
  readonly close: () => void
}

export const make = async <Name extends string>(names: ReadonlyArray<Name>): Promise<Hosts<Name>> => {
  const bridge = await holder("ip link add bridge type bridge && ip link set bridge up")
  const holders = [bridge]
  const within = ({ pid }: ChildProcess): ReadonlyArray<string> => [
    "nsenter",
    `--net=/proc/${pid}/ns/net`,
    `--uts=/proc/${pid}/ns/uts`
  ]
  const ip = (child: ChildProcess, ...args: ReadonlyArray<string>): void => {
    const [first, ...others] = [...within(child), "ip", ...args]
    execFileSync(first!, others, { env: { PATH: path } })
  }
  const hosts: Array<readonly [Name, Host]> = []
  for (const [at, name] of names.entries()) {
    const child = await holder(`hostname ${name}`)
    holders.push(child)
    const address = `10.214.0.${at + 1}`
    ip(bridge, "link", "add", `v${at}`, "type", "veth", "peer", "name", "eth0", "netns", String(child.pid))
    ip(bridge, "link", "set", `v${at}`, "master", "bridge", "up")
    ip(child, "addr", "add", `${address}/24`, "dev", "eth0")
    ip(child, "link", "set", "eth0", "up")
    hosts.push([
      name,
      {
        ...{ name, address, inside: within(child) },
        cut: () => ip(child, "link", "set", "eth0", "down"),
        mend: () => ip(child, "link", "set", "eth0", "up")
      }
    ])
  }
  return {
    hosts: Object.fromEntries(hosts) as Record<Name, Host>,
    close: () => {
      for (const child of holders) child.kill("SIGKILL")
    }
  }
}

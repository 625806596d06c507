/**
 * A Slurm of three nodes on this machine, each a network namespace with a slurmd of its own. All of it is in namespaces of one
 * process, for processes, mounts and the network: when that is killed, or the test is, everything is gone.
 */
import { execFile, execFileSync, spawn } from "node:child_process"
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { hostname, tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import { type Ended, environment, plain, program, running } from "./cli.ts"

const needed = ["slurmctld", "slurmd", "munged", "sbatch", "srun", "ip", "nsenter", "unshare", "setpriv"]

const path = `${process.env.PATH}:/usr/sbin:/sbin`

const isThere = (command: string): boolean => {
  try {
    execFileSync("sh", ["-c", `command -v ${command}`], { env: { PATH: path }, stdio: "ignore" })
    return true
  } catch {
    return false
  }
}

/** Why there can be no cluster here; undefined where there can. */
export const lacking = (): string | undefined => {
  const missing = needed.filter((command) => !isThere(command))
  if (missing.length > 0)
    return `no ${missing.join(", ")}: Debian has slurmctld, slurmd, munge, iproute2 and util-linux`
  if (process.getuid?.() !== 0) return "only root makes network namespaces"
  try {
    execFileSync("unshare", ["--net", "--pid", "--fork", "--mount", "true"], { stdio: "ignore" })
    return undefined
  } catch {
    return "namespaces cannot be made here"
  }
}

const nodes = [1, 2, 3]

/** A requeued job waits as long as a credential lives: five seconds, the least there is, in the place of two minutes. */
const configuration = (folder: string): string => `ClusterName=skein
SlurmctldHost=${hostname()}(10.213.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=${folder}/munge.socket,cred_expire=5
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
PreemptType=preempt/partition_prio
PreemptMode=REQUEUE
SchedulerParameters=sched_interval=1,batch_sched_delay=0,bf_interval=1
SlurmdParameters=config_overrides
ReturnToService=2
KillWait=30
MaxArraySize=101
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/%n
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/%n.pid
SlurmctldLogFile=${folder}/slurmctld.log
SlurmdLogFile=${folder}/%n.log
${nodes.map((n) => `NodeName=n${n} NodeAddr=10.213.0.1${n} CPUs=1`).join("\n")}
PartitionName=low Nodes=ALL Default=YES MaxTime=60 PriorityTier=1 GraceTime=30 PreemptMode=REQUEUE
PartitionName=high Nodes=ALL MaxTime=60 PriorityTier=10 PreemptMode=OFF
`

const start = (folder: string): string => `set -e
mkdir -p /run/netns
mount -t tmpfs tmpfs /run/netns
ip link set lo up
ip link add bridge type bridge
ip addr add 10.213.0.1/24 dev bridge
ip link set bridge up
for n in ${nodes.join(" ")}; do
  ip netns add n$n
  ip -n n$n link set lo up
  ip link add v$n type veth peer name eth0 netns n$n
  ip link set v$n master bridge up
  ip -n n$n addr add 10.213.0.1$n/24 dev eth0
  ip -n n$n link set eth0 up
done
munged --foreground --force --key-file=${folder}/munge.key --socket=${folder}/munge.socket --pid-file=${folder}/munged.pid \\
  --log-file=${folder}/munged.log --seed-file=${folder}/munge.seed &
while [ ! -S ${folder}/munge.socket ]; do sleep 0.1; done
slurmctld -D &
for n in ${nodes.join(" ")}; do nsenter --net=/run/netns/n$n slurmd -D -N n$n & done
wait
`

export interface Cluster {
  /** A command of Slurm's, as somebody types it on the login node: what it prints. */
  readonly ask: (command: string, ...args: ReadonlyArray<string>) => Promise<string>
  /** `skein ...args` there. */
  readonly skein: (cwd: string, ...args: ReadonlyArray<string>) => Promise<Ended>
  readonly end: () => Promise<void>
}

export const open = async (): Promise<Cluster> => {
  const folder = mkdtempSync(join(tmpdir(), "skein-slurm-"))
  for (const name of ["state", ...nodes.map((n) => `n${n}`)]) mkdirSync(join(folder, name))
  writeFileSync(join(folder, "munge.key"), crypto.getRandomValues(new Uint8Array(128)), { mode: 0o600 })
  writeFileSync(join(folder, "slurm.conf"), configuration(folder))
  writeFileSync(join(folder, "cgroup.conf"), "CgroupPlugin=cgroup/v1\n")
  const env = environment({ PATH: path, SLURM_CONF: join(folder, "slurm.conf") })
  const isolated = ["unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
  const host = spawn(
    "setpriv",
    ["--pdeathsig", "KILL", ...isolated, "env", ...plain, "bash", "-c", start(folder)],
    {
      env,
      stdio: "ignore"
    }
  )
  const ended = new Promise<void>((resolve) => host.on("close", () => resolve()))
  const inside = ["nsenter", `--net=/proc/${host.pid}/ns/net`, "env", ...plain]
  const ask: Cluster["ask"] = (command, ...args) =>
    new Promise((resolve, reject) => {
      const [first, ...others] = [...inside, command, ...args]
      execFile(first!, others, { env, timeout: 20_000 }, (error, stdout, stderr) =>
        error === null ? resolve(stdout) : reject(new Error(`${command} ${args.join(" ")}: ${stderr}`))
      )
    })
  const end = async (): Promise<void> => {
    host.kill("SIGKILL")
    await ended
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  const skein: Cluster["skein"] = (cwd, ...args) => {
    const [first, ...others] = [...inside, process.execPath, program, ...args]
    return running(spawn(first!, others, { cwd, env })).ended
  }
  for (let tries = 0; tries < 60; tries++) {
    await setTimeout(250)
    const idle = await ask("sinfo", "--noheader", "--partition=low", "--states=idle", "--format=%D").catch(
      () => ""
    )
    if (idle.trim() === String(nodes.length)) return { ask, skein, end }
  }
  const said = ["slurmctld.log", "n1.log", "munged.log"].map((name) => {
    try {
      return readFileSync(join(folder, name), "utf8").split("\n").slice(-5).join("\n")
    } catch {
      return `no ${name}`
    }
  })
  await end()
  throw new Error(`Slurm did not start: ${said.join("\n")}`)
}

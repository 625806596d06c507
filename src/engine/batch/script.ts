/**
 * The scripts that Slurm gets: an array whose elements each compute a part, and a job that takes the parts into the run. They
 * are read by people before they are run, so they say why.
 *
 * What they stand on, found with Slurm 22.05:
 * - Signals go to what `srun` has started: `--signal` without `B:` before the time is up, SIGTERM when the job is preempted.
 *   The shell gets them by `B:`, and when the job is being ended.
 * - A preempted job that ends within its GraceTime counts as completed, or failed, and is not queued again by Slurm.
 * - The element of an array that starts last has the array's own number as its `SLURM_JOB_ID`: by that, `scontrol requeue`
 *   would take all elements, and `squeue` list them. So an element is named by the array's number and its own.
 * - A job that somebody cancels gets SIGTERM, too, and could be queued again: it is not RUNNING any more then.
 */

import type { Share } from "../part/deal.ts"
import * as Shell from "../shell.ts"

/** What every script stands on. */
export interface Ground {
  /** Absolute: the program, the folder of the batch, and that of all runs; where it was submitted, and simulations of one's own. */
  readonly program: string
  readonly folder: string
  readonly runs: string
  readonly cwd: string
  readonly simulations: string | undefined
  /** Lines of a shell that a node needs first: `module load …`. */
  readonly setup: ReadonlyArray<string>
}

export interface Plan extends Ground {
  /** Of the run. */
  readonly name: string
  /** Parts of the study, and those of them that are to be computed. */
  readonly of: number
  readonly parts: ReadonlyArray<number>
  /** Elements that may be at work at a time; undefined for as many as Slurm lets. */
  readonly most: number | undefined
  readonly backend: string
}

/** Seconds before the time is up at which a part hands over; Slurm may be a minute early. */
export const lead = 120

/** Of a part, in the folder of the batch. */
export const fileOf = ({ part, of }: Share): string => `${part}-of-${of}.part`

/** What a line of `#SBATCH` cannot have between its quotes. */
const unspellable = /["\\\p{C}\p{Zl}\p{Zp}]/u

/** Why Slurm cannot be told of a path; undefined where it can. */
export const unfit = (path: string): string | undefined =>
  unspellable.test(path)
    ? `${JSON.stringify(path)} cannot be written into a script for Slurm: name a folder without quotes, backslashes and invisible characters (--out)`
    : undefined

/** `1-3,7` */
export const ranges = (numbers: ReadonlyArray<number>): string => {
  const runs: Array<[number, number]> = []
  for (const n of numbers) {
    const last = runs.at(-1)
    if (last !== undefined && n === last[1] + 1) last[1] = n
    else runs.push([n, n])
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(",")
}

/** In the name of a file, Slurm puts things in the place of what follows a percent sign. */
const pattern = (folder: string, name: string): string => `"${folder.replaceAll("%", "%%")}/log/${name}"`

const directives = (lines: ReadonlyArray<string>): string => lines.map((line) => `#SBATCH ${line}\n`).join("")

/** What all scripts begin with, when they run on their node; `needed` is a file beside them that they read. */
const preamble = ({ program, folder, cwd, simulations, setup }: Ground, needed: string): string => {
  const exported = simulations === undefined ? "" : `export SKEIN_SIMULATIONS=${Shell.quoted(simulations)}\n`
  return `# Every node must see these at the same paths: this installation of Skein, and the folder of the run.
skein=${Shell.quoted(program)}
batch=${Shell.quoted(folder)}
${exported}cd ${Shell.quoted(cwd)} || exit 2
for file in "$skein" "$batch/${needed}"; do
  if [ ! -r "$file" ]; then
    echo "$(uname -n) cannot read $file: Skein and its runs must be on a disk that all nodes share" >&2
    exit 2
  fi
done
${setup.map((line) => `${line}\n`).join("")}`
}

/** The array: each element computes a part, hands over what it has, and queues itself again. */
export const ofParts = (plan: Plan): string => {
  const { name, of, parts, most, folder, backend } = plan
  const file = `"$batch/$part-of-${of}.part"`
  return `#!/bin/sh
# The run ${name} in ${of === 1 ? "one part" : `${of} parts`}: each element of this array computes one, into a file of its own.
${directives([
  `--job-name=${name}`,
  `--array=${ranges(parts)}${most === undefined ? "" : `%${most}`}`,
  "--cpus-per-task=1",
  `--signal=USR1@${lead}`,
  "--requeue",
  "--open-mode=append",
  `--output=${pattern(folder, "%a.log")}`
])}
${preamble(plan, "study.yaml")}
part=$SLURM_ARRAY_TASK_ID
threads=\${SLURM_CPUS_PER_TASK:-1}

# Slurm sends USR1 before the time is up, and TERM on preemption, to what srun has started: the part then keeps
# what it has and ends with 75. Clusters that signal this shell instead are served by the trap.
woken=
trap 'woken=1; kill -s USR1 "$step" 2>/dev/null' USR1 TERM
srun --export=ALL --nodes=1 --ntasks=1 --cpus-per-task="$threads" \\
  "$skein" part "$batch/study.yaml" "$part/${of}" --output ${file} --threads "$threads" --backend ${backend} &
step=$!
wait "$step"
status=$?
while [ -n "$woken" ] && [ "$status" -gt 128 ]; do
  woken=
  wait "$step"
  status=$?
done

# A job that ends by itself, in time before it is preempted, is not queued again by Slurm. One that somebody has cancelled
# is not running any more, and stays cancelled. (SLURM_JOB_ID alone would name the whole array in one of its elements.)
if [ "$status" -eq 75 ]; then
  element=\${SLURM_ARRAY_JOB_ID}_$part
  state=$(squeue --noheader --jobs="$element" --format=%T)
  if [ "$state" != RUNNING ]; then
    echo "part $part is not queued again: its job is \${state:-unknown to squeue}. It goes on when it is submitted again" >&2
  elif ! scontrol requeue "$element"; then
    echo "part $part could not be queued again. It goes on when it is submitted again" >&2
  fi
fi
exit "$status"
`
}

/** What takes the parts into the run, whatever became of them; it says which are missing. */
export const ofMerge = (plan: Plan): string => {
  const { name, of, folder, runs } = plan
  return `#!/bin/sh
# Takes the parts of the run ${name} into it, when all have ended: as many as there are, and it says what is missing.
${directives([
  `--job-name=${name}-merge`,
  "--cpus-per-task=1",
  "--requeue",
  "--open-mode=append",
  `--output=${pattern(folder, "merge.log")}`
])}
${preamble(plan, "study.yaml")}
exec "$skein" merge "$batch/study.yaml" "$batch"/*-of-${of}.part --name ${Shell.quoted(name)} --out ${Shell.quoted(runs)}
`
}

/** What runs a command of the program on what many runs came to, when all of their jobs have ended. */
export const ofLast = (ground: Ground, name: string, command: ReadonlyArray<string>): string => {
  const file = `${name}.sh`
  return `#!/bin/sh
# Looks at the runs when all of their jobs have ended: skein ${Shell.line(command)}
${directives([
  `--job-name=${name}`,
  "--cpus-per-task=1",
  "--requeue",
  "--open-mode=append",
  `--output=${pattern(ground.folder, `${name}.log`)}`
])}
${preamble(ground, file)}
exec "$skein" ${Shell.line(command)}
`
}

/** What somebody hands on to sbatch, as far as it matters here. */

/** What is not handed on, and what to do instead. */
const refused: Readonly<Record<string, string>> = {
  "--array": "submit makes the array: --parts says of how many, --at-a-time how many of them run together",
  "--wrap": "submit hands sbatch a script of its own",
  "--test-only": "--dry-run of submit shows what would be submitted",
  "--wait": "submit returns when all is queued; status says how far it is",
  "--no-requeue": "a part goes on after preemption and at its time limit by being queued again"
}

const short: Readonly<Record<string, string>> = { "-a": "--array", "-W": "--wait" }

/** Slurm takes a long option by its beginning, too. */
const isCalled = (name: string, option: string): boolean => name.length >= 5 && option.startsWith(name)

/** Short options whose value may be what follows. */
const nameOf = (word: string): string =>
  word.startsWith("--") ? word.replace(/=.*$/s, "") : (short[word.slice(0, 2)] ?? word.slice(0, 2))

/** Why options cannot be handed on; undefined where they can. */
export const refusal = (words: ReadonlyArray<string>): string | undefined => {
  for (const [k, word] of words.entries()) {
    const before = words[k - 1]
    if (!word.startsWith("-")) {
      // What follows an option that has no value yet may be that.
      const isValue = before !== undefined && /^(--[^=]+|-[A-Za-z])$/.test(before)
      if (!isValue) return `${JSON.stringify(word)} is no option of sbatch: behind -- stand such as --time=60`
      continue
    }
    const name = nameOf(word)
    const found = Object.entries(refused).find(([option]) => isCalled(name, option))
    // --wait-all-nodes and --no-… are options of their own.
    if (found !== undefined && !word.startsWith("--wait-"))
      return `${found[0]} is not handed on to sbatch: ${found[1]}`
  }
  return undefined
}

/** The value of an option: `--name=value`, `--name value`, `-n value` or `-nvalue`; the last one counts. */
export const given = (words: ReadonlyArray<string>, long: string, letter?: string): string | undefined => {
  let value: string | undefined
  for (const [k, word] of words.entries()) {
    if (word === long || word === letter) value = words[k + 1]
    else if (word.startsWith(`${long}=`)) value = word.slice(long.length + 1)
    else if (letter !== undefined && word.startsWith(letter) && !word.startsWith("--"))
      value = word.slice(letter.length)
  }
  return value
}

/**
 * A time limit in seconds: minutes, minutes:seconds, hours:minutes:seconds, days-hours, days-hours:minutes,
 * days-hours:minutes:seconds. Undefined for what is none, which sbatch says.
 */
export const secondsOf = (time: string): number | undefined => {
  const [, days, clock = ""] = /^(?:(\d+)-)?(\d+(?::\d+){0,2})$/.exec(time) ?? []
  if (clock === "") return undefined
  const [a, b = 0, c = 0] = clock.split(":").map(Number) as [number, number?, number?]
  if (days !== undefined) return Number(days) * 86_400 + a * 3600 + b * 60 + c
  const colons = clock.split(":").length - 1
  return colons === 2 ? a * 3600 + b * 60 + c : a * 60 + b
}

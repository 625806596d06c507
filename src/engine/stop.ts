/**
 * The wish that this process stops and keeps what it has, as the operating system tells it. Free of Effect: it is heard
 * from the first moment of a command, before the modules that do its work have been loaded.
 *
 * | signal           | who sends it                                                                           |
 * | ---------------- | -------------------------------------------------------------------------------------- |
 * | SIGINT, SIGTERM  | people, `timeout`, service managers, batch queues at the limit                          |
 * | SIGHUP           | a terminal that closes                                                                  |
 * | SIGUSR1, SIGUSR2 | batch queues some time before the limit; node alone would open its debugger at SIGUSR1  |
 * | SIGXCPU          | the system, at a soft limit of processor time, and again with every second of it        |
 *
 * SIGQUIT is left alone: it is for those who want no more than a core, and no run needs a last word.
 */
const signals = ["SIGINT", "SIGTERM", "SIGHUP", "SIGUSR1", "SIGUSR2", "SIGXCPU"] as const

type Signal = (typeof signals)[number]

/** Exit status of a run that was interrupted and can be resumed (EX_TEMPFAIL of sysexits.h). */
export const interruptedStatus = 75

/** One wish may come as several signals: `timeout` sends its own twice, a terminal and a batch queue to a whole group. */
const oneWishMilliseconds = 1000

/** Those that somebody repeats who does not want to wait. The others repeat themselves. */
const impatient: ReadonlySet<Signal> = new Set(["SIGINT", "SIGTERM"])

/** When the process was first asked. */
let asked: number | undefined
let guarded = false
let hearing = false
let isLeft = false
const listeners = new Set<() => void>()

/** `nohup` has a closing terminal ignored; node undoes that, so that the script which starts it passes it on. */
const isIgnored = (signal: Signal): boolean => signal === "SIGHUP" && process.env.SKEIN_NOHUP === "1"

const onSignal = (signal: NodeJS.Signals): void => {
  if (isIgnored(signal as Signal)) return
  const now = performance.now()
  const again = asked !== undefined && now - asked >= oneWishMilliseconds && impatient.has(signal as Signal)
  asked ??= now
  if (again || listeners.size === 0) process.exit(interruptedStatus)
  for (const listener of listeners) listener()
}

const hear = (): void => {
  const wanted = guarded || listeners.size > 0
  if (wanted === hearing) return
  hearing = wanted
  const ours = signals.filter((signal) => !isLeft || !impatient.has(signal))
  for (const signal of ours) wanted ? process.on(signal, onSignal) : process.off(signal, onSignal)
  if (!wanted) asked = undefined
}

/** From now on a signal that nobody listens to ends the process with {@link interruptedStatus}: it has nothing to save. */
export const guard = (): void => {
  guarded = true
  hear()
}

/**
 * Before anybody listens: SIGINT and SIGTERM are the system's, which ends the process at once, in the midst of whatever it
 * computes or reads. For commands that have nothing to save.
 */
export const leaveToSystem = (): void => {
  isLeft = true
}

/**
 * Calls `listener` when the process is asked to stop, at once if it has been asked before. A second SIGINT or SIGTERM,
 * a second later, ends the process. Returns what takes the listener away.
 */
export const listen = (listener: () => void): (() => void) => {
  listeners.add(listener)
  hear()
  if (asked !== undefined) listener()
  return () => {
    listeners.delete(listener)
    hear()
  }
}

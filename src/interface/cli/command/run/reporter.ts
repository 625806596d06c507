/**
 * Shows a run while it goes: one line that is drawn again on a terminal, plain lines now and then elsewhere. What
 * goes wrong is said at once, in a line that stays.
 */
import { styleText } from "node:util"
import type { Event } from "../../../../engine/event.ts"
import * as Progress from "../../../../engine/progress.ts"
import * as Plain from "../../../text/plain.ts"
import * as Shown from "../../../text/progress.ts"
import * as Sentence from "../../../text/sentence.ts"

/** Standard error, or what stands for it. */
export interface Screen {
  readonly isTTY?: boolean
  /** 0 when the terminal does not say. */
  readonly columns?: number
  /** Knows NO_COLOR. */
  readonly hasColors?: () => boolean
  readonly write: (text: string) => unknown
}

export interface Reporter {
  readonly onEvent: (event: Event) => void
  /** Leaves no half-drawn line behind. */
  readonly close: () => void
}

const secondsBetweenDrawings = 0.1
const secondsBetweenLines = 5
const barWidth = 24

/** A sentence about an event that should stay readable, or nothing. */
const sentence = (event: Event, crashes: ReadonlySet<string>, names: Sentence.Names): string | undefined => {
  switch (event._tag) {
    case "RunStarted":
      return `${event.simulation}: ${Sentence.scope(event)}; ${event.directory}`
    case "TasksTaken":
    case "PartTaken":
    case "StudyChanged":
    case "WorkerLost":
    case "StationJoined":
    case "StationLeft":
    case "StationLate":
    case "StationRefused":
    case "ServerLost":
    case "ServerBack":
    case "TallyCorrupt":
    case "CheckpointCorrupt":
    case "RowsCorrupt":
    case "PlanCorrupt":
    case "FileHeld":
    case "HostSilent":
    case "FileFree":
    case "SearchJudged":
    case "TrialsDrawn":
      return Sentence.of(event, names)?.text
    case "TaskCrashed":
      if (event.uncomputable) return Sentence.of(event, names)?.text
      // A bug often stops every task in the same way: it is told once, then counted.
      return crashes.has(event.message)
        ? undefined
        : `${names.task(event.task)} crashed: ${event.message}\n${event.stack}`
    default:
      return undefined
  }
}

/** `clock` in seconds. */
export const make = (
  screen: Screen,
  names: Sentence.Names = Sentence.plain,
  clock: () => number = () => performance.now() / 1000
): Reporter => {
  const live = screen.isTTY === true
  let progress = Progress.empty
  /** The messages of crashes that have been told. */
  const crashes = new Set<string>()
  let drawn = false
  let last = clock()
  const colored = (text: string): string =>
    screen.hasColors?.() === true ? styleText("cyan", text, { validateStream: false }) : text
  const erase = (): void => {
    if (drawn) screen.write("\r\u001b[K")
    drawn = false
  }
  const draw = (now: number): void => {
    const facts = Shown.facts(progress, now).join("  ")
    const room = (screen.columns || 80) - 1
    const bar = `${Shown.bar(Progress.fraction(progress), barWidth)} `
    const text = bar.length + facts.length <= room ? colored(bar) + facts : facts.slice(0, room)
    screen.write(`\r\u001b[K${text}`)
    drawn = true
  }
  return {
    onEvent: (event) => {
      const now = clock()
      progress = Progress.fold(progress, event, now)
      const said = sentence(event, crashes, names)
      if (event._tag === "TaskCrashed") crashes.add(event.message)
      if (said !== undefined) {
        erase()
        screen.write(`${Plain.paragraph(said)}\n`)
      }
      if (now - last < (live ? secondsBetweenDrawings : secondsBetweenLines) || progress.tasks === 0) return
      last = now
      if (live) draw(now)
      else screen.write(`${Shown.facts(progress, now).join(", ")}\n`)
    },
    close: erase
  }
}

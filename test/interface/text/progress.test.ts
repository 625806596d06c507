import t from "tap"
import type { Event } from "../../../src/engine/event.ts"
import * as Progress from "../../../src/engine/progress.ts"
import * as Reporter from "../../../src/interface/cli/command/run/reporter.ts"
import * as Duration from "../../../src/interface/text/duration.ts"
import * as Shown from "../../../src/interface/text/progress.ts"

const started: Event = {
  _tag: "RunStarted",
  name: "tosses",
  simulation: "coin",
  directory: "runs/tosses",
  backend: "cpu",
  threads: 2,
  points: 3,
  tasks: 8,
  tasksDone: 2,
  secondsLeft: 12
}
const taskStarted = (task: string): Event => ({ _tag: "TaskStarted", task, point: 0 })
const taskProgress = (task: string, done: number, of: number): Event => ({
  _tag: "TaskProgress",
  task,
  point: 0,
  done,
  of
})
const taskFinished = (task: string): Event => ({ _tag: "TaskFinished", task, point: 0, seconds: 1 })
const workerLost: Event = { _tag: "WorkerLost", task: "b", reason: "exit code 3", attempt: 2 }
const crashed: Event = { _tag: "TaskCrashed", task: "b", message: "RangeError: off", stack: "at kernel.ts:1" }

t.test("a training says how far it is, and how it goes", (t) => {
  let progress = Progress.fold(Progress.empty, { ...started, tasks: 2, tasksDone: 0 }, 100)
  progress = Progress.fold(progress, taskStarted("a"), 100)
  const told = { share: 0.75, said: "epoch 10 of 12, loss 0.35, accuracy 0.810" }
  progress = Progress.fold(progress, { ...taskProgress("a", 470, 0), ...told } as Event, 103)
  t.equal(Progress.fraction(progress), 0.375)
  t.strictSame(Shown.facts(progress, 103), ["37 %", "0/2 tasks", "0.25 tasks/s", "5 s left", told.said])
  progress = Progress.fold(progress, { ...taskProgress("b", 3, 0), ...told } as Event, 103)
  t.equal(Shown.facts(progress, 103).at(-1), `${told.said} (and 1 more)`)
  t.end()
})

t.test("progress counts parts of tasks, and the speed of this process alone", (t) => {
  let progress = Progress.fold(Progress.empty, started, 100)
  t.equal(Progress.fraction(progress), 2 / 8)
  t.equal(Progress.secondsLeft(progress, 101), Number.POSITIVE_INFINITY, "nothing is known yet")
  for (const event of [
    taskStarted("a"),
    taskStarted("b"),
    taskProgress("a", 50, 100),
    taskProgress("b", 3, 0)
  ]) {
    progress = Progress.fold(progress, event, 101)
  }
  t.equal(Progress.fraction(progress), 2.5 / 8)
  t.equal(Progress.rate(progress, 102), 0.25, "half a task in two seconds")
  t.equal(Progress.secondsLeft(progress, 102), 5.5 / 0.25)
  t.ok(Shown.facts(progress, 102).includes("3 rounds"), "of a training, whose total nobody knows")
  progress = Progress.fold(progress, taskFinished("a"), 102)
  t.equal(Progress.fraction(progress), 3 / 8)
  progress = Progress.fold(progress, workerLost, 102)
  progress = Progress.fold(progress, crashed, 102)
  progress = Progress.fold(progress, { _tag: "RepeatsAdded", point: 0, repeats: 4, tasks: 2 }, 102)
  t.strictSame(Shown.facts(progress, 102), [
    "30 %",
    "3/10 tasks",
    "0.5 tasks/s",
    "14 s left",
    "1 worker lost",
    "1 task crashed"
  ])
  t.end()
})

t.test("the time left is that of the work that is left, however many tasks it is cut into", (t) => {
  // Nine tasks of a second, and one of a hundred; all take twice as long.
  const study: Event = { ...started, tasks: 10, tasksDone: 0, secondsLeft: 109 } as Event
  const short = (task: string): Event => ({ ...taskStarted(task), seconds: 1 }) as Event
  let progress = Progress.fold(Progress.empty, study, 0)
  for (const [k, task] of [..."abcdefghi"].entries()) {
    progress = Progress.fold(progress, short(task), 2 * k)
    progress = Progress.fold(progress, taskFinished(task), 2 * k + 2)
  }
  const left = (now: number, more = progress) => Math.round(Progress.secondsLeft(more, now))
  t.equal(left(18), 118, "said to be 50 on two threads; what is done took two seconds for each")
  progress = Progress.fold(progress, { ...taskStarted("j"), seconds: 100 } as Event, 18)
  progress = Progress.fold(progress, taskProgress("j", 50, 100), 118)
  t.equal(left(118), 88)
  const more = Progress.fold(progress, { _tag: "RepeatsAdded", point: 0, repeats: 2, tasks: 10 }, 118)
  t.equal(left(118, more), 254, "as many again, as long")
  progress = Progress.fold(progress, { ...crashed, task: "j" } as Event, 218)
  t.equal(left(218), 0, "what crashed is not waited for")
  t.end()
})

t.test("a bar in eighths", (t) => {
  t.equal(Shown.bar(0, 4), "░░░░")
  t.equal(Shown.bar(0.5, 4), "██░░")
  t.equal(Shown.bar(0.53125, 4), "██▏░")
  t.equal(Shown.bar(1, 4), "████")
  t.end()
})

t.test("durations", (t) => {
  const cases: ReadonlyArray<readonly [number, string]> = [
    [0.00002, "20 µs"],
    [0.0123, "12 ms"],
    [0.9996, "1 s"],
    [2.34, "2.3 s"],
    [9.96, "10 s"],
    [59.6, "1 min"],
    [125, "2 min 5 s"],
    [3600, "1 h"],
    [11_520, "3 h 12 min"],
    [360_000, "4 d 4 h"],
    [Number.POSITIVE_INFINITY, "unknown"]
  ]
  for (const [seconds, text] of cases) t.equal(Duration.format(seconds), text)
  t.end()
})

const screen = (isTTY: boolean, columns = 100, colors = false) => {
  const written: Array<string> = []
  return { isTTY, columns, hasColors: () => colors, written, write: (text: string) => written.push(text) }
}

/** Ten events a second for `seconds`. */
const watch = (onto: Reporter.Screen, seconds: number): void => {
  let now = 0
  const reporter = Reporter.make(onto, undefined, () => now)
  reporter.onEvent(started)
  reporter.onEvent(taskStarted("a"))
  for (let i = 1; i <= 10 * seconds; i++) {
    now = i / 10 + 0.001
    reporter.onEvent(taskProgress("a", i, 10 * seconds))
  }
  reporter.onEvent(workerLost)
  reporter.close()
}

t.test("elsewhere than on a terminal: plain lines now and then", (t) => {
  const out = screen(false)
  watch(out, 12)
  t.strictSame(out.written, [
    "coin: 3 points, 8 tasks, 2 of them done before, on 2 threads, backend cpu, about 6 s; runs/tosses\n",
    "30 %, 2/8 tasks, 12 s a task, 1 min 7 s left\n",
    "35 %, 2/8 tasks, 12 s a task, 1 min 2 s left\n",
    "a worker was lost (exit code 3), number 2 of at most 3 at task b\n"
  ])
  t.end()
})

t.test("a crash is told once, however many tasks end with it", (t) => {
  const out = screen(false)
  const reporter = Reporter.make(out, undefined, () => 0)
  for (const task of ["b", "c", "d"]) reporter.onEvent({ ...crashed, task })
  t.strictSame(out.written, ["task b crashed: RangeError: off\n  at kernel.ts:1\n"])
  t.end()
})

t.test("on a terminal: one line, erased before others and at the end", (t) => {
  const out = screen(true)
  watch(out, 1)
  const erase = "\r\u001b[K"
  t.match(out.written[1]!.replace(erase, ""), /^█+[░▏▎▍▌▋▊▉]+ 26 % {2}2\/8 tasks {2}/)
  t.notOk(out.written.slice(1, -2).some((text) => text.includes("\n")))
  t.strictSame(out.written.slice(-2), [
    erase,
    "a worker was lost (exit code 3), number 2 of at most 3 at task b\n"
  ])
  const narrow = screen(true, 30)
  watch(narrow, 1)
  t.ok(narrow.written.slice(1, -2).every((text) => text.replace(erase, "").length < 30))
  const unknown = screen(true, 0)
  watch(unknown, 1)
  t.ok(unknown.written[1]!.includes("tasks/s"), "a terminal that does not say how wide it is")
  const colored = screen(true, 100, true)
  watch(colored, 1)
  t.ok(colored.written[1]!.includes("\u001b[36m"))
  t.notOk(out.written.join("").includes("\u001b[36m"), "no colour where none is wanted")
  t.end()
})

/** What kernels prepare: once for a config on a thread, let go in turn, and never kept where it failed. */
import t from "tap"
import * as Ready from "../../../src/engine/thread/ready.ts"
import type { Kernel, SamplingKernel } from "../../../src/simulation/contract.ts"

interface Config {
  readonly rate: number
}

/** A kernel that says what it prepares and releases, and the backend it did it on. */
const spoken = () => {
  const said: Array<string> = []
  const kernel: SamplingKernel<Config, number, { readonly of: string }> = {
    kind: "sampling",
    prepare: ({ rate }, backend) => {
      if (rate < 0) throw new RangeError("no such rate")
      said.push(`+${rate}`)
      return { of: `${rate} on ${backend.name}` }
    },
    release: async ({ of }) => {
      said.push(`-${of.split(" ")[0]}`)
    },
    empty: 0,
    combine: (a, b) => a + b,
    sample: () => 0
  }
  return { said, kernel: kernel as Kernel }
}

const subject = (rate: number, simulation = "spoken") => ({
  simulation,
  config: { rate },
  backend: "cpu" as const
})

t.test(
  "a config is prepared once, whatever copy of it comes; of three the one unused for longest goes",
  async (t) => {
    const { said, kernel } = spoken()
    const ready = Ready.make(async () => kernel)
    const { prepared } = await ready(subject(1))
    t.same(prepared, { of: "1 on cpu" })
    t.equal((await ready(subject(1))).prepared, prepared)
    await ready(subject(2))
    t.equal((await ready(subject(1))).prepared, prepared)
    t.same(said, ["+1", "+2"])
    await ready(subject(3))
    t.same(said, ["+1", "+2", "-2", "+3"], "before the next is made")
    t.equal((await ready(subject(1))).prepared, prepared)
  }
)

t.test("configs that JSON does not tell apart are two", async (t) => {
  const { said, kernel } = spoken()
  const ready = Ready.make(async () => kernel)
  await ready(subject(Number.NaN))
  await ready(subject(Number.POSITIVE_INFINITY))
  await ready(subject(Number.NaN, "another"))
  t.same(said, ["+NaN", "+Infinity", "-NaN", "+NaN"])
})

t.test("what failed to be prepared is tried again", async (t) => {
  const { said, kernel } = spoken()
  const ready = Ready.make(async () => kernel)
  await t.rejects(ready(subject(-1)), { message: "no such rate" })
  await t.rejects(ready(subject(-1)), { message: "no such rate" })
  await ready(subject(1))
  t.same(said, ["+1"])
})

t.test("a kernel that prepares nothing gets the backend", async (t) => {
  const { kernel } = spoken()
  const { prepare: _, release: __, ...plain } = kernel
  const ready = Ready.make(async () => plain as Kernel)
  t.equal((await ready(subject(1))).prepared.name, "cpu")
})

t.test("a release that throws is a warning, and the next config is prepared", async (t) => {
  const { said, kernel } = spoken()
  const release = () => {
    throw new RangeError("it is gone")
  }
  const ready = Ready.make(async () => ({ ...kernel, release }) as Kernel)
  const warned = new Promise<Error>((resolve) => process.once("warning", resolve))
  for (const rate of [1, 2, 3]) await ready(subject(rate))
  t.same(said, ["+1", "+2", "+3"])
  t.match((await warned).message, /was not released: RangeError: it is gone/)
})

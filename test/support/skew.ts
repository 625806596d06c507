/** Loaded before a program: its clock is off by SKEIN_SKEW seconds, on all of its threads. */
const off = 1000 * Number(process.env.SKEIN_SKEW)

const Right = Date

class Wrong extends Right {
  constructor(...given: ReadonlyArray<unknown>) {
    super(...((given.length === 0 ? [Right.now() + off] : given) as [number]))
  }

  static override now = (): number => Right.now() + off
}

globalThis.Date = Wrong as unknown as DateConstructor

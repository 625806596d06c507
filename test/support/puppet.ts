/** A station that says what a test tells it to: it knows all secrets of the protocol, and computes nothing. */
import { connect, type NatsConnection } from "@nats-io/transport-node"
import * as BitProof from "../../src/engine/bit-proof.ts"
import * as Fingerprint from "../../src/engine/fingerprint.ts"
import * as Errand from "../../src/engine/fleet/errand.ts"
import * as Message from "../../src/engine/fleet/message.ts"
import * as Machine from "../../src/engine/machine.ts"
import { load } from "../../src/simulation/discover.ts"

type Run = Extract<Message.Call, { readonly _tag: "Run" }>

/** The next call of the run. */
const called = async (client: NatsConnection, run: string): Promise<Run> => {
  const calls = client.subscribe(Message.calls)
  for await (const { data } of calls) {
    const call = Message.call(data)
    if (call?._tag !== "Run" || call.run !== run) continue
    calls.unsubscribe()
    return call
  }
  throw new Error("the connection is closed")
}

/** @param station names it, for its coordinator */
export const make = async (url: string, run: string, station = "puppet") => {
  const client = await connect({ servers: url })
  const subjects = Message.subjectsOf(run)
  const { session, simulation } = await called(client, run)
  const from = { session, station }

  /** What the coordinator answers to some bytes. */
  const say = async (bytes: Uint8Array): Promise<Message.Answer | undefined> =>
    Message.answer((await client.request(subjects.ask, bytes, { timeout: 20_000 })).data)

  const ask = (message: Message.Told) => say(Message.pack(message))

  const hello = async (
    host: string,
    proof: BitProof.Proof | null,
    more: Partial<Extract<Message.Told, { readonly _tag: "Hello" }>> = {}
  ) =>
    ask({
      ...{ _tag: "Hello", ...from, host, process: 7, threads: 1, machine: Machine.here() },
      ...{ fingerprint: await Fingerprint.of(simulation), proof, trouble: null, clock: Date.now() },
      ...more
    })

  return {
    ...{ client, subjects, from, say, ask, hello },
    /** Is welcome, by a true proof. */
    join: async (host: string) => {
      const answer = await hello(host, null)
      if (answer?._tag !== "Prove" || answer.subject === null) throw new Error(`not asked: ${answer?._tag}`)
      const { backend, config, key } = answer.subject
      const its = await load(simulation)
      const decoded = Errand.configs(its)(config)
      return hello(host, await BitProof.of(its, { simulation, backend, config: decoded, key }))
    },
    pulse: (bytes: Uint8Array) => client.publish(subjects.pulse, bytes),
    /** The next errand; it is taken out of the queue at once. */
    take: async () => {
      for (;;) {
        const next = `$JS.API.CONSUMER.MSG.NEXT.${subjects.stream}.${session}`
        const asked = JSON.stringify({ batch: 1, expires: 1e9 })
        const found = await client
          .request(next, asked, { timeout: 2000, noMux: true, reply: `_INBOX.${Math.random()}` })
          .catch(() => undefined)
        const errand = found === undefined ? undefined : Message.errand(found.data)
        if (errand === undefined) continue
        client.publish(found!.reply!, "+TERM")
        return errand
      }
    }
  }
}

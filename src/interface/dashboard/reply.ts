/**
 * Answers of the server. A page's policy lets it load nothing from elsewhere, run no script but ours, and stand in no
 * other page.
 */
import type { IncomingMessage, ServerResponse } from "node:http"
import * as Policy from "../page/policy.ts"
import type { Outbox } from "./outbox.ts"

const always = {
  "content-security-policy": Policy.ofServer,
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "cache-control": "no-store"
}

export interface Reply {
  readonly status: number
  readonly type: string
  readonly bytes: Buffer
  readonly more?: Readonly<Record<string, string>>
}

export const html = (text: string): Reply => ({
  status: 200,
  type: "text/html; charset=utf-8",
  bytes: Buffer.from(text)
})

export const json = (value: unknown): Reply => ({
  status: 200,
  type: "application/json",
  bytes: Buffer.from(JSON.stringify(value))
})

export const refusal = (status: number, why: string): Reply => ({
  status,
  type: "text/plain; charset=utf-8",
  bytes: Buffer.from(`${why}\n`),
  ...(status === 405 ? { more: { allow: "GET, HEAD" } } : {})
})

export const elsewhere = (location: string): Reply => ({ ...refusal(302, location), more: { location } })

export const send = (
  request: IncomingMessage,
  response: ServerResponse,
  { status, type, bytes, more }: Reply,
  outbox: Outbox
): void => {
  response.writeHead(status, { ...always, "content-type": type, "content-length": bytes.length, ...more })
  if (request.method !== "HEAD") outbox.write(response, bytes)
  response.end()
}

/** The head of events that go on. */
export const begin = (response: ServerResponse): void => {
  response.writeHead(200, { ...always, "content-type": "text/event-stream" })
}

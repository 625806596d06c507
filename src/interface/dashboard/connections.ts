/**
 * Who is connected. There is always room for one more: whoever asks for nothing goes first, the one who has been silent
 * longest before the others; then whoever does not take what he was sent.
 */
import type { Server, ServerResponse } from "node:http"
import type { Socket } from "node:net"

/** `cut` makes room where nobody is silent; false where it cannot. */
export const limit = (server: Server, most: number, cut: () => boolean): void => {
  const open = new Set<Socket>()
  /** In the order in which they fell silent; half a request is none. */
  const silent = new Set<Socket>()

  server.on("connection", (socket: Socket) => {
    open.add(socket)
    socket.on("close", () => {
      open.delete(socket)
      silent.delete(socket)
    })
    if (open.size > most) {
      const [first] = silent
      if (first !== undefined) first.destroy()
      else if (!cut()) return socket.destroy()
    }
    silent.add(socket)
  })
  server.on("request", ({ socket }: { readonly socket: Socket }, response: ServerResponse) => {
    silent.delete(socket)
    response.on("close", () => {
      if (!socket.destroyed) silent.add(socket)
    })
  })
}

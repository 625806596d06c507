/** Files of data that a study names: their bytes, within the room that all of them have together. */
import { readFileSync, statSync } from "node:fs"
import type { Room } from "./room.ts"

const codes = {
  ENOENT: "there is no such file",
  ENOTDIR: "a part of this path is a file, not a folder",
  ELOOP: "its links lead in a circle",
  EACCES: "it may not be read"
}

/** The bytes of the file, or why there are none. */
export const bytesOf = (file: string, room: Room): Uint8Array | string => {
  try {
    const status = statSync(file)
    if (status.isDirectory()) return "this is a folder"
    if (!status.isFile()) return "this is not a regular file"
    if (status.size > room.bytes) return `it has ${status.size} bytes, and ${room.bytes} are the most`
    room.bytes -= status.size
    return readFileSync(file)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return codes[code as keyof typeof codes] ?? message
  }
}

/** Undefined where they are no UTF-8. */
export const textOf = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** The command, of the talk that the program knows. */
import * as Reproduce from "./reproduce.ts"

export const reproduce = Reproduce.of(async () => (await import("../../../../talk/talk.ts")).slides)

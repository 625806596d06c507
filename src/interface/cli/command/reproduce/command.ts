/** The command, of the talk that the program knows. */
import { slides } from "../../../../talk/talk.ts"
import * as Reproduce from "./reproduce.ts"

export const reproduce = Reproduce.of(slides)

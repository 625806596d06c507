/** What the talk concludes of reinforcement learning. */
import { learningToUnknot } from "../../simulation/paper.ts"
import type { Slide } from "../slide.ts"
import { composed } from "./environment.ts"
import { great } from "./results.ts"
import { alters } from "./rollouts.ts"

export const conclusions: Slide = {
  id: "unknotting-conclusions",
  title: "Conclusions: reinforcement learning",
  source: { paper: learningToUnknot, where: "abstract" },
  claims: [alters, composed, great],
  figures: [{ from: "agents", figure: "learning" }],
  ours: []
}

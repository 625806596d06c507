/** The machines that worked for a session of a run with a fleet. */
import { plural } from "../../drawing/text.ts"
import type { Session } from "../../engine/manifest-form.ts"
import * as Plain from "./plain.ts"

/** `ada (16 threads), bob (8 threads)`; undefined where it had no fleet, or nobody came. */
export const of = ({ stations = [] }: Pick<Session, "stations">): string | undefined =>
  stations.length === 0
    ? undefined
    : stations.map(({ host, threads }) => `${Plain.line(host)} (${plural(threads, "thread")})`).join(", ")
